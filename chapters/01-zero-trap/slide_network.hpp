/// @file slide_network.hpp
/// @brief Chapter 1: how many numbers the slide's 3-4-2 network has to store.
#pragma once

#include <cstddef>

#include "chapters/support/result.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter01 {

/// @brief Weights and biases of the slide's network.
inline Result slide_network() {
    Rng unused(0);
    const Network network = make_network<double>({3, 4, 2}, {Activation::sigmoid},
                                                 zero_weights<double>, unused);
    std::size_t weights = 0;
    std::size_t biases = 0;
    for (const Layer& layer : network.layers) {
        weights += layer.weights.size();
        biases += layer.biases.size();
    }
    Result result;
    result.value("slide_weights", static_cast<double>(weights),
                 "weights that a network of sizes 3-4-2 needs", exact);
    result.value("slide_biases", static_cast<double>(biases),
                 "biases that a network of sizes 3-4-2 needs", exact);
    return result;
}

}  // namespace winit::chapter01
