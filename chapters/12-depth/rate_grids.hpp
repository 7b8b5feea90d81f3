/// @file rate_grids.hpp
/// @brief Chapter 12: three starts of one deep network, at every rate, with both optimizers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"

namespace winit::chapter12 {

/// @brief Starts that are compared, and what they are tried with.
struct Comparison {
    std::string name;  ///< Begins the names of its values.
    std::vector<Labeled<Deep>> starts;
    std::vector<double> descent_rates;  ///< Of gradient descent, rising.
    std::vector<double> adam_rates;     ///< Of Adam, some of the others or smaller ones.
    std::size_t epochs;                 ///< The long budget.
};

/// @brief The grid of a comparison, by one optimizer.
inline Grid compare(const Comparison& of, Stepper stepper, const Params& params,
                    Progress& progress = silent()) {
    const bool adam = stepper == Stepper::adam;
    return deep_grid(of.starts, stepper,
                     {.optimizer = {},
                      .rates = adam ? of.adam_rates : of.descent_rates,
                      .epochs = {short_of(of.epochs), of.epochs}},
                     params.seeds, params, progress);
}

/// @brief Mean accuracy of one start by rate and budget: a panel of the map.
/// @param rates  Columns of the map; those that the grid did not try stay empty.
inline Panel panel_of(const Grid& grid, std::size_t start, const std::string& title,
                      const std::vector<double>& rates) {
    Panel panel{.title = title, .cells = {}};
    for (std::size_t budget = 0; budget < grid.axes.epochs.size(); ++budget) {
        std::vector<double> row(rates.size(), std::numeric_limits<double>::quiet_NaN());
        const Curve means = curve_by_rate(grid, start, budget, "");
        for (std::size_t rate = 0; rate < grid.axes.rates.size(); ++rate) {
            const auto column = std::ranges::find(rates, grid.axes.rates[rate]);
            row[static_cast<std::size_t>(column - rates.begin())] = means.y[rate];
        }
        panel.cells.push_back(row);
    }
    return panel;
}

/// @brief All rates of a comparison, rising.
inline std::vector<double> all_rates(const Comparison& of) {
    std::vector<double> rates = of.descent_rates;
    for (const double rate : of.adam_rates) {
        if (std::ranges::find(rates, rate) == rates.end()) {
            rates.push_back(rate);
        }
    }
    std::ranges::sort(rates);
    return rates;
}

/// @brief Both grids of a comparison as one map, <name>_rates, and what is reached.
/// @param grids  One per optimizer.
inline Result rate_grids(const Comparison& of, const std::vector<Grid>& grids) {
    Result result;
    HeatMap map{
        .name = of.name + "_rates",
        .x_axis = {"learning rate", Scale::log},
        .y_axis = {"epochs", Scale::log},
        .cell_axis = {"accuracy on unseen digits, mean"},
        .x = all_rates(of),
        .y = {static_cast<double>(short_of(of.epochs)), static_cast<double>(of.epochs)},
        .tolerance = mean_of_runs};
    for (const Grid& grid : grids) {
        const bool adam = grid.axes.optimizer == "Adam";
        const std::string by = of.name + (adam ? "_adam" : "_descent");
        for (std::size_t start = 0; start < of.starts.size(); ++start) {
            const std::string& label = of.starts[start].label;
            map.panels.push_back(
                panel_of(grid, start, adam ? label + ", Adam" : label, map.x));
        }
        result.add(reached(grid, by, mean_of_runs));
        record_grid(result, by, grid);
    }
    result.map(map);
    return result;
}

/// @brief Train every start of a comparison with both optimizers: gradient descent, then Adam.
inline std::vector<Grid> both_optimizers(const Comparison& of, const Params& params,
                                         Progress& progress = silent()) {
    return {compare(of, Stepper::gradient_descent, params, progress),
            compare(of, Stepper::adam, params, progress)};
}

}  // namespace winit::chapter12
