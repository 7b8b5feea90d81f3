/// @file residual_first_loss.hpp
/// @brief Chapter 13: the loss of residual networks before the first step, by depth.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_grids.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief The depths that are measured: 1, 4, 16 and so on.
inline std::vector<std::size_t> block_counts(const Params& params) {
    std::vector<std::size_t> counts;
    for (std::size_t blocks = 1; blocks <= params.most_blocks; blocks *= 4) {
        counts.push_back(blocks);
    }
    return counts;
}

/// @brief First losses (nats per digit) of one start: [run][depth].
inline std::vector<std::vector<double>> first_losses(Branch branch, const Params& params) {
    return repeat({params.grid_seeds, params.seed, params.threads}, [&](const Rng& root) {
        std::vector<double> losses;
        for (const std::size_t blocks : block_counts(params)) {
            Rng rng = root;
            const Split data = centered_digits(params.grid_samples, rng);
            const ResidualNetwork network =
                residual_network(branch, residual_sizes(blocks, params), rng);
            losses.push_back(
                cross_entropy(predict(network, data.train.inputs), data.train.labels));
        }
        return losses;
    });
}

/// @brief First loss of residual networks, by depth.
inline Result residual_first_loss(const Params& params) {
    const auto counts = block_counts(params);
    Result result;
    Chart chart{.name = "residual_loss",
                .x_axis = {"residual blocks", Scale::log},
                .y_axis = {"first loss (nats)", Scale::log},
                .x = {counts.begin(), counts.end()},
                .tolerance = {.relative = 1e-6, .absolute = 0.0}};
    const auto starts = residual_starts();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        chart.curves.push_back(banded(starts[i].label, first_losses(starts[i].item, params),
                                      static_cast<int>(i), 0.0, 1.0));
        for (std::size_t depth = 0; depth < counts.size(); ++depth) {
            result.data(
                "first_loss_" + starts[i].name + "_" + std::to_string(counts[depth]),
                chart.curves.back().y[depth],
                "first loss (nats), median, blocks as named, " + starts[i].label,
                chart.tolerance);
        }
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter13
