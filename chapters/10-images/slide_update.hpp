/// @file slide_update.hpp
/// @brief Chapter 10: the slide's own training, which is no gradient descent.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter10 {

/// @brief The step of slide 10, on weights of shape (fan_out, fan_in).
///
/// The rule uses the label and its probability, but neither the picture nor the other classes nor
/// the layer: in every layer, weight number `label` of every unit grows.
// [begin slide_step]
inline void slide_step(NetworkOf<float>& network, std::size_t label, double probability,
                       double learning_rate) {
    const auto growth = static_cast<float>(learning_rate * (1.0 - probability));
    for (LayerOf<float>& layer : network.layers) {
        for (std::size_t unit = 0; unit < layer.weights.shape(0); ++unit) {
            layer.weights(unit, label) += growth;
        }
    }
}
// [end slide_step]

/// @brief What the slide's own training leaves behind.
struct SlideRun {
    double accuracy = 0.0;     ///< On its own pictures, at the end.
    std::size_t overflow = 0;  ///< Pictures until e^z exceeds every double; never: all + 1.
    double output_spread = 0.0;  ///< Largest difference between two output units' weights.
};

/// @brief Accuracy, with the last layer summed in plain loops: equal weights give equal logits.
inline double accuracy_in_order(const NetworkOf<float>& network,
                                const ClassificationOf<float>& set) {
    WorkspaceOf<float> workspace(network, set.labels.size());
    forward(network, set.inputs, workspace);
    const MatrixOf<float>& hidden = workspace.activations[workspace.activations.size() - 2];
    const MatrixOf<float>& weights = network.layers.back().weights;
    MatrixOf<float> logits = xt::zeros<float>(workspace.outputs().shape());
    for (std::size_t picture = 0; picture < logits.shape(0); ++picture) {
        for (std::size_t k = 0; k < logits.shape(1); ++k) {
            for (std::size_t j = 0; j < hidden.shape(1); ++j) {
                logits(picture, k) += weights(k, j) * hidden(picture, j);
            }
        }
    }
    return accuracy(logits, set.labels);
}

/// @brief The slide's training, with a softmax that cannot overflow, so that it gets to its end.
inline SlideRun slide_training(const Pictures& pictures, const Start& start,
                               const Params& params, Rng& rng) {
    const float largest_exponent =
        static_cast<float>(std::log(std::numeric_limits<double>::max()));
    NetworkOf<float> network = make_mlp(start, slide_pixels, rng);
    WorkspaceOf<float> workspace(network, 1);
    const ClassificationOf<float>& set = pictures.train;
    auto one = MatrixOf<float>::from_shape({1, slide_pixels});
    const std::size_t steps = params.epochs * set.labels.size();
    SlideRun run{.overflow = steps + 1};
    for (std::size_t step = 0; step < steps; ++step) {
        const std::size_t picture = step % set.labels.size();
        std::copy_n(&set.inputs(picture, 0), slide_pixels, &one(0, 0));
        forward(network, one, workspace);
        const MatrixOf<float>& logits = workspace.outputs();
        if (*std::ranges::max_element(logits) > largest_exponent) {
            run.overflow = std::min(run.overflow, step + 1);
        }
        const std::size_t label = set.labels[picture];
        slide_step(network, label, softmax(logits)(0, label), params.learning_rate);
    }
    run.accuracy = accuracy_in_order(network, set);
    run.output_spread = unit_spread(network.layers.back().weights);
    return run;
}

/// @brief Accuracies by the slide's update, and when its softmax overflows.
inline Result slide_update(const Params& params, Progress& progress = silent()) {
    progress.begin("the slide's own update", 2 * params.seeds);
    Result result;
    for (const Start& start : {zero_start(Activation::relu), slide_start()}) {
        const auto runs = repeat({params.seeds, params.seed, params.threads}, [&](Rng rng) {
            const Pictures pictures = noise_pictures(params, 0.0, rng);
            const SlideRun run = slide_training(pictures, start, params, rng);
            progress.step();
            return run;
        });
        std::vector<double> accuracies;
        std::vector<double> overflows;
        for (const SlideRun& run : runs) {
            accuracies.push_back(run.accuracy);
            overflows.push_back(static_cast<double>(run.overflow));
        }
        result.data("slide_update_" + start.name, average(accuracies),
                    "accuracy by the slide's own update, mean, " + start.label,
                    start.name == "zero" ? exact : trained);
        result.data(
            "overflow_" + start.name, quantile(overflows, 0.5),
            "pictures until the slide's softmax overflows (never: all + 1), median, " +
                start.label,
            {.relative = 0.01});
    }
    return result;
}

}  // namespace winit::chapter10
