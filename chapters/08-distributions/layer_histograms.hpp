/// @file layer_histograms.hpp
/// @brief Chapter 8: activations and gradients of every layer, as histograms on one axis.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/08-distributions/networks.hpp"
#include "chapters/08-distributions/params.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter08 {

/// @brief Shares of a list of numbers in bins of one axis.
inline std::vector<double> shares(const std::vector<double>& numbers, double low,
                                  double high, std::size_t bins) {
    std::vector<double> list;
    for (const std::size_t count : histogram(numbers, low, high, bins).counts) {
        list.push_back(static_cast<double>(count) / static_cast<double>(numbers.size()));
    }
    return list;
}

/// @brief Bins of both figures, and where those of activations end: the outer ones lie around -1
///        and 1.
inline constexpr std::size_t layer_bins = 25;
inline constexpr double activation_end = 1.0 + 1.0 / (layer_bins - 1.0);

/// @brief The shares of all activations, one row per hidden layer.
inline Panel activation_panel(const Labeled<Initializer>& start, const Workspace& inside) {
    Panel panel{start.label};
    for (std::size_t l = 0; l + 1 < inside.activations.size(); ++l) {
        const Matrix& layer = inside.activations[l];
        panel.cells.push_back(shares({layer.begin(), layer.end()}, -activation_end,
                                     activation_end, layer_bins));
    }
    return panel;
}

/// @brief The powers of ten that gradients are counted between.
inline constexpr double least_power = -7.0;
inline constexpr double most_power = 0.0;

/// @brief The shares of the gradients' sizes, one row per hidden layer.
inline Panel gradient_panel(const Labeled<Initializer>& start, const Workspace& inside) {
    Panel panel{start.label};
    for (std::size_t l = 0; l + 1 < inside.deltas.size(); ++l) {
        std::vector<double> powers;
        for (const double delta : inside.deltas[l]) {
            // A gradient of zero is counted with the smallest.
            powers.push_back(std::max(std::log10(std::abs(delta)), least_power));
        }
        panel.cells.push_back(shares(powers, least_power, most_power, layer_bins));
    }
    return panel;
}

/// @brief What the text says of one start.
inline Result layers_of(const Labeled<Initializer>& start, const Workspace& inside) {
    const Matrix& last = inside.activations[inside.activations.size() - 2];
    const Matrix& last_delta = inside.deltas[inside.deltas.size() - 2];
    const std::string by = ", " + start.label;
    constexpr Tolerance rounding{.relative = 1e-6};
    Result result;
    result.value("kept_activation_" + start.name, kept(last, inside.activations.front()),
                 "size of the activations, last hidden layer over first" + by, rounding);
    result.value("kept_gradient_" + start.name, kept(inside.deltas.front(), last_delta),
                 "size of the gradients, first hidden layer over last" + by, rounding);
    result.value("saturated_" + start.name, saturated(last),
                 "share of the activations beyond 0.99, last hidden layer" + by,
                 {.relative = 0.0, .absolute = 1e-3});
    return result;
}

/// @brief Activations and gradients of the three starts.
inline Result layer_histograms(const Params& params) {
    HeatMap activations{.name = "activations",
                        .x_axis = {"activation"},
                        .y_axis = {"hidden layer"},
                        .cell_axis = {"share of the activations", Scale::log},
                        .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    HeatMap gradients = activations;
    gradients.name = "gradients";
    gradients.x_axis = {"size of the gradient", Scale::log};
    gradients.cell_axis = {"share of the gradients", Scale::log};
    activations.x = bin_centers(
        {-activation_end, activation_end, std::vector<std::size_t>(layer_bins)});
    for (const double power :
         bin_centers({least_power, most_power, std::vector<std::size_t>(layer_bins)})) {
        gradients.x.push_back(std::pow(10.0, power));
    }
    for (std::size_t layer = 1; layer <= params.depth; ++layer) {
        activations.y.push_back(static_cast<double>(layer));
    }
    gradients.y = activations.y;
    Result result;
    for (const Labeled<Initializer>& start : starts()) {
        const Workspace inside =
            look_inside(start.item, params, Rng(params.seed).stream(300));
        activations.panels.push_back(activation_panel(start, inside));
        gradients.panels.push_back(gradient_panel(start, inside));
        result.add(layers_of(start, inside));
    }
    result.map(activations);
    result.map(gradients);
    return result;
}

}  // namespace winit::chapter08
