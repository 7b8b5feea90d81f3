/// @file params.hpp
/// @brief Chapter 7: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"

namespace winit::chapter07 {

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t inputs = 5;
    std::size_t hidden = 10;
    std::size_t outputs = 5;
    std::size_t networks = 200000;
    std::uint64_t seed = 7;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(inputs, "inputs", {1, 1000}, "inputs of the network");
        is.parameter(hidden, "hidden", {1, 10000}, "units of its hidden layer");
        is.parameter(outputs, "outputs", {1, 1000}, "outputs of the network");
        is.parameter(networks, "networks", {5, 10000000}, "networks per scheme");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 20000};
}

/// @brief Memory of the largest objects (bytes): what is kept of every draw.
inline double bytes(const Params& params) {
    return 5.0 * 6.0 * 8.0 * static_cast<double>(params.networks);
}

}  // namespace winit::chapter07
