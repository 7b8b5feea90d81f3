/// @file fair_runs.hpp
/// @brief Chapter 13: the same rates, budgets, optimizers and seeds for every start.
#pragma once

#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief A mean over ten trained networks differs between BLAS kernels by less than this.
inline constexpr Tolerance mean_of_runs{.relative = 0.0, .absolute = 0.15};

/// @brief The digits of the grids, in three parts.
inline PartsOf<float> grid_parts(const Params& params, Rng& rng) {
    return normalized_digits(params.grid_samples, params.grid_validation, params.grid_test,
                             rng);
}

/// @brief One layer in single precision: it trains twice as fast.
inline LayerOf<float> in_float(const LayerOf<double>& layer) {
    return {.weights = xt::cast<float>(layer.weights),
            .biases = xt::cast<float>(layer.biases),
            .activation = layer.activation};
}

/// @brief A drawn network in single precision.
inline NetworkOf<float> in_float(const Network& network) {
    NetworkOf<float> single;
    for (const auto& layer : network.layers) {
        single.layers.push_back(in_float(layer));
    }
    return single;
}

/// @brief Both optimizers, under the names that values have.
inline std::vector<Labeled<Stepper>> steppers() {
    return {{"descent", "gradient descent", Stepper::gradient_descent},
            {"adam", "Adam", Stepper::adam}};
}

/// @brief Train every start with an optimizer, at every rate, with every seed.
/// @param rates  Learning rates, rising.
/// @param draw   Called as draw(start, rng); returns a model in single precision.
template <class Kind, class Draw>
Grid train_starts(const std::vector<Labeled<Kind>>& starts, Stepper stepper,
                  const std::vector<double>& rates, const Params& params, Draw draw,
                  Progress& progress) {
    const GridAxes axes{name_of(stepper), rates, params.grid_epochs};
    return run_grid(
        starts, axes, {params.grid_seeds, params.seed, params.threads},
        [&](const Kind& start, double rate, Rng rng) {
            const PartsOf<float> parts = grid_parts(params, rng);
            auto model = draw(start, rng);
            return train_and_score(model, parts, stepper, rate, params.grid_batch,
                                   params.grid_epochs, rng);
        },
        progress);
}

}  // namespace winit::chapter13
