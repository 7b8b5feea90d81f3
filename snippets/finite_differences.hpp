/// @file finite_differences.hpp
/// @brief Is the gradient right? Wiggle every parameter and see.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "snippets/check.hpp"
#include "snippets/network.hpp"
#include "snippets/types.hpp"

namespace winit {

/// @brief Largest relative difference between the gradients of a pass and central differences.
///
/// For each parameter \f$\theta\f$ the slope \f$(L(\theta+h) - L(\theta-h)) / 2h\f$ is set
/// against the gradient. Its own error is of the order of \f$h^2\f$, plus rounding of the order
/// of \f$\epsilon / h\f$. Differences are relative to the largest gradient of the same tensor,
/// so that entries near 0 are not drowned by rounding.
///
/// @param network  The network; wiggled and restored.
/// @param pass     Gradients of backward() for the same network and loss.
/// @param loss     The loss of a network on a fixed batch.
/// @param step     \f$h\f$, above 0.
/// @return         The largest relative difference over all parameters, without unit.
/// @throws std::invalid_argument if `step` is not above 0.
inline double gradient_error(Network& network, const Pass& pass,
                             const std::function<double(const Network&)>& loss,
                             double step = 1e-5) {
    require(step > 0.0, "gradient_error: step must be above 0", step);
    const auto error_of = [&](auto& parameters, const auto& gradients) {
        double difference = 0.0;
        double size = 0.0;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            double& parameter = parameters.data()[i];
            const double kept = parameter;
            parameter = kept + step;
            const double above = loss(network);
            parameter = kept - step;
            const double below = loss(network);
            parameter = kept;
            const double slope = (above - below) / (2.0 * step);
            difference = std::max(difference, std::abs(slope - gradients.data()[i]));
            size = std::max({size, std::abs(slope), std::abs(gradients.data()[i])});
        }
        return size > 0.0 ? difference / size : 0.0;
    };
    double worst = 0.0;
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        Layer& layer = network.layers[l];
        worst = std::max(worst, error_of(layer.weights, pass.gradients[l].weights));
        worst = std::max(worst, error_of(layer.biases, pass.gradients[l].biases));
    }
    return worst;
}

}  // namespace winit
