/// @file training_runs.hpp
/// @brief Chapter 13: one centered data set, and one budget.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter13 {

/// @brief Trained networks differ between BLAS kernels: their accuracies are good to this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief Digits of mean 0 and mean square 1, by the training digits alone.
inline Split centered_digits(std::size_t train, Rng& rng) {
    Split data = split(digits(), train, rng);
    const Vector means = feature_means(data.train.inputs);
    data.train.inputs -= means;
    data.test.inputs -= means;
    const double size = root_mean_square(data.train.inputs);
    data.train.inputs /= size;
    data.test.inputs /= size;
    return data;
}

/// @brief How the network is trained that is adapted later.
inline Budget map_budget(const Params& params) {
    return {params.map_batch, params.map_epochs, params.learning_rate};
}

}  // namespace winit::chapter13
