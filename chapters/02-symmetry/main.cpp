/// @file main.cpp
/// @brief The program of chapter 2.
#include "chapters/02-symmetry/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter02::Params params;
    winit::Program program("02-symmetry",
                           "What is left of a layer whose units are all alike?");
    program.quick([&] { params = winit::chapter02::quick(); });
    program.option("--width", params.width, {1, 512}, "hidden units of the XOR network");
    program.option("--epochs", params.epochs, {1, 100000},
                   "passes over the four samples of XOR");
    program.option("--learning-rate", params.learning_rate, {1e-6, 10.0},
                   "step size on XOR");
    program.option("--constant", params.constant, {-1.0, 1.0},
                   "the weight that all start from");
    program.option("--noise", params.noise, {1e-15, 1.0},
                   "standard deviation of the small noise");
    program.option("--digit-steps", params.digit_steps, {1, 100000}, "steps on the digits");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress&) { return winit::chapter02::run(params); }, winit::draw);
}
