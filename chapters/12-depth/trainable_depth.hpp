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
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Six xi by weight variance, on both sides of the critical line.
inline Overlay reach_line(const Params& params) {
    Overlay line{.label = "6 ξ"};
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    for (double share = 0.25; share < 0.95; share *= 1.03) {
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

/// @brief A training run for every cell of the map: all variances of each depth in turn.
inline std::vector<Task> tasks_by_depth(const Params& params) {
    std::vector<Task> tasks;
    for (const std::size_t depth : params.depths) {
        for (const double variance : params.variances) {
            tasks.push_back(
                {tanh_field(variance, params), depth, params.epochs, params.rate});
        }
    }
    return tasks;
}

/// @brief Accuracy by depth and weight variance, tanh.
inline Result trainable_depth(const Params& params, Progress& progress = silent()) {
    const auto tasks = tasks_by_depth(params);
    const auto accuracies = train_all(tasks, params.seeds, params, progress);

    HeatMap map{.name = "trainable_depth",
                .x_axis = {"weight variance × fan_in", Scale::log},
                .y_axis = {"hidden tanh layers", Scale::log},
                .cell_axis = {"accuracy on unseen digits, median"},
                .x = params.variances,
                .y = {params.depths.begin(), params.depths.end()},
                .panels = {{""}},
                .overlays = {reach_line(params)},
                .tolerance = trained};
    map.panels[0].cells.resize(params.depths.size());
    double best_beyond = 0.0;
    double best_deepest = 0.0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const Task& task = tasks[i];
        const double median = quantile(accuracies[i], 0.5);
        map.panels[0].cells[i / params.variances.size()].push_back(median);
        if (static_cast<double>(task.depth) > reach(task.field)) {
            best_beyond = std::max(best_beyond, median);
        } else if (task.depth == params.depths.back()) {
            best_deepest = std::max(best_deepest, median);
        }
    }
    Result result;
    result.map(map);
    result.value("best_beyond", best_beyond,
                 "best median accuracy at a depth beyond six xi", trained);
    result.value("best_deepest", best_deepest, "best median accuracy at the largest depth",
                 trained);
    result.value("largest_depth", map.y.back(), "largest depth, tanh", exact);
    return result;
}

}  // namespace winit::chapter12
