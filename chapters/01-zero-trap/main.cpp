/// @file main.cpp
/// @brief The program of chapter 1.
#include "chapters/01-zero-trap/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter01::Params params;
    winit::Program program("01-zero-trap", "What does a network of zeros learn?");
    program.quick([&] { params = winit::chapter01::quick(); });
    return program.run(argc, argv, params, winit::chapter01::experiments, winit::draw);
}
