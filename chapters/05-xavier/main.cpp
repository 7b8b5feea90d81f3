/// @file main.cpp
/// @brief The program of chapter 5.
#include "chapters/05-xavier/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter05::Params params;
    winit::Program program("05-xavier", "What do Xavier's weights balance?");
    program.quick([&] { params = winit::chapter05::quick(); });
    program.memory([&] { return winit::chapter05::bytes(params); });
    return program.run(argc, argv, params, winit::chapter05::experiments, winit::draw);
}
