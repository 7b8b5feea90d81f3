/// @file regression.hpp
/// @brief Chapter 13: a regression may start from zeros, as its loss is convex.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter13 {

/// @brief Digits seen through four numbers: the mean ink of each quarter, centered.
inline Classification quarters() {
    const Classification all = digits();
    Classification set{.inputs = xt::zeros<double>({all.labels.size(), std::size_t{4}}),
                       .labels = all.labels,
                       .classes = all.classes};
    for (std::size_t sample = 0; sample < all.labels.size(); ++sample) {
        for (std::size_t pixel = 0; pixel < 64; ++pixel) {
            const std::size_t quarter = pixel / 32 * 2 + pixel % 8 / 4;
            set.inputs(sample, quarter) += all.inputs(sample, pixel);
        }
    }
    const Vector means = feature_means(set.inputs);
    set.inputs -= means;
    return set;
}

/// @brief Loss of a softmax regression after full-batch gradient descent.
inline double regression_loss(const Initializer& start, std::size_t steps, Rng rng) {
    const Classification data = quarters();
    Network network =
        make_network<double>({4, data.classes}, {.hidden = Activation::linear}, start, rng);
    Workspace workspace(network, data.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        value_and_gradient(network, data, workspace);
        sgd_step(network, workspace, regression_rate);
    }
    return cross_entropy(predict(network, data.inputs), data.labels);
}

/// @brief Weights of variance 1, for a start that is not zero.
inline Matrix standard_normal(Fans fans, Rng& rng) {
    return normal_matrix(fans.fan_out, fans.fan_in, 0.0, 1.0, rng);
}

/// @brief Where a regression ends, from zeros and from random weights.
inline Result regression(const Params& params) {
    const std::array<Initializer, 2> starts{zero_weights<double>, standard_normal};
    std::array<double, 2> losses{};
    parallel_for(starts.size(), params.threads, [&](std::size_t i) {
        losses[i] =
            regression_loss(starts[i], params.regression_steps, Rng(params.seed).stream(1));
    });
    const auto& [from_zero, from_random] = losses;
    Result result;
    result.data("regression_zero", from_zero,
                "final loss (nats) of a regression from zeros");
    result.data("regression_random", from_random,
                "final loss (nats) of a regression from normal weights");
    result.value("regression_gap", std::abs(from_zero - from_random), "distance of the two",
                 {.relative = 0.0, .absolute = 1e-6});
    return result;
}

}  // namespace winit::chapter13
