/// @file main.cpp
/// @brief The program of chapter 14.
#include "chapters/14-resources/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter14::Params params;
    winit::Program program("14-resources", "What do the papers say when you run them?");
    program.quick([&] { params = winit::chapter14::quick(); });
    program.memory([&] { return winit::chapter14::bytes(params); });
    return program.run(argc, argv, params, winit::chapter14::experiments, winit::draw);
}
