/// @file scales.hpp
/// @brief Chapter 4: how well deep tanh networks learn from weights of many scales.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter04 {

/// @brief Uniform weights with a standard deviation; 1/sqrt(3) gives the slide's [-1, 1).
inline Initializer uniform_of(double stddev) {
    return [stddev](Fans fans, Rng& rng) {
        return uniform_weights(fans, std::sqrt(3.0) * stddev, rng);
    };
}

/// @brief Train a deep tanh network on some of the digits, test it on the others.
/// @return  Share of the unseen digits that are recognized.
// [begin train_scale]
inline double train(double stddev, std::size_t depth, double learning_rate,
                    const Params& params, Rng rng) {
    const Split data = split(digits(), params.training_samples, rng);
    const auto sizes = layer_sizes({.inputs = data.train.inputs.shape(1),
                                    .depth = depth,
                                    .width = params.width,
                                    .outputs = data.train.classes});
    Network network =
        make_network<double>(sizes, {.hidden = Activation::tanh}, uniform_of(stddev), rng);
    const Budget budget{params.batch, params.epochs, learning_rate, params.momentum};
    winit::train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}
// [end train_scale]

/// @brief Accuracy at the better of the learning rates, for every seed.
// [begin best_accuracies]
inline std::vector<double> best_accuracies(double stddev, std::size_t depth,
                                           const Params& params) {
    std::vector<double> best(params.seeds, 0.0);
    for (std::size_t run = 0; run < params.seeds; ++run) {
        for (const double rate : learning_rates) {
            const Rng rng = Rng(params.seed).stream(run);
            best[run] = std::max(best[run], train(stddev, depth, rate, params, rng));
        }
    }
    return best;
}
// [end best_accuracies]

/// @brief Hidden layers of the networks that are compared.
inline const std::vector<std::size_t>& depths() {
    static const std::vector<std::size_t> hidden_layers{2, 5, 10};
    return hidden_layers;
}

/// @brief Scales that are compared: four per decade, and the slide's own among them.
inline std::vector<double> scales() {
    std::vector<double> stddevs;
    for (double power = -2.25; power < 0.6; power += 0.25) {
        stddevs.push_back(power == -0.25 ? slide_stddev() : std::pow(10.0, power));
    }
    return stddevs;
}

/// @brief best[depth][scale][seed], all jobs on all threads.
using Accuracies = std::vector<std::vector<std::vector<double>>>;

inline Accuracies accuracies_by_depth_and_scale(const Params& params, Progress& progress) {
    const auto stddevs = scales();
    Accuracies best(depths().size(), std::vector<std::vector<double>>(stddevs.size()));
    const std::size_t jobs = depths().size() * stddevs.size();
    progress.begin("depths and scales", jobs);
    parallel_for(jobs, params.threads, [&](std::size_t job) {
        // The deepest first: the last job to end should be a short one.
        const std::size_t depth = depths().size() - 1 - job / stddevs.size();
        const std::size_t scale = job % stddevs.size();
        best[depth][scale] = best_accuracies(stddevs[scale], depths()[depth], params);
        progress.step();
    });
    return best;
}

}  // namespace winit::chapter04
