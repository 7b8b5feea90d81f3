/// @file params.hpp
/// @brief Chapter 1: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "chapters/support/small_network.hpp"

namespace winit::chapter01 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t depth = 5;
    std::size_t width = 32;
    std::size_t steps = 300;
    double learning_rate = 0.5;
    std::size_t common = 150;
    std::size_t rare = 60;
    std::size_t front_steps = 8;
    std::size_t long_steps = 2000;
    double long_rate = 0.7;
    std::size_t long_common = 50;
    std::size_t long_rare = 20;
    SmallNetwork small = {};
    std::uint64_t seed = 1;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(depth, "depth", {2, 30}, "weight layers");
        is.number("hidden", depth - 1, "hidden layers");
        is.parameter(width, "width", {1, 512}, "units per hidden layer");
        is.parameter(steps, "steps", {1, 100000}, "steps of gradient descent");
        is.option(front_steps, "front_steps", {1, 1000},
                  "first steps that the map of the gradient shows");
        is.parameter(long_steps, "long_steps", {1, 100000},
                     "steps of the comparison of depths");
        is.parameter(long_rate, "long_rate", {1e-6, 10.0}, "its learning rate");
        is.parameter(long_common, "long_common", {1, 174},
                     "its samples of each even digit");
        is.parameter(long_rare, "long_rare", {1, 174}, "its samples of each odd digit");
        // The rarest digit has 174 samples.
        is.parameter(common, "common", {1, 174}, "samples of each even digit");
        is.parameter(rare, "rare", {1, 174}, "samples of each odd digit");
        is.number("samples", 5 * (common + rare), "samples in all");
        is.number("classes", 10, "classes");
        is.parameter(learning_rate, "learning_rate", {1e-6, 10.0}, "learning rate");
        small.each(is);
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 8, .steps = 100, .common = 30, .rare = 12, .long_steps = 100};
}

}  // namespace winit::chapter01
