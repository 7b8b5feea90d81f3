/// @file lsuv_variances.hpp
/// @brief Chapter 13: LSUV beside a formula and orthogonal weights, on inputs of any size.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter13 {

/// @brief Variance of the pre-activations of every hidden layer.
inline std::vector<double> layer_variances(const Network& network, const Matrix& batch) {
    Workspace workspace(network, batch.shape(0));
    forward(network, batch, workspace);
    std::vector<double> variances;
    for (std::size_t l = 0; l + 1 < network.layers.size(); ++l) {
        variances.push_back(sample_variance(workspace.pre_activations[l]));
    }
    return variances;
}

/// @brief Digits with the pixels that the file has: whole numbers from 0 to 16.
inline Matrix raw_digits(std::size_t samples, Rng& rng) {
    const Classification all = digits();
    const auto order = random_order(all.labels.size(), rng);
    return 16.0 * select(all, {order.data(), samples}).inputs;
}

/// @brief Variances of every hidden layer, by three ways to choose the weights.
struct VariancesByStart {
    std::vector<double> formula;
    std::vector<double> orthogonal;
    std::vector<double> lsuv;
    std::size_t divisions;  ///< The most that LSUV needed in a layer (count).
};

/// @brief Measure one ReLU network of each kind with raw digits.
inline VariancesByStart variances_by_start(const std::vector<std::size_t>& sizes, Rng rng) {
    VariancesByStart found;
    const Matrix batch = raw_digits(200, rng);
    Network network =
        make_network<double>(sizes, {.hidden = Activation::relu}, orthogonal<double>, rng);
    found.orthogonal = layer_variances(network, batch);
    found.divisions = std::ranges::max(lsuv(network, batch));
    found.lsuv = layer_variances(network, batch);
    found.formula =
        layer_variances(initialize_weights(sizes, Activation::relu, rng), batch);
    return found;
}

/// @brief One list of every network: [network][layer].
inline std::vector<std::vector<double>> lists(
    const std::vector<VariancesByStart>& networks,
    std::vector<double> VariancesByStart::* which) {
    std::vector<std::vector<double>> all;
    for (const VariancesByStart& network : networks) {
        all.push_back(network.*which);
    }
    return all;
}

/// @brief How well LSUV did: the worst layer, and the most divisions of a layer.
inline Result lsuv_success(const std::vector<VariancesByStart>& networks) {
    double farthest = 0.0;
    std::size_t divisions = 0;
    for (const VariancesByStart& network : networks) {
        divisions = std::max(divisions, network.divisions);
        for (const double variance : network.lsuv) {
            farthest = std::max(farthest, std::abs(variance - 1.0));
        }
    }
    Result result;
    result.data("lsuv_farthest", farthest,
                "largest distance of a layer's variance from 1, LSUV",
                {.relative = 0.0, .absolute = 1e-12});
    result.data("lsuv_tries", static_cast<double>(divisions),
                "most divisions that a layer took, LSUV", exact);
    return result;
}

/// @brief Variances layer by layer: by formula, from orthogonal weights, and after LSUV.
inline Result lsuv_variances(const Params& params) {
    const auto sizes = stack_sizes(params.depth, params.width);
    const auto networks = repeat({params.networks, params.seed, params.threads},
                                 [&](Rng rng) { return variances_by_start(sizes, rng); });
    const Curve formula = banded("by formula", lists(networks, &VariancesByStart::formula));
    const Curve turned =
        banded("orthogonal", lists(networks, &VariancesByStart::orthogonal));
    constexpr Tolerance close{.relative = 1e-6, .absolute = 0.0};
    Result result = lsuv_success(networks);
    result.value("formula_variance", formula.y.back(),
                 "variance in the last layer by formula, median", close);
    result.value("orthogonal_first", turned.y.front(),
                 "variance in the first layer, orthogonal weights, median", close);
    result.value("orthogonal_last", turned.y.back(),
                 "variance in the last layer, orthogonal weights, median", close);
    result.chart({.name = "layer_variance",
                  .x_axis = {"layer"},
                  .y_axis = {"variance of pre-activations", Scale::log},
                  .x = counting(1, params.depth),
                  .curves = {formula, turned,
                             banded("LSUV", lists(networks, &VariancesByStart::lsuv))},
                  .tolerance = close});
    return result;
}

}  // namespace winit::chapter13
