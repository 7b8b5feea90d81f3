/// @file success_by_rate.hpp
/// @brief Chapter 9: how many runs solve the problem, by learning rate.
#pragma once

#include <array>
#include <cstddef>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/training_runs.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter09 {

/// @brief Learning rates, from far too small to far too large.
inline constexpr std::array<double, 12> learning_rates{0.02, 0.03, 0.05, 0.07, 0.1,  0.3,
                                                       1.0,  3.0,  10.0, 15.0, 20.0, 30.0};

/// @brief The share of solved runs of every scheme over the learning rate.
inline Result success_by_rate(const Params& params, Progress& progress = silent()) {
    progress.begin(
        "runs over the learning rates",
        learning_rates.size() * ((schemes().size() - 1) * params.rate_seeds + 1));
    Chart chart{.name = "success_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"share of runs that solve it"},
                .x = {learning_rates.begin(), learning_rates.end()},
                .tolerance = {.relative = 0.0, .absolute = 0.06}};
    int color = 0;
    for (const Scheme& scheme : schemes()) {
        Curve curve{.label = scheme.label, .color = color++};
        const std::size_t seeds = runs_of(scheme, params.rate_seeds);
        for (const double rate : learning_rates) {
            curve.y.push_back(solved_share(solve_seeds(scheme, {rate, params.enough_epochs},
                                                       seeds, params, progress)));
        }
        chart.curves.push_back(curve);
    }
    Result result;
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter09
