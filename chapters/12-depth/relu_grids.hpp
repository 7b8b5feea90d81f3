/// @file relu_grids.hpp
/// @brief Chapter 12: which scale a deep ReLU network learns from, at which learning rate.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/rate_grids.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter12 {

/// @brief Hidden layers of the ReLU networks.
inline constexpr std::size_t relu_depth = 22;

/// @brief ReLU networks of Xavier's variance, of He's, and of one that is larger.
inline Comparison relu_comparison(const Params& params) {
    return {.name = "relu",
            .starts = {{"xavier", "1/n", {{Activation::relu, 1.0}, relu_depth}},
                       {"he", "2/n, He", {{Activation::relu, 2.0}, relu_depth}},
                       {"large", "2.8/n", {{Activation::relu, 2.8}, relu_depth}}},
            .descent_rates = {0.0005, 0.002, 0.008, 0.032, 0.128},
            .adam_rates = {0.0005, 0.002, 0.008, 0.032},
            .epochs = params.relu_epochs};
}

/// @brief Mean accuracy of a start at one rate, within the long budget.
inline double at_rate(const Grid& grid, std::size_t start, std::size_t rate) {
    return average(
        scores_of(grid, start, rate, grid.axes.epochs.size() - 1, &Scores::test));
}

/// @brief Place of a rate in a grid of gradient descent: a small one and a large one.
inline constexpr std::size_t slow = 0;
inline constexpr std::size_t fast = 3;

/// @brief What the three learn at every rate, with both optimizers.
inline Result relu_grids(const Params& params, Progress& progress = silent()) {
    const Comparison of = relu_comparison(params);
    const auto grids = both_optimizers(of, params, progress);
    Result result = rate_grids(of, grids);
    for (std::size_t start = 0; start < of.starts.size(); ++start) {
        const auto& [name, label, kind] = of.starts[start];
        const std::string meaning =
            "accuracy on unseen digits, mean, gradient descent, " + label + ", at rate ";
        result.data("relu_slow_" + name, at_rate(grids[0], start, slow),
                    meaning + "relu_slow", mean_of_runs);
        result.data("relu_fast_" + name, at_rate(grids[0], start, fast),
                    meaning + "relu_fast", mean_of_runs);
    }
    result.value("relu_slow", of.descent_rates[slow], "a small rate of the grid", exact);
    result.value("relu_fast", of.descent_rates[fast], "a large rate of the grid", exact);
    result.value("relu_depth", relu_depth, "hidden layers of the ReLU networks", exact);
    return result;
}

}  // namespace winit::chapter12
