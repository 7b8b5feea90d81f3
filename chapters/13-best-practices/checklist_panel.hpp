/// @file checklist_panel.hpp
/// @brief Chapter 13: how often does the checklist err? Its verdicts beside those of training.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/panel_starts.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief The panel's training: plain gradient descent, then Adam.
inline const std::vector<GridAxes> panel_axes{
    {name_of(Stepper::gradient_descent), {0.02, 0.15, 1.5, 12.0}, {4, 8}},
    {name_of(Stepper::adam), {0.003, 0.02, 0.15}, {4, 8}}};

/// @brief Digits that the panel learns from, per step, and in the batch of the checklist.
inline constexpr std::size_t panel_samples = 250;
inline constexpr std::size_t panel_batch = 25;

/// @brief Starts that are alike in what training makes of them.
struct PanelVerdicts {
    std::vector<Labeled<PanelStart>> starts;
    std::vector<Grid> grids = {};                     ///< One per optimizer.
    std::vector<std::vector<Preflight>> checks = {};  ///< checks[start][seed].

    /// @brief Mean share of unseen digits with one optimizer, after the longest budget.
    double accuracy(std::size_t start, std::size_t optimizer) const {
        const Grid& grid = grids[optimizer];
        return average(at_best_rate(grid, start, grid.axes.epochs.size() - 1));
    }

    /// @brief The same with the better optimizer.
    double best(std::size_t start) const {
        return std::max(accuracy(start, 0), accuracy(start, 1));
    }
};

/// @brief Train starts on the grid of both optimizers, and check as many other networks of each.
inline PanelVerdicts judge(const std::vector<Labeled<PanelStart>>& starts,
                           const Params& params, Progress& progress = silent()) {
    PanelVerdicts verdicts{.starts = starts};
    const Classification all = digits();
    const Rng root = Rng(params.seed).stream(6);
    for (std::size_t optimizer = 0; optimizer < panel_axes.size(); ++optimizer) {
        const GridAxes& axes = panel_axes[optimizer];
        const Stepper stepper = optimizer == 0 ? Stepper::gradient_descent : Stepper::adam;
        verdicts.grids.push_back(run_grid(
            starts, axes, Repeats(params.panel_seeds, root, params.threads),
            [&](const PanelStart& start, double rate, Rng rng) {
                const auto parts = centered_parts(all, panel_samples, rng);
                return start.train(parts, {stepper, rate, panel_batch, axes.epochs}, rng);
            },
            progress));
    }
    const Rng others = Rng(params.seed).stream(7);
    const std::size_t seeds = params.panel_seeds;
    verdicts.checks.assign(starts.size(), std::vector<Preflight>(seeds));
    parallel_for(starts.size() * seeds, params.threads, [&](std::size_t job) {
        Rng rng = others.stream(job % seeds);
        const auto parts = centered_parts(all, params.batch, rng);
        verdicts.checks[job / seeds][job % seeds] =
            starts[job / seeds].item.check(parts.train, rng);
    });
    return verdicts;
}

/// @brief Share of checked networks for which something holds.
template <class Predicate>
double share_of(const std::vector<std::vector<Preflight>>& checks, Predicate holds) {
    double count = 0.0;
    double all = 0.0;
    for (const std::vector<Preflight>& start : checks) {
        for (const Preflight& found : start) {
            count += holds(found) ? 1.0 : 0.0;
            all += 1.0;
        }
    }
    return count / all;
}

/// @brief Share of networks that fail one check.
inline double share_failing(const std::vector<std::vector<Preflight>>& checks, Check check,
                            const PreflightLimits& limits = {}) {
    return share_of(checks, [&](const Preflight& found) {
        const auto failed = failed_checks(found, std::log(10.0), limits);
        return std::ranges::find(failed, check) != failed.end();
    });
}

/// @brief Share of networks that fail any check.
inline double share_refused(const std::vector<std::vector<Preflight>>& checks,
                            const PreflightLimits& limits = {}) {
    return share_of(checks, [&](const Preflight& found) {
        return !failed_checks(found, std::log(10.0), limits).empty();
    });
}

}  // namespace winit::chapter13
