/// @file gradient_through_relu.hpp
/// @brief Chapter 14: what ReLU layers let back through of a gradient (He et al., 2015).
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter14 {

/// @brief Share of a gradient's mean square that ReLU layers let back through to the first one.
// [begin gradient_left]
inline double gradient_left(const Initializer& initializer, Activation activation,
                            std::size_t width, std::size_t depth, Rng& rng) {
    const std::vector<std::size_t> sizes(depth + 1, width);
    const Network network =
        make_network<double>(sizes, {.hidden = activation}, initializer, rng);
    const Matrix input = normal_matrix(1, width, 0.0, 1.0, rng);
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    workspace.output_gradient() = normal_matrix(1, width, 0.0, 1.0, rng);
    const double arrives = mean_square(workspace.output_gradient());
    backward(network, input, workspace);
    return mean_square(workspace.deltas.front()) / arrives;
}
// [end gradient_left]

/// @brief The share that is left, in the middle of many networks, by two rules.
inline Result gradients_left(const Params& params) {
    const Repeats repeats(params.networks, Rng(params.seed).stream(2), params.threads);
    const auto left = [&](const Initializer& initializer) {
        const auto shares = repeat(repeats, [&](Rng rng) {
            return gradient_left(initializer, Activation::relu, params.width, params.depth,
                                 rng);
        });
        return quantile(shares, 0.5);
    };
    const double by_he = left(he_normal<double>);
    const double by_xavier = left(glorot_normal<double>);
    Result result;
    result.value("gradient_he", by_he,
                 "mean square of a gradient left after the ReLU layers, He", {1e-6});
    result.value("gradient_xavier", by_xavier, "the same, Xavier", {1e-6});
    result.data("ratio_per_layer",
                std::pow(by_xavier / by_he, 1.0 / static_cast<double>(params.depth - 1)),
                "Xavier's share over He's, per layer", {1e-6});
    return result;
}

}  // namespace winit::chapter14
