/// @file ten_layers.hpp
/// @brief Chapter 4: ten hidden layers at a fitting scale and at the slide's, rate by rate.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/training.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter04 {

/// @brief Ten hidden layers at both scales.
inline std::vector<Labeled<Start>> two_scales(const Params& params) {
    return {{"fitting", "fitting scale", {.stddev = params.fitting(), .depth = 10}},
            {"slide", "slide's scale", {.stddev = slide_stddev(), .depth = 10}}};
}

/// @brief Gradient descent for all budgets.
inline Trial long_descent(const Params& params) {
    return {Stepper::gradient_descent,
            {0.003, 0.01, 0.03, 0.1, 0.3},
            {params.short_epochs, params.epochs, params.long_epochs}};
}

/// @brief Adam for the two short budgets.
inline Trial short_adam(const Params& params) {
    return {Stepper::adam,
            {0.0003, 0.001, 0.003, 0.01, 0.03},
            {params.short_epochs, params.epochs}};
}

/// @brief Accuracy over the rate, both scales, after the shortest and the longest budget.
inline Chart chart_of(const Grid& grid, const std::string& name) {
    Chart chart{.name = name,
                .x_axis = {"learning rate of " + grid.axes.optimizer, Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = grid.axes.rates,
                .tolerance = chaotic,
                .band_tolerance = trained_one};
    const std::size_t longest = grid.axes.epochs.size() - 1;
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        for (const std::size_t budget : {std::size_t{0}, longest}) {
            const std::string label = grid.starts[start] + ", " +
                                      std::to_string(grid.axes.epochs[budget]) +
                                      (budget == 0 ? "" : " epochs");
            chart.curves.push_back(curve_by_rate(grid, start, budget, label));
        }
    }
    return chart;
}

/// @brief How much more a start of the wrong scale needs, and where it ends: the grid of one
///        stepper, its figure, and what both scales reach at their best rates.
inline Result ten_layers(const Trial& trial, const std::string& name, const Params& params,
                         Progress& progress) {
    const Grid grid = compare(two_scales(params), trial, params, progress);
    Result result;
    record_grid(result, name, grid);
    result.chart(chart_of(grid, name));
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        for (std::size_t budget = 0; budget < trial.epochs.size(); ++budget) {
            const std::string after = std::to_string(budget + 1);
            result.value(name + "_" + grid.starts[start] + "_" + after,
                         average(at_best_rate(grid, start, budget)),
                         "accuracy of ten layers, " + grid.axes.optimizer + ", " +
                             grid.starts[start] + " scale, budget " + after,
                         grid.starts[start] == "slide" ? chaotic : trained);
        }
    }
    return result;
}

}  // namespace winit::chapter04
