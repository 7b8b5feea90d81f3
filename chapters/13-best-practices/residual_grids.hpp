/// @file residual_grids.hpp
/// @brief Chapter 13: residual networks from three starts, at every rate, with both optimizers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/fair_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief A drawn residual network in single precision.
inline ResidualNetworkOf<float> in_float(const ResidualNetwork& network) {
    ResidualNetworkOf<float> single{
        .input = in_float(network.input), .blocks = {}, .output = in_float(network.output)};
    for (const auto& block : network.blocks) {
        single.blocks.push_back({.first = in_float(block.first),
                                 .second = in_float(block.second),
                                 .scale = xt::cast<float>(block.scale)});
    }
    return single;
}

/// @brief Sizes of the residual networks that are trained.
inline ResidualSizes residual_sizes(std::size_t blocks, const Params& params) {
    return {.inputs = 64,
            .width = params.stream,
            .hidden = params.stream,
            .outputs = 10,
            .blocks = blocks};
}

/// @brief Residual networks from the three starts.
inline Grid residual_grid(std::size_t blocks, Stepper stepper, const Params& params,
                          Progress& progress = silent()) {
    return train_starts(
        residual_starts(), stepper,
        stepper == Stepper::adam ? params.residual_adam_rates
                                 : params.residual_descent_rates,
        params,
        [&](Branch branch, Rng& rng) {
            return in_float(residual_network(branch, residual_sizes(blocks, params), rng));
        },
        progress);
}

/// @brief Accuracy by rate within the long budget, the deepest networks.
inline Chart residual_chart(const Grid& grid, const std::string& name) {
    Chart chart{.name = name,
                .x_axis = {"learning rate, " + grid.axes.optimizer, Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = grid.axes.rates,
                .tolerance = {.relative = 0.0, .absolute = 0.5}};
    const auto starts = residual_starts();
    for (std::size_t start = 0; start < starts.size(); ++start) {
        chart.curves.push_back(curve_by_rate(grid, start, grid.axes.epochs.size() - 1,
                                             starts[start].label, static_cast<int>(start)));
    }
    return chart;
}

/// @brief Where the order turns: both starts that learn, at one small rate.
inline Result at_small_rate(const Grid& grid) {
    constexpr std::size_t small_rate = 1;
    Result result;
    result.data("small_rate", grid.axes.rates[small_rate],
                "a small learning rate of gradient descent", exact);
    for (const std::size_t start : {1U, 2U}) {
        result.value("small_rate_" + grid.starts[start],
                     average(scores_of(grid, start, small_rate, grid.axes.epochs.size() - 1,
                                       &Scores::test)),
                     "accuracy on unseen digits at the small rate, most blocks, mean, " +
                         grid.starts[start],
                     mean_of_runs);
    }
    return result;
}

/// @brief The deepest residual networks with one optimizer.
inline Result residual_with(const Labeled<Stepper>& stepper, const Params& params,
                            Progress& progress) {
    Result result;
    const Grid grid = residual_grid(params.most_blocks, stepper.item, params, progress);
    const std::string name = "residual_" + stepper.name;
    result.add(reached(grid, name, mean_of_runs));
    record_grid(result, name, grid);
    result.chart(residual_chart(grid, name));
    if (stepper.item == Stepper::gradient_descent) {
        result.add(at_small_rate(grid));
    }
    return result;
}

}  // namespace winit::chapter13
