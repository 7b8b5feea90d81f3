/// @file main.cpp
/// @brief The program of chapter 12.
#include "chapters/12-depth/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter12::Params params;
    winit::Program program("12-depth", "Why does a deep network train at all?");
    program.quick([&] { params = winit::chapter12::quick(); });
    program.full([&] { params = winit::chapter12::full(); });
    program.memory([&] { return winit::chapter12::bytes(params); });
    return program.run(argc, argv, params, winit::chapter12::experiments, winit::draw);
}
