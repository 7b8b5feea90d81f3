/// @file relu_rates.hpp
/// @brief Chapter 12: which scale a deep ReLU network learns from, at which learning rate.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter12 {

/// @brief Hidden layers of the ReLU networks: a panel of the map each.
inline constexpr std::array<std::size_t, 2> relu_depths{22, 30};

/// @brief A training run for every cell: all rates of each variance of each depth in turn.
inline std::vector<Task> relu_tasks(const Params& params) {
    std::vector<Task> tasks;
    for (const std::size_t depth : relu_depths) {
        for (const double variance : params.relu_variances) {
            for (const double rate : params.relu_rates) {
                tasks.push_back(
                    {{Activation::relu, variance}, depth, params.relu_epochs, rate});
            }
        }
    }
    return tasks;
}

/// @brief The accuracies that the text speaks of, from one row of a panel.
/// @param row  Accuracies at every rate, the smallest rate first.
inline Result accuracies_of(double variance, std::size_t depth,
                            const std::vector<double>& row) {
    Result result;
    const std::string layers = std::to_string(depth);
    const auto value = [&](const std::string& name, double number,
                           const std::string& meaning) {
        result.data(name + layers, number, layers + " layers, " + meaning, trained);
    };
    if (variance == 2.0) {
        value("he_slow_", row.front(), "accuracy at the smallest rate, He");
        value("he_fast_", row.back(), "accuracy at the largest rate, He");
        value("he_best_", std::ranges::max(row), "accuracy at its best rate, He");
    }
    if (variance == 2.8) {
        value("large_slow_", row.front(), "accuracy at the smallest rate, 2.8/n");
        value("large_fast_", row.back(), "accuracy at the largest rate, 2.8/n");
    }
    return result;
}

/// @brief Accuracy by learning rate and weight variance, ReLU.
inline Result relu_rates(const Params& params, Progress& progress = silent()) {
    const auto accuracies =
        train_all(relu_tasks(params), params.relu_seeds, params, progress);

    Result result;
    HeatMap map{.name = "relu_rates",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"weight variance × fan_in", Scale::log},
                .cell_axis = {"accuracy on unseen digits, median"},
                .x = params.relu_rates,
                .y = params.relu_variances,
                .tolerance = trained};
    std::size_t task = 0;
    double best_xavier = 0.0;
    for (const std::size_t depth : relu_depths) {
        Panel panel{.title = std::to_string(depth) + " ReLU layers"};
        for (const double variance : map.y) {
            std::vector<double> row;
            while (row.size() < map.x.size()) {
                row.push_back(quantile(accuracies[task++], 0.5));
            }
            if (variance <= 1.0) {
                best_xavier = std::max(best_xavier, std::ranges::max(row));
            }
            result.add(accuracies_of(variance, depth, row));
            panel.cells.push_back(row);
        }
        map.panels.push_back(panel);
    }
    result.value("xavier_best", best_xavier,
                 "best accuracy of variances up to 1/n, any rate and depth", trained);
    result.map(map);
    return result;
}

}  // namespace winit::chapter12
