/// @file small_network.hpp
/// @brief Chapter 4: how large a signal is in each layer of the small network.
#pragma once

#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter04 {

/// @brief The small network and the size of its signal.
inline Result small_network(const Params& params) {
    const std::vector<SmallState> states = small_states(params.small, params.seed);
    const SmallState& first = states.front();
    const Tolerance near{.relative = 1e-9, .absolute = 1e-12};
    Result result;
    result.value("small_input_square", mean_square(small_sample().inputs),
                 "mean square of the small network's inputs");
    result.value("small_hidden_square", mean_square(first.workspace.activations[0]),
                 "mean square of its hidden values at the start", near);
    result.value("small_delta_square", mean_square(first.workspace.deltas[0]),
                 "mean square of its hidden deltas at the start", near);
    result.value("small_loss", states.back().loss, "its loss after its steps", near);
    result.network(small_drawing(states, params.small.has_biases));
    return result;
}

}  // namespace winit::chapter04
