/// @file starts.hpp
/// @brief Chapter 13: networks that have not been trained yet.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter13 {

/// @brief The activations of the decision table.
inline std::vector<Labeled<Activation>> table_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"relu", "ReLU", Activation::relu},
            {"leaky", "leaky ReLU", Activation::leaky_relu(0.1)},
            {"gelu", "GELU", Activation::gelu},
            {"selu", "SELU", Activation::selu},
            {"sigmoid", "sigmoid", Activation::sigmoid}};
}

/// @brief A way to make the network of one run.
using Start = std::function<Network(Rng&)>;

/// @brief Units of every layer of a plain stack: the digits' 64 pixels come in, ten logits go out.
inline std::vector<std::size_t> stack_sizes(std::size_t depth, std::size_t width) {
    return layer_sizes({.inputs = 64, .depth = depth, .width = width, .outputs = 10});
}

/// @brief The recommended stack, but for a last layer that is random.
inline Network with_random_last(const std::vector<std::size_t>& sizes,
                                Activation activation, Rng& rng) {
    Network network = initialize_weights(sizes, activation, rng);
    const double gain = recommend(Architecture::mlp, activation).gain;
    const Fans last{.fan_in = sizes[sizes.size() - 2], .fan_out = sizes.back()};
    network.layers.back().weights = draw_weights(WeightRule::normal, last, gain, rng);
    return network;
}

/// @brief Mean square of the last hidden pre-activations, one number per untrained network.
inline std::vector<double> last_signals(const Start& start, const Params& params) {
    return repeat({params.networks, params.seed, params.threads}, [&](Rng rng) {
        const Network made = start(rng);
        const Matrix batch =
            normal_matrix(32, made.layers.front().weights.shape(1), 0.0, 1.0, rng);
        Workspace workspace(made, 32);
        forward(made, batch, workspace);
        return mean_square(workspace.pre_activations[made.layers.size() - 2]);
    });
}

}  // namespace winit::chapter13
