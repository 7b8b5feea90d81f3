/// @file params.hpp
/// @brief Chapter 4: everything that can change the outcome, described once.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/result.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter04 {

/// @brief Learning rates that every scale may choose from.
inline constexpr std::array<double, 2> learning_rates{0.01, 0.03};

/// @brief Standard deviation of the slide's weights.
inline double slide_stddev() {
    return 1.0 / std::sqrt(3.0);
}

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t drawn = 100000;
    std::size_t layers = 10000;
    std::size_t size = 4;
    std::size_t factors = 100;
    std::size_t walks = 4000;
    std::size_t width = 32;
    std::size_t training_samples = 400;
    std::size_t batch = 25;
    std::size_t epochs = 10;
    std::size_t seeds = 3;
    double momentum = 0.9;
    std::size_t bias_samples = 1000;
    std::size_t bias_epochs = 40;
    double bias_rate = 0.1;
    std::uint64_t seed = 4;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(drawn, "drawn", {2, 10000000}, "weights whose moments are measured");
        is.parameter(layers, "layers", {2, 1000000}, "single layers per number of inputs");
        is.parameter(size, "size", {1, 64}, "rows and columns of a random factor");
        is.parameter(factors, "factors", {1, 300}, "random factors of a walk");
        is.parameter(walks, "walks", {1, 100000}, "walks");
        is.parameter(width, "width", {1, 512}, "hidden units per layer");
        is.parameter(training_samples, "training_samples", {1, 1796},
                     "digits to learn from");
        is.parameter(batch, "batch", {1, 1796}, "digits per step");
        is.parameter(epochs, "epochs", {1, 1000}, "passes over the digits");
        is.parameter(seeds, "seeds", {1, 100}, "training runs per depth, scale and rate");
        is.parameter(momentum, "momentum", {0.0, 0.99}, "momentum of the optimizer");
        is.number("slow_rate", learning_rates.front(), "smaller learning rate");
        is.number("fast_rate", learning_rates.back(), "larger learning rate");
        is.parameter(bias_samples, "bias_samples", {1, 1796},
                     "digits for the network with zero weights");
        is.parameter(bias_epochs, "bias_epochs", {1, 1000}, "its passes over the digits");
        is.parameter(bias_rate, "bias_rate", {1e-4, 10.0}, "its learning rate");
        is.number("slide_stddev", slide_stddev(),
                  "standard deviation of the slide's weights", Tolerance{});
        is.number("balanced_stddev", 1.0 / std::sqrt(static_cast<double>(width)),
                  "1 / sqrt(hidden units)", Tolerance{});
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.drawn = 10000,
            .layers = 1000,
            .walks = 400,
            .training_samples = 100,
            .epochs = 5,
            .seeds = 1,
            .bias_epochs = 5};
}

}  // namespace winit::chapter04
