/// @file params.hpp
/// @brief Chapter 4: everything that can change the outcome, described once.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"

namespace winit::chapter04 {

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
    std::size_t training_samples = 200;
    std::size_t validation_samples = 400;
    std::size_t batch = 10;
    std::size_t short_epochs = 10;
    std::size_t epochs = 30;
    std::size_t long_epochs = 100;
    std::size_t seeds = 10;
    SmallNetwork small = {.start = small_random, .scale = 1.0};
    std::uint64_t seed = 4;
    std::size_t threads = 1;

    /// @brief The scale that keeps a signal in the hidden layers: 1 / sqrt(hidden units).
    double fitting() const { return 1.0 / std::sqrt(static_cast<double>(width)); }

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(drawn, "drawn", {2, 10000000}, "weights whose moments are measured");
        is.parameter(layers, "layers", {2, 1000000}, "single layers per number of inputs");
        is.parameter(size, "size", {1, 64}, "rows and columns of a random factor");
        is.parameter(factors, "factors", {1, 300}, "random factors of a walk");
        is.parameter(walks, "walks", {1, 100000}, "walks");
        is.parameter(width, "width", {1, 512}, "hidden units per layer");
        // At least a hundred digits are left to judge on.
        is.parameter(training_samples, "training_samples", {1, 1000},
                     "digits to learn from");
        is.parameter(validation_samples, "validation_samples", {1, 690},
                     "digits to choose the learning rate on");
        is.parameter(batch, "batch", {1, 1000}, "digits per step");
        is.parameter(short_epochs, "short_epochs", {1, 1000},
                     "passes over the digits, short budget");
        is.parameter(epochs, "epochs", {2, 2000}, "passes over the digits, middle budget");
        is.parameter(long_epochs, "long_epochs", {3, 5000},
                     "passes over the digits, long budget");
        is.parameter(seeds, "seeds", {1, 100}, "training runs per start and rate");
        is.number("slide_stddev", slide_stddev(),
                  "standard deviation of the slide's weights", Tolerance{});
        is.number("fitting_stddev", fitting(), "1 / sqrt(hidden units)", Tolerance{});
        small.each(is);
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.drawn = 10000,
            .layers = 1000,
            .walks = 400,
            .training_samples = 100,
            .short_epochs = 5,
            .epochs = 10,
            .long_epochs = 20,
            .seeds = 1};
}

}  // namespace winit::chapter04
