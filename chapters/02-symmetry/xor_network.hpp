/// @file xor_network.hpp
/// @brief Chapter 2: the slide's network for exclusive or, trained one sample at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter02 {

/// @brief The slide's network for XOR, with biases: 2 - width - 1, all sigmoid.
inline Network xor_network(std::size_t width, const Initializer& initializer, Rng& rng) {
    return make_network<double>({2, width, 1}, {Activation::sigmoid, Activation::sigmoid},
                                initializer, rng);
}

/// @brief One sample of XOR at a time, epoch after epoch; the loss is written down after each.
inline std::vector<double> train_online(Network& network, const Regression& data,
                                        double learning_rate, std::size_t epochs) {
    Workspace workspace(network, 1);
    Matrix input = xt::zeros<double>({std::size_t{1}, data.inputs.shape(1)});
    Matrix target = xt::zeros<double>({std::size_t{1}, data.targets.shape(1)});
    std::vector<double> loss;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t sample = 0; sample < data.inputs.shape(0); ++sample) {
            xt::row(input, 0) = xt::row(data.inputs, static_cast<std::ptrdiff_t>(sample));
            xt::row(target, 0) = xt::row(data.targets, static_cast<std::ptrdiff_t>(sample));
            forward(network, input, workspace);
            squared_error_gradient(workspace.outputs(), target, workspace.deltas.back());
            backward(network, input, workspace);
            sgd_step(network, workspace, learning_rate);
        }
        loss.push_back(squared_error(predict(network, data.inputs), data.targets));
    }
    return loss;
}

}  // namespace winit::chapter02
