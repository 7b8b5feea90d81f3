/// @file params.hpp
/// @brief Chapter 14: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"

namespace winit::chapter14 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t width = 100;
    std::size_t depth = 30;
    std::size_t networks = 50;
    std::size_t factors = 5;
    double target = 1.0;
    double start = 1e-4;
    double learning_rate = 0.01;
    double bias_variance = 0.05;
    std::size_t tanh_networks = 50;
    std::size_t tanh_width = 200;
    std::size_t tanh_depth = 20;
    std::size_t most_blocks = 64;
    std::size_t residual_width = 32;
    std::uint64_t seed = 14;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(width, "width", {10, 1000}, "units per layer");
        is.parameter(depth, "depth", {2, 200}, "ReLU layers");
        is.number("crossings", depth - 1, "layers that a gradient crosses");
        is.parameter(networks, "networks", {1, 1000}, "random networks per start");
        is.parameter(factors, "factors", {1, 6}, "matrices in a product");
        is.parameter(learning_rate, "learning_rate", {1e-4, 0.1},
                     "step of gradient descent");
        is.parameter(bias_variance, "bias_variance", {1e-3, 1.0},
                     "variance of a bias, tanh networks");
        is.parameter(tanh_width, "tanh_width", {10, 1000},
                     "units per layer, tanh networks");
        is.parameter(tanh_depth, "tanh_depth", {2, 200}, "layers, tanh networks");
        is.parameter(tanh_networks, "tanh_networks", {1, 1000},
                     "tanh networks per variance");
        is.parameter(residual_width, "stream", {10, 500}, "width of the residual networks");
        is.option(target, "mode_target", {1e-2, 10.0},
                  "strength of the mode that two layers learn");
        is.option(start, "mode_start", {1e-12, 1e-3}, "strength of the mode at the start");
        is.option(most_blocks, "most_blocks", {2, 256}, "blocks of the deepest one");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 50,
            .networks = 10,
            .tanh_networks = 2,
            .tanh_width = 100,
            .most_blocks = 16};
}

/// @brief Memory of the largest objects (bytes): one network of each kind and its workspace, per
///        thread.
inline double bytes(const Params& params) {
    const auto square = [](std::size_t side) {
        return static_cast<double>(side) * static_cast<double>(side);
    };
    const double relu = square(params.width) * static_cast<double>(params.depth);
    const double tanh = square(params.tanh_width) * static_cast<double>(params.tanh_depth);
    const double residual =
        square(params.residual_width) * static_cast<double>(2 * params.most_blocks);
    return 16.0 * static_cast<double>(params.threads) * (relu + tanh + residual);
}

}  // namespace winit::chapter14
