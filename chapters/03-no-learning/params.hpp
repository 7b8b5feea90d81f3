/// @file params.hpp
/// @brief Chapter 3: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/core/types.hpp"

namespace winit::chapter03 {

/// @brief Training loss (nats) at which the tanh network counts as off the saddle.
inline constexpr double left_at = 2.0;

/// @brief Learning rate of the slide, whose step has the wrong sign.
inline constexpr double sign_rate = 0.1;

/// @brief The parameters of the chapter's experiments.
struct Params {
    Vector factors = {4.0, 2.0, 1.0};  ///< What each input is to be multiplied by.
    std::size_t width = 32;
    double scale = 1e-3;
    double learning_rate = 0.01;
    double duration = 14.0;
    std::size_t decades = 8;
    std::size_t seeds = 20;
    std::size_t digit_samples = 200;
    std::size_t digit_width = 16;
    double digit_rate = 0.5;
    std::size_t digit_decades = 10;
    std::size_t digit_seeds = 5;
    SmallNetwork small = {.start = small_random,
                          .activation = small_linear,
                          .scale = 0.1,
                          .has_biases = false};
    std::uint64_t seed = 3;
    std::size_t threads = 1;

    /// @brief Steps of the loss curves (count).
    std::size_t steps() const { return static_cast<std::size_t>(duration / learning_rate); }

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(width, "width", {1, 1000}, "hidden units");
        is.parameter(scale, "scale", {1e-12, 0.1},
                     "standard deviation of the weights at the start");
        is.parameter(learning_rate, "learning_rate", {1e-4, 0.1},
                     "step of gradient descent");
        is.option(duration, "duration", {1.0, 100.0},
                  "time that the loss curves show, in steps x learning rate");
        is.number("steps", steps(), "steps of the loss curves");
        is.parameter(seeds, "seeds", {1, 1000}, "random starts per scale");
        is.parameter(decades, "decades", {3, 15}, "scales, one per decade");
        is.parameter(digit_samples, "digit_samples", {1, 1796},
                     "digits of the tanh network");
        is.parameter(digit_width, "digit_width", {1, 1000}, "its hidden units");
        is.parameter(digit_rate, "digit_rate", {1e-4, 10.0}, "its learning rate");
        is.parameter(digit_seeds, "digit_seeds", {1, 1000}, "its random starts per scale");
        is.option(digit_decades, "digit_decades", {3, 15}, "its scales, one per decade");
        is.number("left_at", left_at, "loss (nats) at which it has left");
        is.number("sign_rate", sign_rate, "learning rate of the slide");
        small.each(is);
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.decades = 4, .seeds = 4, .digit_decades = 3, .digit_seeds = 2};
}

}  // namespace winit::chapter03
