/// @file preflight.hpp
/// @brief What to look at before a long training run: a few passes over one batch.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

namespace winit {

/// @brief The findings of preflight(). A network that has blown up shows as not a number.
struct Preflight {
    double first_loss = 0.0;  ///< Before any step (nats per sample).
    double smallest_signal =
        0.0;  ///< Least mean square of hidden pre-activations, any layer.
    double largest_signal = 0.0;  ///< The largest.
    double gradient_ratio =
        0.0;  ///< Root mean square of the first hidden layer's deltas over
              ///< the last one's, after one step; 0 if none arrives.
    std::size_t zero_gradient_tensors =
        0;  ///< Weights or biases that had a gradient of exactly zero
            ///< at every step (count).
    std::size_t symmetric_layers =
        0;                    ///< Hidden layers of several units whose weights agree to
                              ///< the last bit after all steps (count).
    double batch_loss = 0.0;  ///< After all steps on this one batch (nats per sample).
};

/// @brief Train a copy of a network on one batch and write down what matters.
/// @param network        A classifier with at least one hidden layer; the caller's stays as it is.
/// @param batch          The samples, at least one.
/// @param learning_rate  Of plain gradient descent, above 0.
/// @param steps          How many (count, at least 2: a zero last layer lets nothing through at
///                       the first).
/// @return               The findings.
/// @throws std::invalid_argument if an argument is out of its range or does not fit.
inline Preflight preflight(Network network, const Classification& batch,
                           double learning_rate, std::size_t steps) {
    require(network.layers.size() >= 2, "preflight: network must have a hidden layer");
    require(learning_rate > 0.0, "preflight: learning_rate must be above 0", learning_rate);
    require(steps >= 2, "preflight: steps must be at least 2", steps);
    require(batch.inputs.shape(0) > 0 && batch.labels.size() == batch.inputs.shape(0),
            "preflight: batch must have one label per sample, and a sample");
    require(batch.inputs.shape(1) == network.layers.front().weights.shape(1),
            "preflight: batch must have one column per input of the network",
            batch.inputs.shape(1));
    for (const std::size_t label : batch.labels) {
        require(label < network.layers.back().weights.shape(0),
                "preflight: a label must be below the number of outputs", label);
    }
    Preflight found;
    Workspace workspace(network, batch.inputs.shape(0));
    const ParameterListOf<double> tensors = parameters_of(network, workspace);
    std::vector<bool> moved(tensors.size());
    const std::size_t hidden = network.layers.size() - 1;

    for (std::size_t step = 0; step < steps; ++step) {
        const double loss = value_and_gradient(network, batch, workspace);
        if (step == 0) {
            found.first_loss = loss;
            found.smallest_signal = mean_square(workspace.pre_activations[0]);
            for (std::size_t l = 0; l < hidden; ++l) {
                const double signal = mean_square(workspace.pre_activations[l]);
                found.smallest_signal = -larger(-found.smallest_signal, -signal);
                found.largest_signal = larger(found.largest_signal, signal);
            }
        }
        if (step == 1) {
            const double sent = root_mean_square(workspace.deltas[hidden - 1]);
            const double arrived = root_mean_square(workspace.deltas[0]);
            found.gradient_ratio = arrived == 0.0 ? 0.0 : arrived / sent;
        }
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            moved[i] = moved[i] || std::ranges::any_of(tensors[i].gradient,
                                                       [](double g) { return g != 0.0; });
        }
        sgd_step(tensors, learning_rate);
    }
    found.batch_loss = mean_loss(predict(network, batch.inputs), batch);
    found.zero_gradient_tensors =
        static_cast<std::size_t>(std::ranges::count(moved, false));
    for (std::size_t l = 0; l < hidden; ++l) {
        const Matrix& weights = network.layers[l].weights;
        found.symmetric_layers +=
            weights.shape(0) > 1 && unit_spread(weights) == 0.0 ? 1 : 0;
    }
    return found;
}

/// @brief How far a healthy start may stray.
struct PreflightLimits {
    double loss = 0.1;        ///< Distance of the first loss from the one expected (nats).
    double signal = 4.0;      ///< Factor by which a layer's mean square may differ from 1.
    double gradient = 10.0;   ///< Factor between the first layer's gradient and the last's.
    double batch_loss = 0.1;  ///< What the loss on the one batch must fall below (nats).
};

/// @brief How many of the seven checks a start fails.
/// @param found          What preflight() found.
/// @param expected_loss  First loss that the start should have (nats): ln K for a zero last layer.
/// @param limits         All above 0, the factors above 1.
/// @return               0 for a start that is ready (count).
// [begin failed_checks]
inline std::size_t failed_checks(const Preflight& found, double expected_loss,
                                 const PreflightLimits& limits = {}) {
    const auto within = [](double ratio, double factor) {
        return ratio > 1.0 / factor && ratio < factor;
    };
    std::size_t failed = 0;
    failed += std::abs(found.first_loss - expected_loss) < limits.loss ? 0 : 1;
    failed += within(found.smallest_signal, limits.signal) ? 0 : 1;
    failed += within(found.largest_signal, limits.signal) ? 0 : 1;
    failed += within(found.gradient_ratio, limits.gradient) ? 0 : 1;
    failed += found.zero_gradient_tensors == 0 ? 0 : 1;
    failed += found.symmetric_layers == 0 ? 0 : 1;
    failed += found.batch_loss < limits.batch_loss ? 0 : 1;
    return failed;
}
// [end failed_checks]

}  // namespace winit
