/// @file random_biases.hpp
/// @brief Chapter 1: weights of zero with the random biases that frameworks draw.
#pragma once

#include <cmath>
#include <cstddef>

#include "chapters/01-zero-trap/class_priors.hpp"
#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter01 {

/// @brief What a tanh network recognizes of its own digits if only its weights start at zero.
///
/// Biases are uniform within one over the root of a layer's inputs, as PyTorch draws them.
// [begin random_biases]
inline double accuracy_with_random_biases(std::size_t layers, const Params& params) {
    const Classification data = unbalanced_digits(params.common, params.rare);
    Params sized = params;
    sized.depth = layers;
    Network network = deep_network(sized, Activation::tanh, zero_weights<double>, data);
    Rng rng(params.seed);
    for (Layer& layer : network.layers) {
        const double bound = 1.0 / std::sqrt(static_cast<double>(layer.weights.shape(1)));
        for (double& bias : layer.biases) {
            bias = bound * (2.0 * rng.uniform() - 1.0);
        }
    }
    const Training training = train(network, data, params.steps, params.learning_rate);
    return accuracy(predict(training.network, data.inputs), data.labels);
}
// [end random_biases]

/// @brief One hidden layer, and as many as the chapter's networks have.
inline Result random_biases(const Params& params) {
    const Tolerance near{.relative = 0.0, .absolute = 0.02};
    Result result;
    result.value("biases_shallow", accuracy_with_random_biases(2, params),
                 "accuracy, zero weights, random biases, one hidden layer", near);
    result.value("biases_deep", accuracy_with_random_biases(params.depth, params),
                 "accuracy, zero weights, random biases, all hidden layers", near);
    return result;
}

}  // namespace winit::chapter01
