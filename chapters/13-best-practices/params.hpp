/// @file params.hpp
/// @brief Chapter 13: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "chapters/support/parameters.hpp"

namespace winit::chapter13 {

/// @brief Learning rate of the regression: large, because its loss is convex and smooth.
inline constexpr double regression_rate = 1.2;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t depth = 8;
    std::size_t width = 64;
    std::size_t networks = 50;
    std::size_t training_samples = 1000;
    std::size_t batch = 50;
    double learning_rate = 0.1;
    std::size_t gain_width = 32;
    std::size_t gain_epochs = 16;
    std::size_t gain_seeds = 8;
    std::size_t deepest = 50;
    std::size_t map_width = 32;
    std::size_t map_batch = 25;
    std::size_t map_epochs = 8;
    std::size_t grid_samples = 500;
    std::size_t grid_validation = 200;
    std::size_t grid_test = 300;
    std::size_t grid_batch = 25;
    std::size_t grid_seeds = 10;
    std::vector<std::size_t> grid_epochs = {4, 8};
    std::size_t stack_width = 32;
    std::vector<double> stack_descent_rates = {0.03, 0.1, 0.3, 1.0, 3.0};
    std::vector<double> stack_adam_rates = {0.001, 0.003, 0.01, 0.03, 0.1};
    std::size_t stream = 16;
    std::vector<double> residual_descent_rates = {0.003, 0.01, 0.03, 0.1, 0.3, 1.0};
    std::vector<double> residual_adam_rates = {0.0003, 0.001, 0.003, 0.01, 0.03, 0.1};
    std::size_t most_blocks = 64;
    std::size_t growth_width = 100;
    std::size_t rank = 8;
    std::size_t adapter_samples = 400;
    std::size_t adapter_steps = 150;
    std::size_t regression_steps = 2000;
    std::size_t recurrent_steps = 50;
    std::size_t preflight_steps = 100;
    std::size_t panel_width = 20;
    std::size_t panel_seeds = 8;
    std::size_t repair_blocks = 3;
    std::uint64_t seed = 13;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(depth, "depth", {1, 100}, "hidden layers of the plain stack");
        is.parameter(width, "width", {1, 500}, "units of each of them");
        is.parameter(networks, "networks", {1, 10000},
                     "untrained networks that are measured");
        // One sample alone, less its own mean, would be nothing.
        is.parameter(training_samples, "training_samples", {2, 1495},
                     "digits to learn from");
        is.parameter(batch, "batch", {2, 1796}, "digits per step");
        is.parameter(learning_rate, "learning_rate", {1e-4, 10.0},
                     "step of gradient descent");
        is.parameter(gain_width, "gain_width", {1, 500},
                     "units of a layer where gains are compared");
        is.parameter(gain_epochs, "gain_epochs", {2, 1000},
                     "passes there; a quarter of them is scored too");
        is.parameter(gain_seeds, "gain_seeds", {1, 1000},
                     "training runs of each cell there");
        is.parameter(deepest, "deepest", {2, 1000},
                     "hidden layers of the stacks that are only measured");
        is.parameter(map_width, "map_width", {1, 500},
                     "hidden units of the map's networks");
        is.parameter(map_batch, "map_batch", {1, 1796}, "digits per step there");
        is.parameter(map_epochs, "map_epochs", {1, 1000}, "passes there");
        is.parameter(grid_samples, "grid_samples", {2, 1700},
                     "digits to learn from where starts are compared");
        is.parameter(grid_validation, "grid_validation", {1, 1700},
                     "other digits, to choose the learning rate on");
        is.parameter(grid_test, "grid_test", {1, 1700}, "other digits, to be judged on");
        is.parameter(grid_batch, "grid_batch", {2, 1700}, "digits per step there");
        is.parameter(grid_seeds, "grid_seeds", {1, 1000}, "training runs of each cell");
        is.number("grid_short", grid_epochs.front(), "passes there, short budget");
        is.number("grid_long", grid_epochs.back(), "passes there, long budget");
        is.number("stack_slow", stack_descent_rates.front(),
                  "smallest rate of gradient descent there, plain stacks");
        is.parameter(stack_width, "stack_width", {1, 500},
                     "units of each layer of a plain stack there");
        is.parameter(stream, "stream", {1, 300}, "width of the residual networks");
        is.parameter(most_blocks, "most_blocks", {1, 256}, "blocks of the deepest one");
        is.parameter(growth_width, "growth_width", {1, 300},
                     "width of the residual networks that are only measured");
        is.parameter(rank, "rank", {1, 1000}, "rank of the adapter");
        is.parameter(adapter_samples, "adapter_samples", {1, 1795},
                     "mirrored digits that the adapter learns from");
        is.parameter(adapter_steps, "adapter_steps", {1, 100000}, "steps of the adapter");
        is.parameter(regression_steps, "regression_steps", {1, 1000000},
                     "steps of the regression");
        is.number("regression_rate", regression_rate,
                  "its step of gradient descent, full batches");
        is.parameter(recurrent_steps, "recurrent_steps", {1, 10000}, "steps back in time");
        is.parameter(preflight_steps, "preflight_steps", {10, 100000},
                     "steps on one batch");
        is.parameter(panel_width, "panel_width", {1, 300},
                     "hidden units of the checklist's panel");
        is.parameter(panel_seeds, "panel_seeds", {1, 1000},
                     "networks of each start of the panel");
        is.parameter(repair_blocks, "repair_blocks", {1, 50},
                     "residual blocks where starts are repaired, of two layers");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 10,
            .training_samples = 500,
            .gain_epochs = 4,
            .gain_seeds = 1,
            .map_epochs = 3,
            .grid_seeds = 1,
            .grid_epochs = {1, 2},
            .adapter_steps = 50,
            .regression_steps = 200,
            .panel_seeds = 2};
}

/// @brief Memory of the largest objects (bytes): a residual network, its gradients, and what it
///        computes of all digits, per thread.
inline double bytes(const Params& params) {
    constexpr double all_digits = 1797.0;
    constexpr double matrices_per_block = 6.0;
    const auto width = static_cast<double>(params.stream);
    const auto blocks = static_cast<double>(params.most_blocks);
    const double per_block = matrices_per_block * all_digits * width + 4.0 * width * width;
    return 8.0 * static_cast<double>(params.threads) * blocks * per_block;
}

}  // namespace winit::chapter13
