/// @file small_network.hpp
/// @brief Chapter 5: what one step of forward and of backward propagation does to a size.
#pragma once

#include <vector>

#include "chapters/05-xavier/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter05 {

/// @brief The small network, its signal forward and its gradient backward.
inline Result small_network(const Params& params) {
    const std::vector<SmallState> states = small_states(params.small, params.seed);
    const Workspace& last = states.back().workspace;
    const double input = mean_square(small_sample().inputs);
    const double output_delta = mean_square(last.deltas[1]);
    const Tolerance near{.relative = 1e-9, .absolute = 1e-12};
    Result result;
    result.value("small_forward", mean_square(last.activations[0]) / input,
                 "mean square of the small network's hidden values over that of its inputs",
                 near);
    // A network that answers exactly has no delta at all.
    result.value("small_backward",
                 output_delta > 0.0 ? mean_square(last.deltas[0]) / output_delta : 0.0,
                 "mean square of its hidden deltas over that of its output's", near);
    result.network(small_drawing(states, params.small.has_biases));
    return result;
}

}  // namespace winit::chapter05
