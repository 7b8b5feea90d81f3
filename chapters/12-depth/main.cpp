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
    program.option("--layers", params.layers, {2, 200}, "tanh layers that are measured");
    program.option("--networks", params.networks, {1, 10000},
                   "random networks per weight variance");
    program.option("--width", params.width, {1, 500}, "units per trained hidden layer");
    program.option("--epochs", params.epochs, {1, 1000}, "epochs of the tanh networks");
    program.option("--rate", params.rate, {1e-6, 10.0},
                   "learning rate of the tanh networks");
    program.option("--seeds", params.seeds, {1, 1000}, "training runs per cell, tanh");
    program.option("--relu-seeds", params.relu_seeds, {1, 1000},
                   "training runs per cell, ReLU");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter12::run(params, progress); },
        winit::draw);
}
