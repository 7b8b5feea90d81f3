/// @file main.cpp
/// @brief The program of chapter 4.
#include "chapters/04-random/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter04::Params params;
    winit::Program program("04-random", "Is any random start a good start?");
    program.quick([&] { params = winit::chapter04::quick(); });
    program.option("--layers", params.layers, {2, 1000000},
                   "single layers whose growth is measured");
    program.option("--size", params.size, {1, 64}, "rows and columns of a random factor");
    program.option("--factors", params.factors, {1, 300}, "random factors of a walk");
    program.option("--walks", params.walks, {1, 100000}, "walks");
    program.option("--width", params.width, {1, 512}, "hidden units per layer");
    program.option("--epochs", params.epochs, {1, 1000}, "passes over the digits");
    program.option("--seeds", params.seeds, {1, 100},
                   "training runs per depth, scale and rate");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter04::run(params, progress); },
        winit::draw);
}
