/// @file main.cpp
/// @brief The program of chapter 13.
#include "chapters/13-best-practices/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter13::Params params;
    winit::Program program("13-best-practices",
                           "Which start for which network, and where may a zero stand?");
    program.quick([&] { params = winit::chapter13::quick(); });
    program.memory([&] { return winit::chapter13::bytes(params); });
    return program.run(argc, argv, params, winit::chapter13::experiments, winit::draw);
}
