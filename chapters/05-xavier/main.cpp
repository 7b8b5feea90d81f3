/// @file main.cpp
/// @brief The program of chapter 5.
#include "chapters/05-xavier/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter05::Params params;
    winit::Program program("05-xavier", "What do Xavier's weights balance?");
    program.quick([&] { params = winit::chapter05::quick(); });
    program.option("--depth", params.depth, {2, 20}, "hidden tanh layers");
    program.option("--width", params.width, {10, 4000}, "units of each hidden layer");
    program.option("--classes", params.classes, {2, 1000}, "classes of the softmax");
    program.option("--samples", params.samples, {1, 2000}, "random inputs");
    program.option("--layer-units", params.layer_units, {8, 2048},
                   "larger side of the layers whose factors are measured");
    program.option("--layer-draws", params.layer_draws, {1, 10000}, "layers per shape");
    program.memory([&] { return winit::chapter05::bytes(params); });
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress&) { return winit::chapter05::run(params); }, winit::draw);
}
