/// @file training_runs.hpp
/// @brief Chapter 12: deep networks, trained on the digits.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/12-depth/field_network.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/theory/mean_field.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter12 {

/// @brief Trained networks differ between BLAS kernels: medians of a few are good to this.
///
/// Another kernel moved a cell of the ReLU map by 0.16, another seed by 0.24.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.3};

/// @brief One kind of training run.
struct Task {
    MeanField field;
    std::size_t depth;   ///< Hidden layers (count).
    std::size_t epochs;  ///< Passes over the digits (count).
    double rate;         ///< Learning rate.
};

/// @brief Share of the unseen digits that are recognized after training.
// [begin trained_accuracy]
inline double trained_accuracy(const Task& task, const Params& params, Rng rng) {
    const Split data = split(digits(), params.samples, rng);
    const auto known = convert<float>(data.train);
    const auto unseen = convert<float>(data.test);
    const auto sizes = layer_sizes({.inputs = known.inputs.shape(1),
                                    .depth = task.depth,
                                    .width = params.width,
                                    .outputs = known.classes});
    auto network = field_network<float>(task.field, sizes, rng);
    const Budget budget{params.batch, task.epochs, task.rate, params.momentum};
    train(network, known, budget, rng, [](double) {});
    return accuracy(predict(network, unseen.inputs), unseen.labels);
}
// [end trained_accuracy]

/// @brief Every task with every seed: accuracies[task][seed].
inline std::vector<std::vector<double>> train_all(const std::vector<Task>& tasks,
                                                  std::size_t seeds, const Params& params,
                                                  Progress& progress = silent()) {
    progress.begin("training runs", tasks.size() * seeds);
    std::vector<std::vector<double>> accuracies(tasks.size(), std::vector<double>(seeds));
    // The last tasks first: depths rise, and the deepest take longest.
    parallel_for(tasks.size() * seeds, params.threads, [&](std::size_t i) {
        const std::size_t task = tasks.size() - 1 - i / seeds;
        const std::size_t run = i % seeds;
        accuracies[task][run] =
            trained_accuracy(tasks[task], params, Rng(params.seed).stream(run));
        progress.step();
    });
    return accuracies;
}

}  // namespace winit::chapter12
