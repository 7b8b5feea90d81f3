/// @file weight_gradients.hpp
/// @brief Chapter 12: weight gradients that agree while signal and gradient fade.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/propagation.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Root mean square of the last layer's weight gradient, median over networks.
inline double last_weight_gradient(const std::vector<Propagation>& networks) {
    std::vector<double> sizes;
    for (const Propagation& network : networks) {
        sizes.push_back(std::sqrt(network.weight_gradient.back()));
    }
    return quantile(sizes, 0.5);
}

/// @brief Signal, gradient and weight gradient behind the heuristic's weights.
inline Result weight_gradients(const Params& params) {
    const MeanField heuristic{Activation::tanh, 1.0 / 3.0};
    const auto networks = propagations(heuristic, 1.0, params);
    const auto xavier = propagations({Activation::tanh, 1.0}, 1.0, params);
    const std::size_t end = params.layers - 1;  // where gradients start
    const Curve signal = banded("signal", over_layer(networks, &Propagation::signal, 0), 0);
    const Curve gradient =
        banded("gradient", over_layer(networks, &Propagation::gradient, end), 1);
    const Curve weight_gradient = banded(
        "weight gradient", over_layer(networks, &Propagation::weight_gradient, end), 2);

    Result result;
    result.value("heuristic_signal", std::sqrt(signal.y.back()),
                 "signal in the last layer over the first, heuristic", rounded);
    result.value("heuristic_gradient", std::sqrt(gradient.y.front()),
                 "gradient in the first layer over the last, heuristic", rounded);
    result.value("heuristic_weight_gradient", std::sqrt(weight_gradient.y.front()),
                 "weight gradient in the first layer over the last, heuristic", rounded);
    result.value("heuristic_over_xavier",
                 last_weight_gradient(networks) / last_weight_gradient(xavier),
                 "weight gradient in the last layer, heuristic over Xavier", rounded);
    result.chart({.name = "weight_gradients",
                  .x_axis = {"tanh layer"},
                  .y_axis = {"mean square / at its start", Scale::log},
                  .x = counting(1, params.layers),
                  .curves = {signal, gradient, weight_gradient},
                  .tolerance = rounded});
    return result;
}

}  // namespace winit::chapter12
