/// @file small_network.hpp
/// @brief Chapter 2: how far apart two units are, number by number.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/02-symmetry/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter02 {

/// @brief Length of the difference between the parameters of the two hidden units: their incoming
///        weights, biases and outgoing weights.
inline double distance_of_units(const Network& network) {
    const Layer& hidden = network.layers[0];
    const Matrix& outgoing = network.layers[1].weights;
    double sum = std::pow(hidden.biases(0) - hidden.biases(1), 2.0) +
                 std::pow(outgoing(0, 0) - outgoing(0, 1), 2.0);
    for (std::size_t input = 0; input < hidden.weights.shape(1); ++input) {
        sum += std::pow(hidden.weights(0, input) - hidden.weights(1, input), 2.0);
    }
    return std::sqrt(sum);
}

/// @brief The small network and how its units part.
inline Result small_network(const Params& params) {
    const std::vector<SmallState> states = small_states(params.small, params.seed);
    const Tolerance near{.relative = 1e-9, .absolute = 1e-12};
    Result result;
    result.value("small_distance_start", distance_of_units(states.front().network),
                 "distance between the two units of the small network", near);
    result.value("small_distance", distance_of_units(states.back().network),
                 "the same after its steps", near);
    result.network(small_drawing(states, params.small.has_biases));
    return result;
}

}  // namespace winit::chapter02
