/// @file training_runs.hpp
/// @brief Chapter 6: one training run on the digits, and many.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/06-he/params.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter06 {

/// @brief One training run on the digits.
struct Training {
    std::vector<double> loss;  ///< Mean training loss (nats per digit) over each epoch.
    double accuracy = 0.0;  ///< Share of the unseen digits that are recognized at the end.
};

/// @brief Train a deep ReLU network on some of the digits, test it on the others.
inline Training train(const Initializer& initializer, std::size_t depth,
                      double learning_rate, const Params& params, Rng rng) {
    const Split data = split(digits(), params.training_samples, rng);
    const auto sizes = layer_sizes({.inputs = data.train.inputs.shape(1),
                                    .depth = depth,
                                    .width = params.training_width,
                                    .outputs = data.train.classes});
    Network network =
        make_network<double>(sizes, {.hidden = Activation::relu}, initializer, rng);

    Training training;
    const Budget budget{params.batch, params.epochs, learning_rate, params.momentum};
    winit::train(network, data.train, budget, rng,
                 [&](double loss) { training.loss.push_back(loss); });
    training.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return training;
}

/// @brief What training runs may differ in, apart from the seed.
struct Recipe {
    Initializer initializer;
    std::size_t depth;
    double learning_rate;
};

/// @brief Every recipe with every seed: runs[recipe][seed].
inline std::vector<std::vector<Training>> train_all(const std::vector<Recipe>& recipes,
                                                    const Params& params,
                                                    Progress& progress = silent()) {
    std::vector<std::vector<Training>> runs(recipes.size(),
                                            std::vector<Training>(params.seeds));
    parallel_for(recipes.size() * params.seeds, params.threads, [&](std::size_t job) {
        const auto& [initializer, depth, learning_rate] = recipes[job / params.seeds];
        const std::size_t run = job % params.seeds;
        runs[job / params.seeds][run] =
            train(initializer, depth, learning_rate, params, Rng(params.seed).stream(run));
        progress.step();
    });
    return runs;
}

/// @brief Training runs that differ in nothing but the seed.
inline std::vector<Training> train_seeds(const Initializer& initializer, std::size_t depth,
                                         double learning_rate, const Params& params) {
    return train_all({{initializer, depth, learning_rate}}, params).front();
}

}  // namespace winit::chapter06
