/// @file main.cpp
/// @brief The program of chapter 14.
#include "chapters/14-resources/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter14::Params params;
    winit::Program program("14-resources", "What do the papers say when you run them?");
    program.quick([&] { params = winit::chapter14::quick(); });
    program.option("--width", params.width, {10, 1000}, "units per layer");
    program.option("--depth", params.depth, {2, 200},
                   "ReLU layers that a gradient crosses");
    program.option("--networks", params.networks, {1, 1000}, "random networks per start");
    program.option("--factors", params.factors, {1, 6}, "matrices in a product");
    program.option("--learning-rate", params.learning_rate, {1e-4, 0.1},
                   "step of gradient descent");
    program.option("--blocks", params.most_blocks, {2, 256},
                   "most blocks of a residual network");
    program.memory([&] { return winit::chapter14::bytes(params); });
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter14::run(params, progress); },
        winit::draw);
}
