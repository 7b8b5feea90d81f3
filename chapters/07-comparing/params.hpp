/// @file params.hpp
/// @brief Chapter 7: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "chapters/support/parameters.hpp"

namespace winit::chapter07 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t inputs = 5;
    std::size_t hidden = 10;
    std::size_t outputs = 5;
    std::size_t networks = 200000;
    std::size_t training_samples = 300;
    std::size_t validation_samples = 300;
    std::size_t training_width = 32;
    std::size_t batch = 20;
    std::size_t short_epochs = 8;
    std::size_t epochs = 24;
    std::size_t pairs = 200;
    double pair_rate = 0.1;
    double wild_rate = 0.5;
    std::size_t grid_seeds = 10;
    std::vector<double> descent_rates = {0.01, 0.03, 0.1, 0.3, 1.0};
    std::vector<double> adam_rates = {0.0003, 0.001, 0.003, 0.01, 0.03};
    double false_alarm = 0.01;
    std::uint64_t seed = 7;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(inputs, "inputs", {1, 1000}, "inputs of the network");
        is.parameter(hidden, "hidden", {1, 10000}, "units of its hidden layer");
        is.parameter(outputs, "outputs", {1, 1000}, "outputs of the network");
        is.parameter(networks, "networks", {5, 10000000}, "networks per scheme");
        is.parameter(training_samples, "training_samples", {10, 1400},
                     "digits that a training learns from");
        is.option(validation_samples, "validation_samples", {10, 300},
                  "digits that rates are chosen on");
        is.parameter(training_width, "training_width", {1, 1000},
                     "units of each hidden layer of a trained network");
        is.parameter(batch, "batch", {1, 1000}, "digits per step");
        is.parameter(short_epochs, "short_epochs", {1, 1000}, "the shorter budget");
        is.parameter(epochs, "epochs", {2, 1001}, "the longer budget");
        is.parameter(pairs, "pairs", {8, 100000}, "trainings that are compared in pairs");
        is.parameter(pair_rate, "pair_rate", {1e-6, 100.0}, "their learning rate");
        is.parameter(wild_rate, "wild_rate", {1e-6, 100.0},
                     "a rate at which paired trainings part");
        is.parameter(grid_seeds, "grid_seeds", {1, 1000},
                     "trainings of each start at each rate");
        is.parameter(false_alarm, "false_alarm", {1e-12, 0.5},
                     "how often a comparison may see a difference where there is none");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 20000, .pairs = 20, .grid_seeds = 2};
}

/// @brief Memory of the largest objects (bytes): what is kept of every draw.
inline double bytes(const Params& params) {
    return 5.0 * 6.0 * 8.0 * static_cast<double>(params.networks);
}

}  // namespace winit::chapter07
