/// @file slide_weights.hpp
/// @brief Chapter 13: the slide's function, in a form that runs.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief The slide's function: three branches, and biases of zero.
// [begin slide_weights]
inline Network slide_weights(const std::vector<std::size_t>& layer_sizes,
                             Activation activation, Rng& rng) {
    Initializer draw = slides::small<double>;
    if (activation == Activation::relu) {
        draw = slides::he<double>;
    } else if (activation == Activation::sigmoid || activation == Activation::tanh) {
        draw = slides::xavier<double>;
    }
    return make_network<double>(layer_sizes, {.hidden = activation}, draw, rng);
}
// [end slide_weights]

}  // namespace winit::chapter13
