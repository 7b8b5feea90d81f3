/// @file reading.hpp
/// @brief Chapter 11: what was learned on a grid, as curves and values.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/training.hpp"
#include "chapters/11-sequences/trials.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter11 {

/// @brief A grid for people to look at: means over the seeds for every rate, start and budget.
///
/// Lines: after all steps. Dots: after fewer.
/// @param labels  Of the starts, for people.
inline Chart accuracy_by_rate(const Trial& trial, const Grid& grid,
                              const std::vector<std::string>& labels) {
    Chart chart{.name = "by_rate_" + trial.name,
                .x_axis = {"learning rate", Scale::log, trial.rates},
                .y_axis = {"held-out sentences judged right"},
                .x = trial.rates,
                .tolerance = trained};
    for (std::size_t start = 0; start < labels.size(); ++start) {
        const auto means = [&](std::size_t budget, std::string label, Mark mark) {
            return Curve{.label = std::move(label),
                         .y = curve_by_rate(grid, start, budget, "").y,
                         .mark = mark,
                         .color = static_cast<int>(start)};
        };
        chart.curves.push_back(means(1, labels[start], Mark::line));
        chart.curves.push_back(means(0, "", Mark::points));
    }
    return chart;
}

/// @brief Mean accuracies at the best rates, for every start and budget; the grid's record.
/// @param labels  Of the starts, for people.
inline Result scores_at_best(const Trial& trial, const Grid& grid,
                             const std::vector<std::string>& labels) {
    Result result;
    record_grid(result, trial.name, grid);
    for (std::size_t start = 0; start < labels.size(); ++start) {
        for (std::size_t budget = 0; budget < trial.budgets.size(); ++budget) {
            result.data(
                trial.name + "_" + grid.starts[start] + "_" + std::to_string(budget),
                average(at_best_rate(grid, start, budget)),
                "held-out sentences judged right at the best rate, mean, " + labels[start] +
                    ", pause " + std::to_string(trial.pause) + ", " + grid.axes.optimizer +
                    ", " + std::to_string(trial.budgets[budget]) + " steps",
                trained);
        }
    }
    return result;
}

/// @brief Simple networks of every scheme by one optimizer, without a pause or with one.
inline Result reading(const Trial& trial, const Params& params,
                      Progress& progress = silent()) {
    std::vector<std::string> labels;
    for (const Scheme& scheme : schemes()) {
        labels.push_back(scheme.label);
    }
    const Grid grid = train_schemes(trial, params, progress);
    Result result = scores_at_best(trial, grid, labels);
    if (trial.pause > 0) {
        result.chart(accuracy_by_rate(trial, grid, labels));
    }
    result.value(trial.name + "_first", static_cast<double>(trial.budgets.front()),
                 "steps after which the text looks first, pause " +
                     std::to_string(trial.pause) + ", " + grid.axes.optimizer,
                 exact);
    result.value(
        trial.name + "_last", static_cast<double>(trial.budgets.back()),
        "all steps, pause " + std::to_string(trial.pause) + ", " + grid.axes.optimizer,
        exact);
    return result;
}

/// @brief LSTMs of every forget bias, by one optimizer.
inline Result reading_lstm(const Trial& trial, const Params& params,
                           Progress& progress = silent()) {
    std::vector<std::string> labels;
    for (const Labeled<double>& bias : lstm_starts()) {
        labels.push_back(bias.label);
    }
    const Grid grid = train_lstms(trial, params, progress);
    Result result = scores_at_best(trial, grid, labels);
    result.chart(accuracy_by_rate(trial, grid, labels));
    result.value(trial.name + "_first", static_cast<double>(trial.budgets.front()),
                 "steps after which the text looks first, LSTM, " + grid.axes.optimizer,
                 exact);
    return result;
}

}  // namespace winit::chapter11
