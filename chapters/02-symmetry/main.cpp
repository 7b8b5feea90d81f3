/// @file main.cpp
/// @brief The program of chapter 2.
#include "chapters/02-symmetry/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter02::Params params;
    winit::Program program("02-symmetry",
                           "What is left of a layer whose units are all alike?");
    program.quick([&] { params = winit::chapter02::quick(); });
    return program.run(argc, argv, params, winit::chapter02::experiments, winit::draw);
}
