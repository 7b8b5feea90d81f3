/// @file ridges.hpp
/// @brief Chapter 5: one density above the other, a layer each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/statistics/histogram.hpp"

namespace winit::chapter05 {

/// @brief Position and height of one measured or predicted density.
struct Ridge {
    std::size_t layer;  ///< From 1: the height of its foot.
    std::vector<double> density = {};
    Mark mark = Mark::line;
    int color = 0;
    std::string label = {};
};

/// @brief Put a density on the line of its layer, scaled to a peak of nearly one layer.
inline void add_ridge(Chart& chart, Ridge ridge, double peak) {
    const auto foot = static_cast<double>(ridge.layer);
    for (double& height : ridge.density) {
        height = foot + 0.9 * height / peak;
    }
    std::vector<double>& ticks = *chart.y_axis.ticks;
    if (ticks.empty() || ticks.back() < foot) {
        ticks.push_back(foot);
    }
    chart.curves.push_back({.label = ridge.label,
                            .y = ridge.density,
                            .mark = ridge.mark,
                            .color = ridge.color});
}

/// @brief The largest number of a list.
inline double peak_of(const std::vector<double>& density) {
    return *std::max_element(density.begin(), density.end());
}

/// @brief Numbers at equal distances, the centers of bins.
inline Chart ridges(const std::string& name, const std::string& x_label, double reach) {
    constexpr std::size_t bins = 121;
    const Histogram empty{-reach, reach, std::vector<std::size_t>(bins)};
    return {.name = name,
            .x_axis = {x_label},
            .y_axis = {"hidden layer", Scale::linear, std::vector<double>{}},
            .x = bin_centers(empty),
            .tolerance = {.relative = 0.0, .absolute = 0.02}};
}

}  // namespace winit::chapter05
