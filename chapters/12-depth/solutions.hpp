/// @file solutions.hpp
/// @brief Chapter 12: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>

#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"

namespace winit::chapter12 {

/// @brief The gain with which a signal of this size stays at this size, without biases.
/// @param q  Mean square of the pre-activations, above 0.
// [begin gain_for_size]
inline double gain_for_size(Activation activation, double q) {
    return std::sqrt(q / activation_mean_square(activation, q));
}
// [end gain_for_size]

}  // namespace winit::chapter12
