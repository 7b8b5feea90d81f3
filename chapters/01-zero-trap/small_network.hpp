/// @file small_network.hpp
/// @brief Chapter 1: six weights, and which of them move.
#pragma once

#include <cstddef>
#include <functional>
#include <numeric>
#include <vector>

#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter01 {

/// @brief How many weights differ between two states of a network.
inline std::size_t moved_weights(const Network& before, const Network& after) {
    std::size_t moved = 0;
    for (std::size_t l = 0; l < before.layers.size(); ++l) {
        const Matrix& weights = after.layers[l].weights;
        moved += static_cast<std::size_t>(std::inner_product(
            weights.begin(), weights.end(), before.layers[l].weights.begin(), 0,
            std::plus<>(), std::not_equal_to<>()));
    }
    return moved;
}

/// @brief The small network and what its steps changed.
inline Result small_network(const Params& params) {
    const std::vector<SmallState> states = small_states(params.small, params.seed);
    const SmallState& first = states.front();
    const SmallState& last = states.back();
    Result result;
    result.value("small_moved",
                 static_cast<double>(moved_weights(first.network, last.network)),
                 "weights of the small network that its steps moved", exact);
    result.value("small_loss", last.loss, "its loss after them");
    result.value("small_delta", first.workspace.deltas.back()(0, 0),
                 "derivative of its loss by its output before the first step");
    result.value("small_bias", last.network.layers.back().biases(0),
                 "bias of its output after its steps");
    result.network(small_drawing(states, params.small.has_biases));
    return result;
}

}  // namespace winit::chapter01
