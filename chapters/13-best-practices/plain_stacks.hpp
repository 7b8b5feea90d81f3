/// @file plain_stacks.hpp
/// @brief Chapter 13: the decision table, measured on plain stacks beside the slide's function.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/slide_weights.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
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

/// @brief The recommended start, but for a last layer that is random.
inline Start random_last(Activation activation, const Params& params) {
    return [sizes = stack_sizes(params.depth, params.width), activation](Rng& rng) {
        return with_random_last(sizes, activation, rng);
    };
}

/// @brief Median accuracies of one activation.
struct Medians {
    double recommended;
    double slide;
};

/// @brief One row of the decision table.
inline Result table_row(const Labeled<Activation>& f, const Medians& reached,
                        const Params& params) {
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
    result.value("accuracy_" + f.name, reached.recommended,
                 "accuracy on unseen digits, median" + with, trained);
    result.value("slide_accuracy_" + f.name, reached.slide,
                 "the same with the slide's weights" + with, trained);
    return result;
}

/// @brief What a random last layer changes: the accuracy, and the first loss.
inline Result random_last_layer(const Labeled<Activation>& f, const Params& params,
                                Progress& progress) {
    Result result;
    const Start start = random_last(f.item, params);
    const auto found =
        accuracies({start}, params.seeds, params, stack_budget(params), progress);
    result.value("random_last_" + f.name, quantile(found.front(), 0.5),
                 "accuracy with a random last layer, median, " + f.label, trained);
    Rng rng(params.seed);
    const Split data = centered_digits(params.training_samples, rng);
    result.data("random_first_" + f.name,
                cross_entropy(predict(start(rng), data.train.inputs), data.train.labels),
                "first loss (nats) with a random last layer, one seed, " + f.label,
                {.relative = 1e-6});
    return result;
}

/// @brief The decision table: gains, signals, gradients and accuracies of every activation.
inline Result plain_stacks(const Params& params, Progress& progress = silent()) {
    const auto activations = table_activations();
    std::vector<Start> starts;
    for (const Labeled<Activation>& f : activations) {
        starts.push_back(recommended(f.item, params));
        starts.push_back(by_the_slide(f.item, params));
    }
    progress.begin("plain stacks", (starts.size() + 2) * params.seeds);
    const auto shares =
        accuracies(starts, params.seeds, params, stack_budget(params), progress);

    Result result;
    double slide_best = 0.0;
    for (std::size_t i = 0; i < activations.size(); ++i) {
        const Medians medians{.recommended = quantile(shares[2 * i], 0.5),
                              .slide = quantile(shares[2 * i + 1], 0.5)};
        result.add(table_row(activations[i], medians, params));
        slide_best = std::max(slide_best, medians.slide);
    }
    result.value("slide_best", slide_best,
                 "best accuracy of the slide's function, any activation", trained);
    for (const Labeled<Activation>& f : activations) {
        if (f.name == "relu" || f.name == "sigmoid") {
            result.add(random_last_layer(f, params, progress));
        }
    }
    return result;
}

}  // namespace winit::chapter13
