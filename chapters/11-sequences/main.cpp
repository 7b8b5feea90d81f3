/// @file main.cpp
/// @brief The program of chapter 11.
#include "chapters/11-sequences/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter11::Params params;
    winit::Program program("11-sequences", "What does a sequence leave of its first word?");
    program.quick([&] { params = winit::chapter11::quick(); });
    program.full([&] { params = winit::chapter11::full(); });
    program.memory([&] { return winit::chapter11::bytes(params); });
    return program.run(argc, argv, params, winit::chapter11::experiments, winit::draw);
}
