/// @file start.hpp
/// @brief Chapter 5: a deep network at its start, with one pass forward and one back.
#pragma once

#include <cstddef>

#include "chapters/05-xavier/params.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter05 {

/// @brief A deep network at its start, and one pass forward and back.
struct Start {
    Network network;
    Matrix inputs;
    Workspace workspace;
};

/// @brief The network of Glorot and Bengio's figures, on random inputs with random labels.
inline Start start(Activation hidden, const Initializer& initializer, const Params& params,
                   Rng rng) {
    const auto sizes = layer_sizes({.inputs = params.width,
                                    .depth = params.depth,
                                    .width = params.width,
                                    .outputs = params.classes});
    const Network network =
        make_network<double>(sizes, {.hidden = hidden}, initializer, rng);
    Start start{.network = network,
                .inputs = normal_matrix(params.samples, params.width, 0.0, 1.0, rng),
                .workspace = Workspace(network, params.samples)};
    Labels labels;
    for (std::size_t sample = 0; sample < params.samples; ++sample) {
        labels.push_back(rng.below(params.classes));
    }
    forward(start.network, start.inputs, start.workspace);
    cross_entropy_gradient(start.workspace.outputs(), labels,
                           start.workspace.output_gradient());
    backward(start.network, start.inputs, start.workspace);
    return start;
}

}  // namespace winit::chapter05
