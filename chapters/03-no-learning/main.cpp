/// @file main.cpp
/// @brief The program of chapter 3.
#include "chapters/03-no-learning/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter03::Params params;
    winit::Program program("03-no-learning", "How long does a network wait near zero?");
    program.quick([&] { params = winit::chapter03::quick(); });
    return program.run(argc, argv, params, winit::chapter03::experiments, winit::draw);
}
