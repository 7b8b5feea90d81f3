/// @file full_batch.hpp
/// @brief Chapter 1: a deep classifier, and training that records every layer's gradient.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter01 {

/// @brief Losses of trained networks differ by this between BLAS kernels.
inline constexpr Tolerance trained{.relative = 1e-6, .absolute = 1e-3};

/// @brief A deep classifier of digits, started by `initializer`.
inline Network deep_network(const Params& params, Activation hidden,
                            const Initializer& initializer, const Classification& data) {
    const auto sizes = layer_sizes({.inputs = data.inputs.shape(1),
                                    .depth = params.depth - 1,
                                    .width = params.width,
                                    .outputs = data.classes});
    Rng rng(params.seed);
    return make_network<double>(sizes, {.hidden = hidden}, initializer, rng);
}

/// @brief What full-batch training leaves behind.
struct Training {
    Network network;
    std::vector<double> loss = {};  ///< Nats per sample, before each step and at the end.
    std::vector<std::vector<double>> gradient = {};  ///< [step][layer]: its largest entry.
};

/// @brief Full-batch gradient descent that writes down the size of every layer's gradient.
// [begin train_full_batch]
inline Training train(Network network, const Classification& data, std::size_t steps,
                      double learning_rate) {
    Training training{.network = network};
    Workspace workspace(network, data.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        forward(network, data.inputs, workspace);
        training.loss.push_back(cross_entropy(workspace.outputs(), data.labels));
        cross_entropy_gradient(workspace.outputs(), data.labels,
                               workspace.output_gradient());
        backward(network, data.inputs, workspace);

        std::vector<double> sizes;
        for (const auto& gradient : workspace.gradients.layers) {
            sizes.push_back(xt::amax(xt::abs(gradient.weights))());
        }
        training.gradient.push_back(sizes);
        sgd_step(network, workspace, learning_rate);
    }
    training.loss.push_back(cross_entropy(predict(network, data.inputs), data.labels));
    training.network = network;
    return training;
}
// [end train_full_batch]

/// @brief Largest weight gradient of any layer at any step.
inline double largest_gradient(const Training& training) {
    double largest = 0.0;
    for (const auto& sizes : training.gradient) {
        for (const double size : sizes) {
            largest = std::max(largest, size);
        }
    }
    return largest;
}

/// @brief The level of a classifier that knows the class frequencies only.
/// @param prior   Its loss (nats).
/// @param points  As many as the chart's axis has (count).
inline Curve prior_level(double prior, std::size_t points) {
    return {.label = "class priors",
            .y = std::vector<double>(points, prior),
            .mark = Mark::reference};
}

}  // namespace winit::chapter01
