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
    program.option("--depth", params.depth, {1, 100}, "hidden layers of the plain stack");
    program.option("--seeds", params.seeds, {1, 1000}, "training runs of each stack");
    program.option("--map-seeds", params.map_seeds, {1, 1000},
                   "training runs of each cell of the map");
    program.option("--residual-seeds", params.residual_seeds, {1, 1000},
                   "training runs of each residual network");
    program.option("--epochs", params.epochs, {1, 1000}, "passes over the digits");
    program.option("--learning-rate", params.learning_rate, {1e-4, 10.0},
                   "step of gradient descent");
    program.option("--networks", params.networks, {1, 10000},
                   "networks whose signals are measured, untrained");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter13::run(params, progress); },
        winit::draw);
}
