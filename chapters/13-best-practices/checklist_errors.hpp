/// @file checklist_errors.hpp
/// @brief Chapter 13: the errors of the checklist on its panel, as numbers and as a figure.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/13-best-practices/checklist_panel.hpp"
#include "chapters/13-best-practices/panel_starts.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/diagnostics/preflight.hpp"

namespace winit::chapter13 {

/// @brief A network near a limit may pass it with other BLAS kernels.
inline constexpr Tolerance of_verdicts{.relative = 0.0, .absolute = 0.04};

/// @brief Mean accuracies of trained networks move by this between BLAS kernels.
inline constexpr Tolerance of_training{.relative = 0.0, .absolute = 0.06};

/// @brief The checks, under the names that their values have.
inline constexpr std::array<const char*, check_count> check_names{
    "loss", "signal", "gradient", "update", "silent",
    "dead", "twins",  "mixing",   "blind",  "batch"};

/// @brief False alarms and misses of every check, and of all together.
inline Result check_errors(const PanelVerdicts& healthy, const PanelVerdicts& sick) {
    Result result;
    for (std::size_t i = 0; i < check_count; ++i) {
        const auto check = static_cast<Check>(i);
        const std::string name = check_names[i];
        result.value("alarm_" + name, share_failing(healthy.checks, check),
                     "share of healthy networks that fail the check " + name, of_verdicts);
        result.value("missed_" + name, 1.0 - share_failing(sick.checks, check),
                     "share of sick networks that pass the check " + name, of_verdicts);
    }
    result.value("alarm_any", share_refused(healthy.checks),
                 "share of healthy networks that fail some check", of_verdicts);
    result.value("missed_any", 1.0 - share_refused(sick.checks),
                 "share of sick networks that pass all checks", of_verdicts);
    return result;
}

/// @brief Which starts learn, and how well the best and the worst do.
inline Result panel_accuracies(const PanelVerdicts& healthy, const PanelVerdicts& sick) {
    Result result;
    double worst = 1.0;
    double best = 0.0;
    for (const PanelVerdicts* const verdicts : {&healthy, &sick}) {
        for (std::size_t start = 0; start < verdicts->starts.size(); ++start) {
            const Labeled<PanelStart>& of = verdicts->starts[start];
            const double reached = verdicts->best(start);
            (verdicts == &healthy ? worst : best) =
                verdicts == &healthy ? std::min(worst, reached) : std::max(best, reached);
            result.data(
                "panel_" + of.name, reached,
                "mean accuracy on unseen digits with the better optimizer: " + of.label,
                of_training);
            result.data("refused_" + of.name, share_refused({verdicts->checks[start]}),
                        "share of networks that fail some check: " + of.label,
                        {.relative = 0.0, .absolute = 0.3});
        }
    }
    result.value("panel_worst_healthy", worst,
                 "lowest mean accuracy of a healthy start, better optimizer", of_training);
    result.value("panel_best_sick", best,
                 "highest mean accuracy of a sick start, better optimizer", of_training);
    result.value("panel_samples", static_cast<double>(panel_samples),
                 "digits that the panel learns from", exact);
    result.value("panel_epochs", static_cast<double>(panel_axes.front().epochs.back()),
                 "longest training of the panel (epochs)", exact);
    result.value("panel_healthy", static_cast<double>(healthy.starts.size()),
                 "starts of the panel that learn", exact);
    result.value("panel_sick", static_cast<double>(sick.starts.size()),
                 "starts of the panel that do not", exact);
    return result;
}

/// @brief Accuracies of all starts, the healthy ones first, over the share of checks they fail.
inline Chart panel_chart(const PanelVerdicts& healthy, const PanelVerdicts& sick) {
    Curve descent{.label = "gradient descent", .mark = Mark::points, .color = 0};
    Curve adam{.label = "Adam", .mark = Mark::points, .color = 2};
    Curve failed{.label = "checks failed", .mark = Mark::points, .color = 1};
    for (const PanelVerdicts* const verdicts : {&healthy, &sick}) {
        for (std::size_t start = 0; start < verdicts->starts.size(); ++start) {
            descent.y.push_back(verdicts->accuracy(start, 0));
            adam.y.push_back(verdicts->accuracy(start, 1));
            double share = 0.0;
            for (std::size_t i = 0; i < check_count; ++i) {
                share += share_failing({verdicts->checks[start]}, static_cast<Check>(i));
            }
            failed.y.push_back(share / static_cast<double>(check_count));
        }
    }
    const std::size_t starts = healthy.starts.size() + sick.starts.size();
    return {.name = "checklist_panel",
            .x_axis = {"start: " + std::to_string(healthy.starts.size()) +
                       " healthy, then " + std::to_string(sick.starts.size()) + " sick"},
            .y_axis = {"share"},
            .x = counting(1, starts),
            .curves = {descent, adam, failed},
            .tolerance = {.relative = 0.0, .absolute = 0.25}};
}

/// @brief How often the checklist errs, on starts that training has judged.
inline Result checklist_errors(const Params& params, Progress& progress = silent()) {
    const auto healthy = judge(healthy_starts(params.panel_width), params, progress);
    const auto sick = judge(sick_starts(params.panel_width), params, progress);
    Result result = check_errors(healthy, sick);
    result.add(panel_accuracies(healthy, sick));
    result.chart(panel_chart(healthy, sick));
    record_grid(result, "healthy_descent", healthy.grids[0]);
    record_grid(result, "healthy_adam", healthy.grids[1]);
    record_grid(result, "sick_descent", sick.grids[0]);
    record_grid(result, "sick_adam", sick.grids[1]);
    return result;
}

}  // namespace winit::chapter13
