/// @file params.hpp
/// @brief Chapter 2: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/small_network.hpp"

namespace winit::chapter02 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t width = 4;
    std::size_t epochs = 5000;
    double learning_rate = 1.0;
    double linear_rate = 0.002;
    double twin_rate = 0.5;
    std::size_t twin_steps = 3000;
    std::size_t pixels = 33;
    std::size_t digit_width = 16;
    std::size_t digit_samples = 500;
    std::size_t digit_steps = 900;
    double digit_rate = 0.2;
    double constant = 0.02;
    double noise = 1e-8;
    double outgoing_noise = 0.1;
    double keep = 0.5;
    double broken = 0.1;
    double noise_ratio = 1e4;
    SmallNetwork small = {.start = small_constant, .activation = small_sigmoid};
    std::uint64_t seed = 2;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(width, "width", {1, 512}, "hidden units of the XOR network");
        is.parameter(epochs, "epochs", {1, 100000}, "passes over the four samples of XOR");
        is.parameter(learning_rate, "learning_rate", {1e-6, 10.0}, "learning rate on XOR");
        is.parameter(linear_rate, "linear_rate", {1e-6, 10.0},
                     "learning rate of the linear model on XOR");
        is.option(pixels, "pixels", {2, 300}, "columns and rows of the drawn surfaces");
        is.parameter(twin_rate, "twin_rate", {1e-6, 10.0},
                     "learning rate of the network and its twin");
        is.parameter(twin_steps, "twin_steps", {1, 100000},
                     "samples that the network and its twin see");
        is.parameter(outgoing_noise, "outgoing_noise", {1e-15, 1.0},
                     "standard deviation on the outgoing weights");
        is.parameter(keep, "keep", {0.01, 0.99}, "dropout: probability to keep a unit");
        is.parameter(broken, "broken", {1e-15, 10.0},
                     "spread at which the symmetry counts as broken");
        is.parameter(digit_width, "digit_width", {1, 1000},
                     "hidden units of the digits network");
        is.parameter(digit_samples, "digit_samples", {1, 1796}, "digits to learn from");
        is.parameter(digit_steps, "digit_steps", {1, 100000},
                     "steps of gradient descent on digits");
        is.parameter(digit_rate, "digit_rate", {1e-6, 10.0}, "learning rate on digits");
        is.parameter(constant, "constant", {-1.0, 1.0}, "the weight that all start from");
        is.parameter(noise, "noise", {1e-15, 1.0}, "standard deviation of the small noise");
        is.option(noise_ratio, "noise_ratio", {2.0, 1e6},
                  "how many times smaller less noise is");
        is.number("less_noise", noise / noise_ratio, "standard deviation of less noise");
        small.each(is);
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.epochs = 500, .pixels = 17, .digit_samples = 100, .digit_steps = 200};
}

}  // namespace winit::chapter02
