/// @file repairs.hpp
/// @brief Chapter 13: when does the start not matter? Starts against what may make up for them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/fair_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/repaired_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief How many times smaller Adam's rates are: its steps do not shrink with the gradient.
inline constexpr double adam_divisor = 8.0;

/// @brief Rates and budgets of one optimizer.
inline GridAxes repair_axes(Stepper stepper, const Params& params) {
    GridAxes axes{.optimizer = name_of(stepper),
                  .rates = {0.0003, 0.002, 0.012, 0.08, 0.5, 3.0},
                  .epochs = params.grid_epochs};
    for (double& rate : axes.rates) {
        rate /= stepper == Stepper::adam ? adam_divisor : 1.0;
    }
    return axes;
}

/// @brief Every cell with every rate and seed, for one optimizer.
inline Grid repair_grid(Stepper stepper, const Params& params,
                        Progress& progress = silent()) {
    const GridAxes axes = repair_axes(stepper, params);
    return run_grid(
        repaired_cells(), axes, {params.grid_seeds, Rng(params.seed), params.threads},
        [&](const Repaired& cell, double rate, Rng rng) {
            return train_repaired(cell, stepper, rate, params, rng);
        },
        progress);
}

/// @brief Index of a start with a repair in the grid.
inline std::size_t cell_of(std::size_t start, std::size_t repair) {
    return start * repairs().size() + repair;
}

/// @brief A panel of the map: mean accuracy after the longer training, by start and rate.
inline Panel repair_panel(std::string title, const Grid& grid, std::size_t repair) {
    Panel panel{.title = std::move(title)};
    for (std::size_t start = 0; start < repaired_starts().size(); ++start) {
        std::vector<double> row;
        for (std::size_t rate = 0; rate < grid.axes.rates.size(); ++rate) {
            row.push_back(
                average(scores_of(grid, cell_of(start, repair), rate, 1, &Scores::test)));
        }
        panel.cells.push_back(row);
    }
    return panel;
}

/// @brief What each cell reaches at the rate chosen for it.
inline Result repair_values(const Grid& grid, const std::string& with) {
    Result result;
    const auto cells = repaired_cells();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string name = with + "_" + cells[i].name;
        const std::string meaning = "accuracy on unseen digits, mean, " +
                                    grid.axes.optimizer + ", " + cells[i].label;
        result.value(name, average(at_best_rate(grid, i, 1)), meaning, mean_of_runs);
        result.data("short_" + name, average(at_best_rate(grid, i, 0)),
                    meaning + ", the shorter training", mean_of_runs);
    }
    return result;
}

/// @brief Starts by repairs by rates, with gradient descent and with Adam.
inline Result start_repairs(const Params& params, Progress& progress = silent()) {
    const Grid plain = repair_grid(Stepper::gradient_descent, params, progress);
    const Grid adam = repair_grid(Stepper::adam, params, progress);
    Result result;
    record_grid(result, "repairs", plain);
    record_grid(result, "repairs_adam", adam);
    result.value("repair_hidden", 2.0 * static_cast<double>(params.repair_blocks),
                 "hidden layers of the repaired plain stack", exact);
    result.add(repair_values(plain, "descent"));
    result.add(repair_values(adam, "adam"));

    HeatMap map{.name = "start_repairs",
                .x_axis = {"learning rate (Adam: an eighth)", Scale::log},
                .y_axis = {"start"},
                .cell_axis = {"accuracy on unseen digits"},
                .x = plain.axes.rates,
                .y = {1.0, 2.0, 3.0, 4.0, 5.0},
                .tolerance = mean_of_runs};
    const auto kinds = repairs();
    for (std::size_t repair = 0; repair < kinds.size(); ++repair) {
        map.panels.push_back(repair_panel(kinds[repair].label, plain, repair));
    }
    map.panels.push_back(repair_panel("none, Adam", adam, 0));
    result.map(map);
    return result;
}

}  // namespace winit::chapter13
