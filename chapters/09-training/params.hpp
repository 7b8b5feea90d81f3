/// @file params.hpp
/// @brief Chapter 9: everything that can change the outcome, described once.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "snippets/init/he.hpp"

namespace winit::chapter09 {

/// @brief A bound well beyond any scheme's, as an example.
inline constexpr double large_bound = 4.0;

/// @brief A run counts as solved when its mean squared error is below this.
inline constexpr double solved_error = 0.02;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t seeds = 1000;
    std::size_t slide_epochs = 1000;
    double slide_rate = 0.1;
    std::size_t enough_epochs = 5000;
    double enough_rate = 1.0;
    std::size_t rate_seeds = 100;
    std::size_t slide_update_seeds = 50;
    std::uint64_t seed = 9;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(seeds, "seeds", {1, 1000000}, "random starts of each scheme");
        is.parameter(slide_epochs, "slide_epochs", {1, 1000000}, "the slide's epochs");
        is.parameter(slide_rate, "slide_rate", {1e-6, 100.0}, "the slide's learning rate");
        is.parameter(enough_epochs, "enough_epochs", {1, 1000000},
                     "epochs of the larger budget");
        is.parameter(enough_rate, "enough_rate", {1e-6, 100.0},
                     "learning rate of the larger budget");
        is.parameter(rate_seeds, "rate_seeds", {1, 100000},
                     "random starts at each learning rate and scale");
        is.parameter(slide_update_seeds, "slide_update_seeds", {1, 100000},
                     "random starts of the slide's own update");
        is.number("large_bound", large_bound, "a bound well beyond any scheme's");
        is.number("he_bound", std::sqrt(3.0) * he_stddev(2),
                  "He's bound for the hidden layer", Tolerance{});
        is.number("solved_error", solved_error, "mean squared error of a solved run");
        // Five random schemes, with biases and without.
        is.number("runs_printed", 10 * seeds, "runs at the slide's budget");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.seeds = 100, .rate_seeds = 6, .slide_update_seeds = 5};
}

/// @brief Larger, for narrower statistics.
inline Params full() {
    return {.seeds = 10000, .rate_seeds = 1000};
}

}  // namespace winit::chapter09
