/// @file finite_differences.hpp
/// @brief Is the gradient right? Wiggle every parameter and see.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>

#include "snippets/core/check.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit {

/// @brief Largest relative difference between gradients and central differences.
///
/// For each parameter \f$\theta\f$ the slope \f$(L(\theta+h) - L(\theta-h)) / 2h\f$ is set
/// against the gradient. Its own error is of the order of \f$h^2\f$, plus rounding of the order
/// of \f$\epsilon / h\f$. Differences are relative to the largest gradient of the same tensor,
/// so that entries near 0 are not drowned by rounding.
///
/// @param parameters  All tensors of a model; changed by one step at a time and restored.
/// @param loss        The loss of the model on a fixed batch.
/// @param step        \f$h\f$, above 0.
/// @return            The largest relative difference over all parameters, without unit; not a
///                    number if a gradient or a loss is none.
/// @throws std::invalid_argument if `step` is not above 0 or a tensor and its gradient differ in
///         size.
inline double gradient_error(const ParameterListOf<double>& parameters,
                             const std::function<double()>& loss, double step = 1e-5) {
    require(step > 0.0, "gradient_error: step must be above 0", step);
    double worst = 0.0;
    for (const auto& [values, gradient] : parameters) {
        require(values.size() == gradient.size(),
                "gradient_error: every tensor must have a gradient of its size",
                gradient.size());
        double difference = 0.0;
        double size = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double kept = values[i];
            values[i] = kept + step;
            const double above = loss();
            values[i] = kept - step;
            const double below = loss();
            values[i] = kept;
            const double derivative = (above - below) / (2.0 * step);
            difference = larger(difference, std::abs(derivative - gradient[i]));
            size = larger(size, larger(std::abs(derivative), std::abs(gradient[i])));
        }
        worst = larger(worst, size == 0.0 ? 0.0 : difference / size);
    }
    return worst;
}

/// @brief Largest relative difference between a workspace's gradients and central differences.
/// @param network    The network; changed by one step at a time and restored.
/// @param workspace  Gradients of backward() for the same network and loss.
/// @param loss       The loss of a network on a fixed batch.
/// @param step       \f$h\f$, above 0.
/// @return           The largest relative difference over all parameters, without unit; not a number
///                   if a gradient or a loss is none.
/// @throws std::invalid_argument if `step` is not above 0 or the workspace is not the network's.
inline double gradient_error(Network& network, const Workspace& workspace,
                             const std::function<double(const Network&)>& loss,
                             double step = 1e-5) {
    require(step > 0.0, "gradient_error: step must be above 0", step);
    require(detail::fits(network, workspace),
            "gradient_error: workspace must be made for this network");
    return gradient_error(
        parameters_of(network, workspace), [&] { return loss(network); }, step);
}

}  // namespace winit
