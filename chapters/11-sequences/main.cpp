/// @file main.cpp
/// @brief The program of chapter 11.
#include "chapters/11-sequences/experiment.hpp"
#include "chapters/support/program.hpp"
#include "figures/plot.hpp"

int main(int argc, char** argv) {
    winit::chapter11::Params params;
    winit::Program program("11-sequences", "What does a sequence leave of its first word?");
    program.quick([&] { params = winit::chapter11::quick(); });
    program.full([&] { params = winit::chapter11::full(); });
    program.option("--seeds", params.seeds, {1, 100000}, "trained networks of each kind");
    program.option("--steps", params.steps, {1, 1000000}, "steps of gradient descent");
    program.option("--batch", params.batch, {1, 10000}, "sentences per step");
    program.option("--units", params.units, {1, 1000}, "units of the state");
    program.option("--learning-rate", params.learning_rate, {1e-6, 100.0},
                   "learning rate of the simple network");
    program.option("--lstm-rate", params.lstm_rate, {1e-6, 100.0},
                   "learning rate of the LSTM");
    program.option("--clip", params.clip, {1e-6, 1e6}, "longest gradient");
    program.option("--lstm-pause", params.lstm_pause, {0, 1000},
                   "blank steps behind the LSTM's sentences");
    program.option("--cloud-units", params.cloud_units, {1, 2000},
                   "size of the matrices whose eigenvalues are shown");
    program.option("--distance", params.distance, {1, 1000},
                   "steps over which gradients are followed");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return winit::chapter11::run(params, progress); },
        winit::draw);
}
