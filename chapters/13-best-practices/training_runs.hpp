/// @file training_runs.hpp
/// @brief Chapter 13: training runs on the digits, for every start and every seed.
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
    const Vector means = xt::mean(data.train.inputs, {0});
    data.train.inputs -= means;
    data.test.inputs -= means;
    const double size = root_mean_square(data.train.inputs);
    data.train.inputs /= size;
    data.test.inputs /= size;
    return data;
}

/// @brief How plain stacks are trained.
inline Budget stack_budget(const Params& params) {
    return {params.batch, params.epochs, params.learning_rate};
}

/// @brief How the networks with zero layers are trained, and the one that is adapted.
inline Budget map_budget(const Params& params) {
    return {params.map_batch, params.map_epochs, params.learning_rate};
}

/// @brief One training run on the digits: the share of unseen ones that it recognizes.
inline double trained_accuracy(const Start& start, const Params& params,
                               const Budget& budget, Rng rng) {
    const Split data = centered_digits(params.training_samples, rng);
    Network network = start(rng);
    train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}

/// @brief Accuracies of runs that differ in the seed only: accuracies[start][run].
inline std::vector<std::vector<double>> accuracies(const std::vector<Start>& starts,
                                                   std::size_t seeds, const Params& params,
                                                   const Budget& budget,
                                                   Progress& progress) {
    std::vector<std::vector<double>> found(starts.size(), std::vector<double>(seeds));
    parallel_for(starts.size() * seeds, params.threads, [&](std::size_t job) {
        const std::size_t start = job / seeds;
        const std::size_t run = job % seeds;
        const Rng rng = Rng(params.seed).stream(run);
        found[start][run] = trained_accuracy(starts[start], params, budget, rng);
        progress.step();
    });
    return found;
}

}  // namespace winit::chapter13
