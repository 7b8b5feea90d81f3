/// @file digit_jacobians.hpp
/// @brief Chapter 5: by how much tanh layers stretch what digits send through them.
#pragma once

#include <cstddef>

#include "chapters/05-xavier/params.hpp"
#include "chapters/05-xavier/singular_values.hpp"
#include "chapters/05-xavier/start.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter05 {

/// @brief Mean singular value of the Jacobians between hidden layers, over some digits.
///
/// The first layer goes from pixels to units and is not square; it only sets the size of the signal.
inline double mean_on_digits(const Initializer& initializer, const Params& params,
                             Rng rng) {
    auto order = random_order(digits().labels.size(), rng);
    order.resize(params.digit_inputs);
    const Classification seen = select(digits(), order);
    const auto sizes = layer_sizes({.inputs = seen.inputs.shape(1),
                                    .depth = params.depth,
                                    .width = params.digit_width,
                                    .outputs = seen.classes});
    const Network network =
        make_network<double>(sizes, {.hidden = Activation::tanh}, initializer, rng);
    Start start{network, seen.inputs, Workspace(network, params.digit_inputs)};
    forward(start.network, start.inputs, start.workspace);
    double sum = 0.0;
    for (std::size_t sample = 0; sample < params.digit_inputs; ++sample) {
        for (std::size_t layer = 1; layer < params.depth; ++layer) {
            sum += mean_singular_value(start, layer, sample);
        }
    }
    return sum / static_cast<double>(params.digit_inputs * (params.depth - 1));
}

}  // namespace winit::chapter05
