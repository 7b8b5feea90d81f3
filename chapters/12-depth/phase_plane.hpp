/// @file phase_plane.hpp
/// @brief Chapter 12: where do gradients vanish and explode, over both variances?
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Growth of a tanh network's gradients per layer, where its signal has settled.
inline double settled_chi(double weight_variance, double bias_variance = 0.0) {
    const MeanField field{Activation::tanh, weight_variance, bias_variance};
    return chi(field, q_fixed_point(field));
}

/// @brief The line of chi = 1, by the mean square at which signals settle on it.
inline Overlay critical_line() {
    Overlay line{.label = "χ = 1"};
    for (int step = 0; step <= 60; ++step) {
        const MeanField critical = critical_point(Activation::tanh, 0.04 * step + 1e-6);
        line.x.push_back(critical.weight_variance);
        line.y.push_back(critical.bias_variance);
    }
    return line;
}

/// @brief Growth of a gradient over the plane of both variances, tanh.
inline HeatMap growth_by_variances(const Params& params) {
    HeatMap map{.name = "phase_plane",
                .x_axis = {"weight variance × fan_in"},
                .y_axis = {"bias variance"},
                .cell_axis = {"ln χ"},
                .panels = {{""}},
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    for (int column = 0; column <= 24; ++column) {
        map.x.push_back(0.6 + 0.1 * column);
    }
    for (int row = 0; row <= 15; ++row) {
        map.y.push_back(0.02 * row);
    }
    std::vector<std::vector<double>>& growth = map.panels[0].cells;
    growth.assign(map.y.size(), std::vector<double>(map.x.size()));
    parallel_for(map.y.size(), params.threads, [&](std::size_t row) {
        for (std::size_t column = 0; column < map.x.size(); ++column) {
            growth[row][column] = std::log(settled_chi(map.x[column], map.y[row]));
        }
    });
    map.overlays = {critical_line(),
                    {"Xavier", {1.0}, {0.0}, Mark::points},
                    {"He", {2.0}, {0.0}, Mark::points},
                    {"gain 5/3", {25.0 / 9.0}, {0.0}, Mark::points}};
    return map;
}

/// @brief The plane of both variances, and what known gains do to gradients without biases.
inline Result phase_plane(const Params& params) {
    Result result;
    result.map(growth_by_variances(params));
    const std::string meaning = "the same without biases, ";
    result.value("chi_he", settled_chi(2.0), meaning + "He's variance");
    result.value("chi_five_thirds", settled_chi(25.0 / 9.0), meaning + "gain 5/3");
    const double gain = forward_gain(Activation::tanh);
    result.value("gain_for_one", gain, "tanh gain that settles at one");
    result.value("chi_gain_for_one", settled_chi(gain * gain), meaning + "that gain");
    return result;
}

}  // namespace winit::chapter12
