/// @file main.cpp
/// @brief The program of chapter 1.
#include "chapters/01-zero-trap/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter01::Params params;
    winit::Program program("01-zero-trap", "What does a network of zeros learn?");
    program.quick([&] { params = winit::chapter01::quick(); });
    program.option("--depth", params.depth, {2, 30},
                   "weight layers, the output's included");
    program.option("--width", params.width, {1, 512}, "units of each hidden layer");
    program.option("--steps", params.steps, {1, 100000}, "steps of gradient descent");
    program.option("--learning-rate", params.learning_rate, {1e-6, 10.0}, "step size");
    program.option("--common", params.common, {1, 174}, "samples of each even digit");
    program.option("--rare", params.rare, {1, 174}, "samples of each odd digit");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter01::run(params, progress); },
        winit::draw);
}
