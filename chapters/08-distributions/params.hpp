/// @file params.hpp
/// @brief Chapter 8: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"

namespace winit::chapter08 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t slide_size = 1000;
    std::size_t bins = 50;
    std::size_t fan_in = 100;
    std::size_t fan_out = 100;
    std::size_t axis_bins = 80;
    double axis_end = 0.4;
    std::size_t cells = 50;
    double false_alarm = 1e-6;
    std::size_t most_draws = 100'000;
    std::size_t depth = 5;
    std::size_t width = 100;
    std::size_t batch = 300;
    std::uint64_t seed = 8;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(slide_size, "slide_size", {100, 1000000},
                     "the slide's one number: draws and fan-in");
        is.parameter(bins, "bins", {2, 1000}, "bins of each of the slide's panels");
        is.parameter(fan_in, "fan_in", {1, 10000}, "inputs of the layer");
        is.parameter(fan_out, "fan_out", {1, 10000}, "units of the layer");
        is.number("drawn", fan_in * fan_out, "weights drawn of each scheme");
        is.parameter(axis_bins, "axis_bins", {2, 1000}, "bins of the common axis");
        is.option(axis_end, "axis_end", {0.001, 10.0}, "largest weight on the common axis");
        is.parameter(cells, "cells", {2, 10000},
                     "equally likely cells of the chi-square test");
        is.parameter(most_draws, "most_draws", {10, 10000000},
                     "most weights drawn of one scheme");
        is.parameter(depth, "depth", {2, 100}, "hidden layers of the networks");
        is.parameter(width, "width", {1, 2000}, "units of each of them");
        is.parameter(batch, "batch", {2, 1797}, "digits that are sent through");
        is.parameter(false_alarm, "false_alarm", {1e-12, 0.5},
                     "false-alarm rate of each test");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.fan_out = 20, .axis_bins = 40, .most_draws = 1000, .batch = 50};
}

}  // namespace winit::chapter08
