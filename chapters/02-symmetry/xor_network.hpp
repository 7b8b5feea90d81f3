/// @file xor_network.hpp
/// @brief Chapter 2: the slide's network for exclusive or, trained one sample at a time.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/objective.hpp"
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
    std::array<std::size_t, 1> sample{0};
    Regression one = select<double>(data, sample);
    std::vector<double> loss;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        for (sample[0] = 0; sample[0] < data.inputs.shape(0); ++sample[0]) {
            gather<double>(data, sample, one);
            value_and_gradient(network, one, workspace);
            sgd_step(network, workspace, learning_rate);
        }
        loss.push_back(squared_error(predict(network, data.inputs), data.targets));
    }
    return loss;
}

}  // namespace winit::chapter02
