/// @file main.cpp
/// @brief The program of chapter 8.
#include "chapters/08-distributions/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter08::Params params;
    winit::Program program("08-distributions",
                           "What can you read from a histogram of weights?");
    program.quick([&] { params = winit::chapter08::quick(); });
    program.option("--fan-in", params.fan_in, {1, 10000}, "inputs of the layer");
    program.option("--fan-out", params.fan_out, {1, 10000},
                   "units of the layer: fan-in times fan-out weights are drawn");
    program.option("--slide-size", params.slide_size, {100, 1000000},
                   "the slide's one number: draws and fan-in at once");
    program.option("--bins", params.bins, {2, 1000}, "bins of each of the slide's panels");
    program.option("--axis-bins", params.axis_bins, {2, 1000}, "bins of the common axis");
    program.option("--axis-end", params.axis_end, {0.001, 10.0},
                   "largest weight on the common axis");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress&) { return winit::chapter08::run(params); }, winit::draw);
}
