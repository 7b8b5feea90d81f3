/// @file stack_grids.hpp
/// @brief Chapter 13: plain stacks from three starts, at every rate, with both optimizers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/fair_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/slide_weights.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief The activations that are trained here; for sigmoids see sigmoid_gains.hpp.
inline std::vector<Labeled<Activation>> trained_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"relu", "ReLU", Activation::relu},
            {"gelu", "GELU", Activation::gelu}};
}

/// @brief The recommended start, the same with a random last layer, and the slide's function.
inline std::vector<Labeled<Start>> stack_starts(Activation activation,
                                                const Params& params) {
    const auto sizes = stack_sizes(params.depth, params.stack_width);
    return {{"zero", "last layer zero",
             [=](Rng& rng) { return initialize_weights(sizes, activation, rng); }},
            {"random", "last layer random",
             [=](Rng& rng) { return with_random_last(sizes, activation, rng); }},
            {"slide", "slide's function",
             [=](Rng& rng) { return slide_weights(sizes, activation, rng); }}};
}

/// @brief Plain stacks of one activation from those three starts.
inline Grid stack_grid(Activation activation, Stepper stepper, const Params& params,
                       Progress& progress = silent()) {
    return train_starts(
        stack_starts(activation, params), stepper,
        stepper == Stepper::adam ? params.stack_adam_rates : params.stack_descent_rates,
        params, [](const Start& start, Rng& rng) { return in_float(start(rng)); },
        progress);
}

/// @brief Mean accuracy by rate and start, within the long budget: a panel of the map.
inline Panel panel_by_rate(const Grid& grid, const std::string& title) {
    Panel panel{.title = title, .cells = {}};
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        panel.cells.push_back(
            curve_by_rate(grid, start, grid.axes.epochs.size() - 1, "").y);
    }
    return panel;
}

/// @brief What a last layer of zeros costs where steps are small and few: the smallest rate, the
///        short budget, all starts.
inline Result slow_and_short(const Grid& grid, const std::string& name) {
    Result result;
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        result.data("slow_" + name + "_" + grid.starts[start],
                    average(scores_of(grid, start, 0, 0, &Scores::test)),
                    "accuracy on unseen digits at the smallest rate, short budget, mean, " +
                        grid.axes.optimizer + ", " + grid.starts[start],
                    mean_of_runs);
    }
    return result;
}

/// @brief Plain stacks of every activation with one optimizer: a map, and what is reached at the best rates.
inline Result stacks_with(const Labeled<Stepper>& stepper, const Params& params,
                          Progress& progress) {
    Result result;
    HeatMap map{.name = "stacks_" + stepper.name,
                .x_axis = {"learning rate, " + stepper.label, Scale::log},
                .y_axis = {"start"},
                .cell_axis = {"accuracy on unseen digits, mean"},
                .y = {1.0, 2.0, 3.0},
                // Where a rate is too large for some seeds, the kernel decides for which.
                .tolerance = {.relative = 0.0, .absolute = 0.4}};
    for (const Labeled<Activation>& f : trained_activations()) {
        const Grid grid = stack_grid(f.item, stepper.item, params, progress);
        map.x = grid.axes.rates;
        map.panels.push_back(panel_by_rate(grid, f.label));
        result.add(reached(grid, stepper.name + "_" + f.name, mean_of_runs));
        if (stepper.item == Stepper::gradient_descent) {
            result.add(slow_and_short(grid, f.name));
        }
        record_grid(result, "stacks_" + stepper.name + "_" + f.name, grid);
    }
    result.map(map);
    return result;
}

}  // namespace winit::chapter13
