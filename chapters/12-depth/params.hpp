/// @file params.hpp
/// @brief Chapter 12: everything that can change the outcome, described once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chapters/support/parameters.hpp"

namespace winit::chapter12 {

/// @brief Training runs of every cell with --full.
inline constexpr std::size_t full_seeds = 11;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t slide_epochs = 1000;
    double slide_rate = 0.1;
    std::size_t slide_seeds = 30;
    double bias_variance = 0.05;
    std::size_t layers = 30;
    std::size_t wide = 200;
    std::size_t networks = 20;
    std::size_t width = 32;
    std::size_t samples = 1000;
    std::size_t batch = 20;
    double momentum = 0.9;
    std::size_t seeds = 3;
    std::vector<double> variances = {0.5, 0.75, 1.0, 1.4, 1.76, 2.2, 3.0, 4.0};
    std::vector<std::size_t> depths = {4, 8, 16, 32, 48};
    std::size_t epochs = 5;
    double rate = 0.0015;
    std::size_t relu_seeds = 5;
    std::vector<double> relu_variances = {1.0, 1.4, 2.0, 2.8};
    std::vector<double> relu_rates = {0.0003, 0.001, 0.003, 0.01};
    std::size_t relu_epochs = 15;
    std::uint64_t seed = 12;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(slide_epochs, "slide_epochs", {1, 100000}, "epochs of the slide");
        is.parameter(slide_rate, "slide_rate", {1e-6, 10.0}, "learning rate of the slide");
        is.parameter(slide_seeds, "slide_seeds", {1, 1000}, "random starts of its network");
        is.parameter(bias_variance, "bias_variance", {1e-4, 1.0},
                     "variance of a bias, tanh");
        is.parameter(layers, "layers", {2, 200}, "tanh layers that are measured");
        is.parameter(wide, "wide", {1, 500}, "their units");
        is.parameter(networks, "networks", {1, 10000}, "such networks per weight variance");
        is.parameter(width, "width", {1, 500}, "units per trained hidden layer");
        is.parameter(samples, "samples", {1, 1796}, "digits to learn from");
        is.parameter(batch, "batch", {1, 1796}, "digits per step");
        is.parameter(momentum, "momentum", {0.0, 0.99}, "momentum of the optimizer");
        is.parameter(seeds, "seeds", {1, 1000}, "training runs per cell, tanh");
        is.parameter(relu_seeds, "relu_seeds", {1, 1000}, "training runs per cell, ReLU");
        is.number("full_seeds", full_seeds, "the same with --full");
        is.parameter(epochs, "epochs", {1, 1000}, "epochs, tanh");
        is.parameter(rate, "rate", {1e-6, 10.0}, "learning rate, tanh");
        is.parameter(relu_epochs, "relu_epochs", {1, 1000}, "epochs, ReLU");
        is.number("relu_slow", relu_rates.front(), "smallest rate, ReLU");
        is.number("relu_fast", relu_rates.back(), "largest rate, ReLU");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.slide_seeds = 5,
            .networks = 5,
            .seeds = 1,
            .variances = {0.5, 1.0, 1.76, 4.0},
            .depths = {4, 16, 32},
            .epochs = 4,
            .relu_seeds = 1,
            .relu_variances = {1.0, 2.0, 2.8},
            .relu_rates = {0.0003, 0.01},
            .relu_epochs = 3};
}

/// @brief Finer and with more seeds, for a long look.
inline Params full() {
    return {.seeds = full_seeds,
            .variances = {0.5, 0.6, 0.75, 0.85, 1.0, 1.2, 1.4, 1.6, 1.76, 2.0, 2.2, 2.6,
                          3.0, 3.5, 4.0},
            .depths = {4, 8, 12, 16, 24, 32, 48, 64},
            .relu_seeds = full_seeds,
            .relu_variances = {0.7, 1.0, 1.4, 2.0, 2.8, 4.0},
            .relu_rates = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03}};
}

/// @brief Memory of the largest objects (bytes): the deepest trained network, its gradients, and
///        what it computes of all digits, per thread.
inline double bytes(const Params& params) {
    constexpr double all_digits = 1797.0;
    constexpr double matrices_per_layer = 3.0;
    const auto width = static_cast<double>(params.width);
    const auto layers = static_cast<double>(std::ranges::max(params.depths));
    const double per_layer = matrices_per_layer * all_digits * width + 2.0 * width * width;
    return 8.0 * static_cast<double>(params.threads) * layers * per_layer;
}

}  // namespace winit::chapter12
