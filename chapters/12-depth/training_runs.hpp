/// @file training_runs.hpp
/// @brief Chapter 12: deep networks, trained on centered digits at every rate of a grid.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/12-depth/field_network.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief A mean over ten trained networks differs between BLAS kernels by less than this.
inline constexpr Tolerance mean_of_runs{.relative = 0.0, .absolute = 0.1};

/// @brief A kind of network that is trained.
struct Deep {
    MeanField field;
    std::size_t depth;  ///< Hidden layers (count).
};

/// @brief Train a deep network once.
/// @param rate    Learning rate.
/// @param epochs  Budgets, rising.
/// @return        One Scores per budget.
// [begin train_deep]
inline std::vector<Scores> train_deep(const Deep& kind, Stepper stepper, double rate,
                                      const std::vector<std::size_t>& epochs,
                                      const Params& params, Rng rng) {
    const PartsOf<float> parts =
        normalized_digits(params.samples, params.validation, params.test, rng);
    const auto sizes = layer_sizes({.inputs = parts.train.inputs.shape(1),
                                    .depth = kind.depth,
                                    .width = params.width,
                                    .outputs = parts.train.classes});
    auto network = field_network<float>(kind.field, sizes, rng);
    return train_and_score(network, parts, stepper, rate, params.batch, epochs, rng);
}
// [end train_deep]

/// @brief Train every kind at every rate, with the seeds of the chapter.
/// @param axes   Rates and budgets; the optimizer's name is set here.
/// @param seeds  Runs per kind and rate.
inline Grid deep_grid(const std::vector<Labeled<Deep>>& kinds, Stepper stepper,
                      GridAxes axes, std::size_t seeds, const Params& params,
                      Progress& progress = silent()) {
    axes.optimizer = name_of(stepper);
    return run_grid(
        kinds, axes, Repeats(seeds, params.seed, params.threads),
        [&](const Deep& kind, double rate, const Rng& rng) {
            return train_deep(kind, stepper, rate, axes.epochs, params, rng);
        },
        progress);
}

}  // namespace winit::chapter12
