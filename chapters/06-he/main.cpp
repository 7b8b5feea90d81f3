/// @file main.cpp
/// @brief The program of chapter 6.
#include "chapters/06-he/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter06::Params params;
    winit::Program program("06-he", "Which scale carries a signal through ReLU layers?");
    program.quick([&] { params = winit::chapter06::quick(); });
    program.option("--depth", params.depth, {1, 200}, "ReLU layers of the deep network");
    program.option("--width", params.width, {1, 1000},
                   "units per layer that the signal crosses");
    program.option("--networks", params.networks, {1, 100000},
                   "random networks per scheme");
    program.option("--epochs", params.epochs, {1, 1000}, "passes over the training digits");
    program.option("--seeds", params.seeds, {1, 1000}, "training runs per scheme and rate");
    program.option("--momentum", params.momentum, {0.0, 0.99},
                   "share of the velocity kept");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter06::run(params, progress); },
        winit::draw);
}
