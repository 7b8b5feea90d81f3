/// @file tuning.hpp
/// @brief Chapter 7: two starts at every rate, and what becomes of one whose rate nobody chose.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/two_trainings.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter07 {

/// @brief He's start and Glorot's at every rate, with every seed, at two budgets.
inline Grid tuning_grid(Stepper stepper, const Params& params, const Repeats& repeats,
                        Progress& progress = silent()) {
    const GridAxes axes{name_of(stepper),
                        stepper == Stepper::adam ? params.adam_rates : params.descent_rates,
                        {params.short_epochs, params.epochs}};
    return run_grid<InitializerOf<float>>(
        {he_start(), glorot_start()}, axes, repeats,
        [&](const InitializerOf<float>& start, double rate, const Rng& rng) {
            return train_once({"", "", start}, {stepper, rate, axes.epochs}, params, rng);
        },
        progress);
}

/// @brief How many rates of the grids lie between one and its tenth.
inline constexpr std::size_t tenth = 2;

/// @brief What each seed reaches at a tenth of the rate that would have been chosen.
inline std::vector<double> untuned(const Grid& grid, std::size_t start,
                                   std::size_t budget) {
    const std::size_t best = best_rate(grid, start, budget);
    return scores_of(grid, start, best - std::min(best, tenth), budget, &Scores::test);
}

/// @brief Curves of one grid on an axis that has the rates of both.
inline void add_curves(Chart& chart, const Grid& grid, int color) {
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        const Curve found =
            curve_by_rate(grid, start, grid.axes.epochs.size() - 1,
                          (start == 0 ? "He, " : "Glorot, ") + grid.axes.optimizer);
        Curve curve{.label = found.label, .color = color + static_cast<int>(start)};
        for (const double rate : chart.x) {
            const auto at = std::ranges::find(grid.axes.rates, rate);
            const auto place = static_cast<std::size_t>(at - grid.axes.rates.begin());
            const bool tried = at != grid.axes.rates.end();
            curve.y.push_back(tried ? found.y[place] : nowhere);
            curve.lower.push_back(tried ? found.lower[place] : nowhere);
            curve.upper.push_back(tried ? found.upper[place] : nowhere);
        }
        chart.curves.push_back(curve);
    }
}

/// @brief Mean accuracies of a few trainings repeat to two of a hundred digits under every BLAS.
inline constexpr Tolerance over_seeds{.relative = 0.0, .absolute = 0.02};

/// @brief What the text says of one optimizer, at the longer budget.
inline Result tuned_and_untuned(const Grid& grid, const std::string& ending) {
    Result result;
    const std::size_t last = grid.axes.epochs.size() - 1;
    const std::string with = ", " + grid.axes.optimizer;
    const auto lead = [](const std::vector<double>& he, const std::vector<double>& glorot) {
        return average(he) - average(glorot);
    };
    const auto he = at_best_rate(grid, 0, last);
    const auto glorot = at_best_rate(grid, 1, last);
    result.value("least_rate" + ending, grid.axes.rates.front(), "smallest rate" + with,
                 exact);
    result.value("least_rate_lead" + ending,
                 lead(scores_of(grid, 0, 0, last, &Scores::test),
                      scores_of(grid, 1, 0, last, &Scores::test)),
                 "He's accuracy less Glorot's, both at the smallest rate" + with,
                 over_seeds);
    result.value("best_rate_lead" + ending, lead(he, glorot),
                 "the same, each at its best rate" + with, over_seeds);
    result.value("untuned_he" + ending, lead(untuned(grid, 0, last), glorot),
                 "the same, He at a tenth of its best rate" + with, over_seeds);
    result.value("untuned_glorot" + ending, lead(he, untuned(grid, 1, last)),
                 "the same, Glorot at a tenth of its best rate" + with, over_seeds);
    return result;
}

/// @brief Both starts at every rate, with both optimizers.
inline Result tuning(const Params& params, Progress& progress = silent()) {
    const Repeats repeats(params.grid_seeds, Rng(params.seed).stream(2), params.threads);
    const Grid descent = tuning_grid(Stepper::gradient_descent, params, repeats, progress);
    const Grid adam = tuning_grid(Stepper::adam, params, repeats, progress);
    Chart chart{.name = "accuracy_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = params.descent_rates,
                // The best and the worst of runs that diverge hang on the last bit.
                .tolerance = {.relative = 0.0, .absolute = 0.25}};
    chart.x.insert(chart.x.end(), params.adam_rates.begin(), params.adam_rates.end());
    std::ranges::sort(chart.x);
    chart.x.erase(std::unique(chart.x.begin(), chart.x.end()), chart.x.end());
    add_curves(chart, descent, 0);
    add_curves(chart, adam, 2);
    Result result;
    result.add(tuned_and_untuned(descent, "_descent"));
    result.add(tuned_and_untuned(adam, "_adam"));
    record_grid(result, "tuning_descent", descent);
    record_grid(result, "tuning_adam", adam);
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter07
