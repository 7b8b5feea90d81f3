/// @file main.cpp
/// @brief The program of chapter 3.
#include "chapters/03-no-learning/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter03::Params params;
    winit::Program program("03-no-learning", "How long does a network wait near zero?");
    program.quick([&] { params = winit::chapter03::quick(); });
    program.option("--width", params.width, {1, 1000}, "hidden units");
    program.option("--scale", params.scale, {1e-12, 0.1},
                   "standard deviation of the weights at the start");
    program.option("--learning-rate", params.learning_rate, {1e-4, 0.1},
                   "step of gradient descent");
    program.option("--decades", params.decades, {3, 15},
                   "scales whose waits are measured, one per decade");
    program.option("--seeds", params.seeds, {1, 1000}, "random starts per scale");
    program.option("--digit-width", params.digit_width, {1, 1000},
                   "hidden units of the tanh network");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress&) { return winit::chapter03::run(params); }, winit::draw);
}
