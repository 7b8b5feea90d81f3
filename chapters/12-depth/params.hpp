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

/// @brief The short budget that goes with a long one (epochs).
constexpr std::size_t short_of(std::size_t epochs) {
    return epochs / 2;
}

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
    std::size_t samples = 500;
    std::size_t validation = 100;
    std::size_t test = 200;
    std::size_t batch = 20;
    std::size_t epochs = 4;
    std::size_t relu_epochs = 8;
    std::size_t seeds = 10;
    std::size_t map_seeds = 3;
    std::vector<double> variances = {0.5, 1.0, 1.4, 1.76, 2.5, 4.0};
    std::vector<std::size_t> depths = {4, 8, 16, 32};
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
        is.parameter(samples, "samples", {2, 1500}, "digits to learn from");
        is.parameter(validation, "validation", {1, 140},
                     "other digits, to choose a learning rate on");
        is.parameter(test, "test", {1, 150}, "other digits, to be judged on");
        is.parameter(batch, "batch", {1, 1500}, "digits per step");
        is.parameter(epochs, "epochs", {2, 1000},
                     "epochs, tanh; half of them is scored too");
        is.parameter(relu_epochs, "relu_epochs", {2, 1000}, "the same, ReLU");
        is.number("epochs_short", short_of(epochs), "epochs of the short budget, tanh");
        is.number("relu_short", short_of(relu_epochs), "the same, ReLU");
        is.parameter(seeds, "seeds", {1, 1000}, "training runs per start and rate");
        is.parameter(map_seeds, "map_seeds", {1, 1000},
                     "training runs per cell and rate of the map of depths");
        is.number("full_seeds", full_seeds, "the same with --full");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.slide_seeds = 5,
            .networks = 5,
            .epochs = 2,
            .relu_epochs = 2,
            .seeds = 1,
            .map_seeds = 1,
            .variances = {0.5, 1.0, 1.76, 4.0},
            .depths = {4, 16, 32}};
}

/// @brief Finer and with more seeds, for a long look.
inline Params full() {
    return {.map_seeds = full_seeds,
            .variances = {0.5, 0.6, 0.75, 0.85, 1.0, 1.2, 1.4, 1.6, 1.76, 2.0, 2.2, 2.6,
                          3.0, 3.5, 4.0},
            .depths = {4, 8, 12, 16, 24, 32, 48, 64}};
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
