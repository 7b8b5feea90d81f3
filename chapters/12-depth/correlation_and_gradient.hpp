/// @file correlation_and_gradient.hpp
/// @brief Chapter 12: the correlation of two inputs and the size of a gradient, layer by layer.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/propagation.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Correlation of two independent inputs in every layer, by theory.
/// @param layers  The layers' numbers, from 1.
inline Curve correlation_theory(const MeanField& field, const std::vector<double>& layers,
                                int color) {
    Curve theory{.label = "", .mark = Mark::theory, .color = color};
    const Settled settled = settle(field);
    double c = field.bias_variance / settled.q;
    while (theory.y.size() < layers.size()) {
        theory.y.push_back(c);
        c = c_map(field, settled.q, c);
    }
    return theory;
}

/// @brief Mean square of a gradient in every layer over the last one's, by theory.
/// @param layers  The layers' numbers, from 1.
inline Curve gradient_theory(const MeanField& field, const std::vector<double>& layers,
                             int color) {
    Curve theory{.label = "", .mark = Mark::theory, .color = color};
    const Settled settled = settle(field);
    for (const double layer : layers) {
        theory.y.push_back(std::pow(settled.chi, layers.back() - layer));
    }
    return theory;
}

/// @brief Networks of a field whose inputs have the size at which its signals settle.
inline std::vector<Propagation> settled_propagations(const MeanField& field,
                                                     const Params& params) {
    const double q = q_fixed_point(field);
    const double input = (q - field.bias_variance) / field.weight_variance;
    return propagations(field, input, params);
}

/// @brief Correlation on its way up and gradient on its way down, in the three named networks.
inline Result correlation_and_gradient(const Params& params) {
    Result result;
    Chart up{.name = "likeness_by_layer",
             .x_axis = {"tanh layer"},
             .y_axis = {"correlation of two inputs"},
             .x = counting(1, params.layers),
             .tolerance = rounded};
    Chart down{.name = "gradient_by_layer",
               .x_axis = {"tanh layer"},
               .y_axis = {"gradient² / last layer's", Scale::log},
               .x = counting(1, params.layers),
               .tolerance = rounded};
    int color = 0;
    for (const auto& [name, label, field] : named_fields(params)) {
        const auto networks = settled_propagations(field, params);
        const Curve correlations =
            banded(label, curves_of(networks, &Propagation::correlation), color);
        const Curve gradients = banded(
            label, over_layer(networks, &Propagation::gradient, params.layers - 1), color);
        up.curves.push_back(correlations);
        up.curves.push_back(correlation_theory(field, up.x, color));
        down.curves.push_back(gradients);
        down.curves.push_back(gradient_theory(field, down.x, color));
        result.data("likeness_" + name, correlations.y.back(),
                    "correlation of two inputs in the last layer, median, " + label,
                    rounded);
        result.value(
            "gradient_" + name, gradients.y.front(),
            "mean square of the gradient in the first layer over the last, median, " +
                label,
            rounded);
        ++color;
    }
    result.chart(down);
    result.chart(up);
    return result;
}

}  // namespace winit::chapter12
