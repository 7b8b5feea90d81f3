/// @file params.hpp
/// @brief Chapter 5: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/small_network.hpp"

namespace winit::chapter05 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t depth = 5;
    std::size_t width = 1000;
    std::size_t classes = 10;
    std::size_t samples = 200;
    std::size_t layer_units = 256;
    std::size_t layer_draws = 200;
    std::size_t digit_width = 400;
    std::size_t digit_inputs = 5;
    SmallNetwork small = {.start = small_random, .scale = 0.7};
    std::uint64_t seed = 5;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(depth, "depth", {2, 20}, "hidden tanh layers");
        is.parameter(width, "width", {10, 4000}, "units of each hidden layer");
        is.parameter(classes, "classes", {2, 1000}, "classes of the softmax");
        is.parameter(samples, "samples", {1, 2000}, "random inputs");
        is.parameter(layer_units, "layer_units", {8, 2048},
                     "larger side of the layers that are measured");
        is.parameter(layer_draws, "layer_draws", {1, 10000}, "such layers per shape");
        is.parameter(digit_width, "digit_width", {10, 2000},
                     "units of each hidden layer of the network that sees digits");
        is.parameter(digit_inputs, "digit_inputs", {1, 1797}, "digits that it sees");
        small.each(is);
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 300,
            .samples = 100,
            .layer_units = 64,
            .layer_draws = 100,
            .digit_width = 100};
}

/// @brief Memory of the largest objects (bytes): weights, gradients, one layer's decomposition.
///
/// With several threads, both networks of the figures exist at once.
inline double bytes(const Params& params) {
    const double networks = params.threads > 1 ? 2.0 : 1.0;
    const auto width = static_cast<double>(params.width);
    const auto layers = static_cast<double>(params.depth);
    const auto samples = static_cast<double>(params.samples);
    return networks * 8.0 * width * (width * (2.0 * layers + 4.0) + 4.0 * samples * layers);
}

}  // namespace winit::chapter05
