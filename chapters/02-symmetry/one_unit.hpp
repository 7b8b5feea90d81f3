/// @file one_unit.hpp
/// @brief Chapter 2: a wide network of zeros computes what a network with one hidden unit computes.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "chapters/02-symmetry/params.hpp"
#include "chapters/02-symmetry/xor_network.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/objective.hpp"

namespace winit::chapter02 {

/// @brief A learning rate for each tensor of a network with one hidden layer.
struct Rates {
    double hidden;         ///< Of hidden weights and hidden biases.
    double outgoing;       ///< Of the output's weights.
    double output_biases;  ///< Of the output's biases.
};

/// @brief One step of gradient descent with a rate per tensor.
// [begin step_with_rates]
inline void step_with_rates(Network& network, const Workspace& workspace,
                            const Rates& rates) {
    network.layers[0].weights -= rates.hidden * workspace.gradients.layers[0].weights;
    network.layers[0].biases -= rates.hidden * workspace.gradients.layers[0].biases;
    network.layers[1].weights -= rates.outgoing * workspace.gradients.layers[1].weights;
    network.layers[1].biases -= rates.output_biases * workspace.gradients.layers[1].biases;
}
// [end step_with_rates]

/// @brief Largest difference between a network of `width` zeros and one with a single hidden unit.
///
/// Both see the samples of XOR one by one. The single unit's outgoing weight learns `width` times
/// as fast, its hidden weights learn `width` times as slowly.
// [begin difference_from_one_unit]
inline double difference_from_one_unit(std::size_t width, double learning_rate,
                                       std::size_t steps) {
    Rng unused(0);
    const Regression data = xor_data();
    Network wide = xor_network(width, zero_weights<double>, unused);
    Network narrow = xor_network(1, zero_weights<double>, unused);
    const double n = static_cast<double>(width);
    const Rates wide_rates{learning_rate, learning_rate, learning_rate};
    const Rates narrow_rates{learning_rate / n, learning_rate * n, learning_rate};

    Workspace wide_workspace(wide, 1);
    Workspace narrow_workspace(narrow, 1);
    double difference = 0.0;
    for (std::size_t step = 0; step < steps; ++step) {
        const std::array sample{step % data.inputs.shape(0)};
        const Regression one = select<double>(data, sample);
        const auto learn = [&](Network& network, Workspace& workspace, const Rates& rates) {
            value_and_gradient(network, one, workspace);
            step_with_rates(network, workspace, rates);
        };
        learn(wide, wide_workspace, wide_rates);
        learn(narrow, narrow_workspace, narrow_rates);
        const Matrix gap = predict(wide, data.inputs) - predict(narrow, data.inputs);
        difference = std::max(difference, xt::amax(xt::abs(gap))());
    }
    return difference;
}
// [end difference_from_one_unit]

/// @brief How far the network of zeros is from one with a single hidden unit.
inline Result one_unit(const Params& params) {
    Result result;
    result.value(
        "twin_difference",
        difference_from_one_unit(params.width, params.twin_rate, params.twin_steps),
        "largest difference between the network of zeros and its twin",
        {.relative = 0.0, .absolute = 1e-12});
    return result;
}

}  // namespace winit::chapter02
