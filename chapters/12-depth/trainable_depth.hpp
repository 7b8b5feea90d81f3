/// @file trainable_depth.hpp
/// @brief Chapter 12: how deep may a tanh network be to learn, for which weight variance?
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter12 {

/// @brief Learning rates of the map: the best of them counts in each cell.
inline const std::vector<double> map_rates{0.016, 0.064, 0.256};

/// @brief Six xi by weight variance, on both sides of the critical line.
inline Overlay reach_line(const Params& params) {
    Overlay line{.label = "6 ξ"};
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    for (double share = 0.25; share < 0.95; share *= 1.05) {
        line.x.push_back(share * critical);
    }
    const std::size_t gap = line.x.size();
    line.x.push_back(critical);
    for (double share = 1.5; share < 2.7; share *= 1.1) {
        line.x.push_back(share * critical);
    }
    line.y.resize(line.x.size());
    parallel_for(line.x.size(), params.threads, [&](std::size_t i) {
        // Infinite on the critical line, but for rounding: a gap.
        line.y[i] = i == gap ? std::numeric_limits<double>::quiet_NaN()
                             : reach(tanh_field(line.x[i], params));
    });
    return line;
}

/// @brief Networks of every cell of the map: all variances of each depth in turn.
inline std::vector<Labeled<Deep>> cells_by_depth(const Params& params) {
    std::vector<Labeled<Deep>> cells;
    for (const std::size_t depth : params.depths) {
        for (const double variance : params.variances) {
            cells.push_back({"cell", "", {tanh_field(variance, params), depth}});
        }
    }
    return cells;
}

/// @brief The map without its cells.
inline HeatMap empty_map(const Params& params) {
    HeatMap map{.name = "trainable_depth",
                .x_axis = {"weight variance × fan_in", Scale::log},
                .y_axis = {"hidden tanh layers", Scale::log},
                .cell_axis = {"accuracy on unseen digits, mean"},
                .x = params.variances,
                .y = {params.depths.begin(), params.depths.end()},
                .panels = {{""}},
                .overlays = {reach_line(params)},
                // Means of a few.
                .tolerance = {.relative = 0.0, .absolute = 0.2}};
    map.panels[0].cells.resize(params.depths.size());
    return map;
}

/// @brief Accuracy by depth and weight variance, tanh, gradient descent at each cell's best rate.
inline Result trainable_depth(const Params& params, Progress& progress = silent()) {
    const auto cells = cells_by_depth(params);
    const Grid grid =
        deep_grid(cells, Stepper::gradient_descent,
                  {.optimizer = {}, .rates = map_rates, .epochs = {params.epochs}},
                  params.map_seeds, params, progress);
    HeatMap map = empty_map(params);
    double best_beyond = 0.0;
    double best_deepest = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& [field, depth] = cells[i].item;
        const double mean = average(at_best_rate(grid, i, 0));
        map.panels[0].cells[i / params.variances.size()].push_back(mean);
        if (static_cast<double>(depth) > reach(field)) {
            best_beyond = std::max(best_beyond, mean);
        } else if (depth == params.depths.back()) {
            best_deepest = std::max(best_deepest, mean);
        }
    }
    const double best_shallow = std::ranges::max(map.panels[0].cells.front());
    Result result;
    result.value("best_beyond", best_beyond, "best mean accuracy at a depth beyond six xi",
                 map.tolerance);
    result.value("best_deepest", best_deepest, "best mean accuracy at the largest depth",
                 map.tolerance);
    result.value("best_shallow", best_shallow, "best mean accuracy at the least depth",
                 map.tolerance);
    result.value("least_depth", map.y.front(), "least depth of the map", exact);
    result.map(map);
    return result;
}

}  // namespace winit::chapter12
