/// @file larger_budget.hpp
/// @brief Chapter 9: every scheme at a budget that is enough: how many runs arrive, and when.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/training_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter09 {

/// @brief Median of the epochs to solve the problem; a run that does not counts as later than all.
inline double median_epochs(const std::vector<std::size_t>& epochs, std::size_t budget) {
    std::vector<double> solved;
    for (const std::size_t done : epochs) {
        solved.push_back(static_cast<double>(done == 0 ? budget + 1 : done));
    }
    return quantile(solved, 0.5);
}

/// @brief How many runs of one scheme solve the problem, with and without biases, and when.
inline Result solved_runs(const Scheme& scheme, const Params& params, Progress& progress) {
    const Schedule with{params.enough_rate, params.enough_epochs};
    const Schedule without{params.enough_rate, params.enough_epochs, false};
    const auto epochs = solve_seeds(scheme, with, params.seeds, params, progress);
    Result result;
    result.data("solved_" + scheme.name, solved_share(epochs),
                "share of runs that solve it at the larger budget, " + scheme.label,
                shares);
    result.data("solved_no_bias_" + scheme.name,
                solved_share(solve_seeds(scheme, without, params.seeds, params, progress)),
                "the same without biases, " + scheme.label, shares);
    result.data("epochs_" + scheme.name, median_epochs(epochs, params.enough_epochs),
                "epochs to solve it at the larger rate, median, " + scheme.label,
                {.relative = 0.0, .absolute = 20.0});
    return result;
}

/// @brief The error while the networks learn, and how many of them solve the problem.
inline Result larger_budget(const Params& params, Progress& progress = silent()) {
    progress.begin("runs at the larger budget",
                   3 * (schemes().size() - 1) * params.seeds + 1);
    const Schedule schedule{params.enough_rate, params.enough_epochs};
    const auto shown = spread_out(params.enough_epochs, 1.12);
    Chart chart{.name = "error_by_epoch",
                .x_axis = {"epoch", Scale::log},
                .y_axis = {"mean squared error", Scale::log},
                .x = {shown.begin(), shown.end()},
                .tolerance = {.relative = 0.05, .absolute = 1e-3}};
    Result result;
    int color = 0;
    for (const Scheme& scheme : schemes()) {
        const auto runs = train_seeds(scheme, schedule, runs_of(scheme, params.seeds),
                                      params, shown, progress);
        chart.curves.push_back(banded(scheme.label, from_each(runs, &Run::curve), color++));
        result.data("enough_" + scheme.name, chart.curves.back().y.back(),
                    "mean squared error at the larger budget, median, " + scheme.label,
                    {.relative = 0.05});
        if (scheme.name != "zero") {
            result.add(solved_runs(scheme, params, progress));
        }
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter09
