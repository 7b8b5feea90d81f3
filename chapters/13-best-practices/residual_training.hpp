/// @file residual_training.hpp
/// @brief Chapter 13: how deep may a residual network be to learn, from which start?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/13-best-practices/residual_runs.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief The depths that are trained: 1, 4, 16 and so on.
inline std::vector<std::size_t> block_counts(const Params& params) {
    std::vector<std::size_t> counts;
    for (std::size_t blocks = 1; blocks <= params.most_blocks; blocks *= 4) {
        counts.push_back(blocks);
    }
    return counts;
}

/// @brief What the runs of one start showed: [run][depth].
struct RunsByDepth {
    std::vector<std::vector<double>> first_losses;
    std::vector<std::vector<double>> accuracies;
};

/// @brief Every start at every depth with every seed: runs[start].
inline std::vector<RunsByDepth> train_residual_starts(const Params& params,
                                                      Progress& progress) {
    const auto counts = block_counts(params);
    const auto starts = residual_starts();
    const std::size_t seeds = params.residual_seeds;
    const std::vector empty(seeds, std::vector<double>(counts.size()));
    std::vector<RunsByDepth> runs(starts.size(), {empty, empty});
    const std::size_t jobs = starts.size() * seeds * counts.size();
    progress.begin("residual networks", jobs);
    // The deepest first: they take longest.
    parallel_for(jobs, params.threads, [&](std::size_t job) {
        const std::size_t start = job % starts.size();
        const std::size_t run = job / starts.size() % seeds;
        const std::size_t depth = counts.size() - 1 - job / (starts.size() * seeds);
        const auto found = train_residual(starts[start].item, counts[depth], params,
                                          Rng(params.seed).stream(run));
        runs[start].first_losses[run][depth] = found.first_loss;
        runs[start].accuracies[run][depth] = found.accuracy;
        progress.step();
    });
    return runs;
}

/// @brief First loss and accuracy of residual networks, by depth.
inline Result residual_training(const Params& params, Progress& progress = silent()) {
    const auto counts = block_counts(params);
    const auto starts = residual_starts();
    const auto runs = train_residual_starts(params, progress);

    Result result;
    Chart loss{.name = "residual_loss",
               .x_axis = {"residual blocks", Scale::log},
               .y_axis = {"first loss (nats)", Scale::log},
               .x = {counts.begin(), counts.end()},
               .tolerance = {.relative = 1e-6, .absolute = 0.0}};
    Chart share{.name = "residual_accuracy",
                .x_axis = {"residual blocks", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = loss.x,
                .tolerance = trained};
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::string& label = starts[i].label;
        const int color = static_cast<int>(i);
        loss.curves.push_back(banded(label, runs[i].first_losses, color, 0.0, 1.0));
        share.curves.push_back(banded(label, runs[i].accuracies, color, 0.0, 1.0));
        for (std::size_t depth = 0; depth < counts.size(); ++depth) {
            const std::string name = starts[i].name + "_" + std::to_string(counts[depth]);
            result.data("first_loss_" + name, loss.curves.back().y[depth],
                        "first loss (nats), median, blocks as named, " + label,
                        loss.tolerance);
            result.data("residual_" + name, share.curves.back().y[depth],
                        "accuracy on unseen digits, median, blocks as named, " + label,
                        trained);
        }
    }
    result.chart(loss);
    result.chart(share);
    return result;
}

}  // namespace winit::chapter13
