/// @file plain_stacks.hpp
/// @brief Chapter 13: the decision table, measured on plain stacks beside the slide's function.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/slide_weights.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/gain.hpp"

namespace winit::chapter13 {

/// @brief The recommended start with an activation.
inline Start recommended(Activation activation, const Params& params) {
    return [sizes = stack_sizes(params.depth, params.width), activation](Rng& rng) {
        return initialize_weights(sizes, activation, rng);
    };
}

/// @brief The start of the slide's function with an activation.
inline Start by_the_slide(Activation activation, const Params& params) {
    return [sizes = stack_sizes(params.depth, params.width), activation](Rng& rng) {
        return slide_weights(sizes, activation, rng);
    };
}

/// @brief One row of the decision table.
inline Result table_row(const Labeled<Activation>& f, const Params& params) {
    Result result;
    const std::string with = ", " + f.label;
    const auto start = recommend(Architecture::mlp, f.item);
    result.value("gain_" + f.name, start.gain, "recommended gain" + with);
    result.value("offset_" + f.name, start.offset,
                 "mean of the activation that the biases take out" + with);
    result.value("kept_" + f.name,
                 quantile(last_signals(recommended(f.item, params), params), 0.5),
                 "mean square of the last hidden pre-activations, median" + with);
    result.data("slide_kept_" + f.name,
                quantile(last_signals(by_the_slide(f.item, params), params), 0.5),
                "the same with the slide's weights" + with);
    result.value("chi_" + f.name, start.gain * start.gain * derivative_mean_square(f.item),
                 "growth of a gradient's mean square per layer, by theory" + with);
    return result;
}

/// @brief The first loss of sigmoids whose last layer is random.
inline Result random_first_loss(const Params& params) {
    Rng rng(params.seed);
    const Split data = centered_digits(params.training_samples, rng);
    const Network network =
        with_random_last(stack_sizes(params.depth, params.width), Activation::sigmoid, rng);
    Result result;
    result.data("random_first_sigmoid",
                cross_entropy(predict(network, data.train.inputs), data.train.labels),
                "first loss (nats) with a random last layer, one seed, sigmoid",
                {.relative = 1e-6});
    return result;
}

/// @brief The decision table: gains, signals and gradients of every activation.
inline Result plain_stacks(const Params& params) {
    Result result;
    for (const Labeled<Activation>& f : table_activations()) {
        result.add(table_row(f, params));
    }
    result.add(random_first_loss(params));
    return result;
}

}  // namespace winit::chapter13
