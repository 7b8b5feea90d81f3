/// @file training.hpp
/// @brief Chapter 6: how much time does the scale buy, at which depth?
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/schemes.hpp"
#include "chapters/06-he/training_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter06 {

/// @brief A mean over ten trained networks differs between BLAS kernels by less than this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief The worst and the best of ten differ by more.
inline constexpr Tolerance trained_one{.relative = 0.0, .absolute = 0.4};

/// @brief Budgets as an axis.
inline std::vector<double> epochs_axis(const Grid& grid) {
    return {grid.axes.epochs.begin(), grid.axes.epochs.end()};
}

/// @brief Accuracy over the budget, each at its best rate.
/// @return  The mean over the seeds, between the worst and the best of them.
inline Curve accuracy_by_epochs(const Grid& grid, std::size_t start, int color) {
    Curve curve{.label = schemes()[start].label, .color = color};
    for (std::size_t budget = 0; budget < grid.axes.epochs.size(); ++budget) {
        const auto scores = at_best_rate(grid, start, budget);
        curve.y.push_back(average(scores));
        curve.lower.push_back(std::ranges::min(scores));
        curve.upper.push_back(std::ranges::max(scores));
    }
    return curve;
}

/// @brief The accuracies that the text speaks of.
inline Result accuracies_of(const Grid& grid, const Trial& trial) {
    Result result;
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        for (std::size_t budget = 0; budget < grid.axes.epochs.size(); ++budget) {
            const std::string epochs = std::to_string(grid.axes.epochs[budget]);
            result.data(
                trial.name + "_" + grid.starts[start] + "_" + std::to_string(budget),
                average(at_best_rate(grid, start, budget)),
                std::to_string(trial.depth) + " layers, " + grid.axes.optimizer + ", " +
                    epochs + " epochs, accuracy on unseen digits at the " +
                    "best rate, mean, " + schemes()[start].label,
                trained);
        }
    }
    return result;
}

/// @brief Accuracy of one scheme at every budget, over the rates of several trials.
/// @return  cells[budget][rate]; NaN where a trial has no such rate.
inline std::vector<std::vector<double>> cells_of(const Grid& grid, std::size_t start,
                                                 const std::vector<double>& rates) {
    std::vector<std::vector<double>> cells(
        grid.axes.epochs.size(),
        std::vector<double>(rates.size(), std::numeric_limits<double>::quiet_NaN()));
    for (std::size_t budget = 0; budget < cells.size(); ++budget) {
        for (std::size_t rate = 0; rate < grid.axes.rates.size(); ++rate) {
            const auto column = std::ranges::find(rates, grid.axes.rates[rate]);
            cells[budget][static_cast<std::size_t>(column - rates.begin())] =
                average(scores_of(grid, start, rate, budget, &Scores::test));
        }
    }
    return cells;
}

/// @brief Every rate of several trials, once, rising.
inline std::vector<double> all_rates(const std::vector<Trial>& trials) {
    std::vector<double> rates;
    for (const Trial& trial : trials) {
        rates.insert(rates.end(), trial.rates.begin(), trial.rates.end());
    }
    std::ranges::sort(rates);
    const auto repeated = std::ranges::unique(rates);
    rates.erase(repeated.begin(), repeated.end());
    return rates;
}

/// @brief The whole grid of one optimizer as a figure, and what the text says of it.
inline Result training(const std::string& name, const std::vector<Trial>& trials,
                       const Params& params, Progress& progress = silent()) {
    Result result;
    const auto rates = all_rates(trials);
    HeatMap map{.name = "grid_" + name,
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"epochs", Scale::log},
                .cell_axis = {"accuracy on unseen digits"},
                .x = rates,
                .tolerance = {.relative = 0.0, .absolute = 0.3}};
    for (const Trial& trial : trials) {
        const Grid grid = train_schemes(trial, params, progress);
        record_grid(result, trial.name, grid);
        map.y = epochs_axis(grid);
        Chart chart{.name = "time_" + trial.name,
                    .x_axis = {"epochs", Scale::log, map.y},
                    .y_axis = {"accuracy on unseen digits"},
                    .x = map.y,
                    .tolerance = trained,
                    .band_tolerance = trained_one};
        for (std::size_t start = 0; start < grid.starts.size(); ++start) {
            map.panels.push_back(
                {schemes()[start].label + ", " + std::to_string(trial.depth) + " layers",
                 cells_of(grid, start, rates)});
            chart.curves.push_back(
                accuracy_by_epochs(grid, start, static_cast<int>(start)));
        }
        if (trial.name == "shallow") {
            result.chart(chart);
        }
        result.add(accuracies_of(grid, trial));
    }
    result.map(map);
    return result;
}

}  // namespace winit::chapter06
