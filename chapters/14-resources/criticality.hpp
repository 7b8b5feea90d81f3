/// @file criticality.hpp
/// @brief Chapter 14: growth of a gradient per tanh layer, beside chi (Schoenholz et al., 2017).
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter14 {

/// @brief Growth of a gradient's mean square per layer of a tanh network, on its way back.
///
/// The input has the size at which the signal has settled, so every layer is like the next.
// [begin growth_per_layer]
inline double growth_per_layer(const MeanField& field, std::size_t width, std::size_t depth,
                               Rng& rng) {
    const double n = static_cast<double>(width);
    const double q = q_fixed_point(field);
    const double input_size = (q - field.bias_variance) / field.weight_variance;
    Network network = make_network<double>(
        std::vector<std::size_t>(depth + 1, width), {.hidden = field.activation},
        [&](Fans fans, Rng& draws) {
            return normal_weights(fans, std::sqrt(field.weight_variance / n), draws);
        },
        rng);
    for (Layer& layer : network.layers) {
        for (double& bias : layer.biases) {
            bias = std::sqrt(field.bias_variance) * rng.normal();
        }
    }
    const Matrix input = normal_matrix(1, width, 0.0, std::sqrt(input_size), rng);
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    workspace.output_gradient() = normal_matrix(1, width, 0.0, 1.0, rng);
    const double arrives = mean_square(workspace.output_gradient());
    backward(network, input, workspace);
    const double layers = static_cast<double>(depth - 1);
    return std::log(mean_square(workspace.deltas.front()) / arrives) / layers;
}
// [end growth_per_layer]

/// @brief The growth at one weight variance, over many networks.
inline Result growth_at(const std::string& name, const MeanField& field,
                        const Params& params) {
    const Repeats repeats(params.tanh_networks, Rng(params.seed).stream(5), params.threads);
    const auto growth = repeat(repeats, [&](Rng rng) {
        return growth_per_layer(field, params.tanh_width, params.tanh_depth, rng);
    });
    Result result;
    result.value("variance_" + name, field.weight_variance, "weight variance, " + name);
    result.value("growth_" + name, std::exp(quantile(growth, 0.5)),
                 "growth of the gradient per layer, " + name, {1e-6});
    result.value("spread_" + name, standard_deviation(growth),
                 "standard deviation of its logarithm, " + name, {1e-6});
    result.value("chi_" + name, chi(field, q_fixed_point(field)),
                 "the same by theory, " + name);
    return result;
}

/// @brief The growth on both sides of the critical weight variance, and on it.
inline Result gradient_growth(const Params& params) {
    const auto field = [&](double variance) {
        return MeanField{Activation::tanh, variance, params.bias_variance};
    };
    const MeanField ordered = field(1.4);
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    Result result;
    result.data("critical_variance", critical, "weight variance with chi = 1");
    result.add(growth_at("ordered", ordered, params));
    result.add(growth_at("critical", field(critical), params));
    result.add(growth_at("chaotic", field(3.0), params));
    result.data("depth_scale_ordered", depth_scale(chi(ordered, q_fixed_point(ordered))),
                "layers over which a gradient falls by a factor of e, ordered");
    return result;
}

}  // namespace winit::chapter14
