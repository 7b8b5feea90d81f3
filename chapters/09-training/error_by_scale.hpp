/// @file error_by_scale.hpp
/// @brief Chapter 9: the same two budgets for uniform weights of every size.
#pragma once

#include <cmath>
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

/// @brief Bounds from small to large, by factors of the root of two.
inline std::vector<double> bounds() {
    std::vector<double> list;
    for (int step = -4; step <= 8; ++step) {
        list.push_back(std::pow(2.0, 0.5 * step));
    }
    return list;
}

/// @brief Mean squared errors of one scheme at the end, by run.
inline std::vector<double> final_errors_of(const Scheme& scheme, const Schedule& schedule,
                                           const Params& params, Progress& progress) {
    return from_each(train_seeds(scheme, schedule, params.rate_seeds, params, {}, progress),
                     &Run::error);
}

/// @brief The errors at one budget over the bound of the weights.
inline Curve error_by_bound(const std::string& label, const Schedule& schedule,
                            const Params& params, Progress& progress) {
    std::vector<std::vector<double>> by_bound;
    for (const double bound : bounds()) {
        by_bound.push_back(final_errors_of(bounded(bound), schedule, params, progress));
    }
    return banded(label, transposed(by_bound));
}

/// @brief The errors at both budgets over the bound, and one large bound beside He's.
inline Result error_by_scale(const Params& params, Progress& progress = silent()) {
    progress.begin("runs over the scales", 2 * (bounds().size() + 1) * params.rate_seeds);
    const Schedule slide{params.slide_rate, params.slide_epochs};
    const Schedule enough{params.enough_rate, params.enough_epochs};
    Chart chart{.name = "error_by_scale",
                .x_axis = {"bound of the weights", Scale::log},
                .y_axis = {"mean squared error", Scale::log},
                .x = bounds(),
                .tolerance = {.relative = 0.05, .absolute = 1e-3}};
    chart.curves.push_back(error_by_bound("slide's budget", slide, params, progress));
    chart.curves.push_back(error_by_bound("larger budget", enough, params, progress));
    const auto median_error = [&](const Scheme& scheme) {
        return quantile(final_errors_of(scheme, slide, params, progress), 0.5);
    };
    Result result;
    result.value("large_bound_error", median_error(bounded(large_bound)),
                 "error at the slide's budget, median, large bound", trained);
    result.value("he_median_error", median_error(schemes().back()),
                 "error at the slide's budget, median, He", trained);
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter09
