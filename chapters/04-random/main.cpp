/// @file main.cpp
/// @brief The program of chapter 4.
#include "chapters/04-random/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter04::Params params;
    winit::Program program("04-random", "Is any random start a good start?");
    program.quick([&] { params = winit::chapter04::quick(); });
    return program.run(argc, argv, params, winit::chapter04::experiments, winit::draw);
}
