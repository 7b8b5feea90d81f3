/// @file main.cpp
/// @brief The program of chapter 8.
#include "chapters/08-distributions/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter08::Params params;
    winit::Program program("08-distributions", "What can you read from a histogram?");
    program.quick([&] { params = winit::chapter08::quick(); });
    return program.run(argc, argv, params, winit::chapter08::experiments, winit::draw);
}
