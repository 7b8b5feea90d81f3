/// @file zeros_by_depth.hpp
/// @brief Chapter 1: sigmoid networks of zeros, and the same from random weights, by depth.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/01-zero-trap/class_priors.hpp"
#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/layers/activations.hpp"

namespace winit::chapter01 {

/// @brief A sigmoid network of so many weight layers, from zeros or from random weights.
struct SigmoidStart {
    std::size_t layers;
    bool zeros;
};

/// @brief Pairs that differ in the start alone, the longest runs first.
inline std::vector<SigmoidStart> sigmoid_starts() {
    return {{5, true}, {5, false}, {3, true}, {3, false},
            {2, true}, {2, false}, {1, true}, {1, false}};
}

/// @brief Full-batch losses of one start, before each step and at the end.
inline std::vector<double> sigmoid_losses(const SigmoidStart& start,
                                          const Classification& data,
                                          const Params& params) {
    Params sized = params;
    sized.depth = start.layers;
    const Initializer initializer =
        start.zeros ? zero_weights<double> : lecun_normal<double>;
    return train(deep_network(sized, Activation::sigmoid, initializer, data), data,
                 params.long_steps, params.long_rate)
        .loss;
}

/// @brief First step at which a loss is clearly below the class priors; its length if it never is.
inline double left_priors(const std::vector<double>& loss, double prior) {
    const auto found =
        std::ranges::find_if(loss, [&](double nats) { return nats < prior - 0.1; });
    return static_cast<double>(found - loss.begin());
}

/// @brief One curve, every tenth step.
inline Curve loss_curve(const SigmoidStart& start, const std::vector<double>& loss) {
    const std::string layers =
        std::to_string(start.layers) + (start.layers == 1 ? " layer" : " layers");
    Curve curve{.label = layers + (start.zeros ? "" : ", random")};
    for (std::size_t step = 0; step < loss.size(); step += 10) {
        curve.y.push_back(loss[step]);
    }
    return curve;
}

/// @brief What the text says of one start.
inline Result facts_of(const SigmoidStart& start, const std::vector<double>& loss,
                       double prior) {
    const std::string layers = std::to_string(start.layers);
    const std::string kind = start.zeros ? "zeros" : "random";
    Result result;
    result.data(kind + "_loss_" + layers, loss.back(),
                "loss (nats) at the end, sigmoid, " + kind + ", weight layers: " + layers,
                {.relative = 1e-3, .absolute = 1e-3});
    result.data(kind + "_left_" + layers, left_priors(loss, prior),
                "steps until the loss is a tenth of a nat below the class priors, " + kind +
                    ", weight layers: " + layers,
                {.relative = 0.0, .absolute = 2.0});
    return result;
}

/// @brief How many weight layers a sigmoid network of zeros can have and still learn.
inline Result zeros_by_depth(const Params& params, Progress& progress = silent()) {
    const Classification data = unbalanced_digits(params.long_common, params.long_rare);
    const double prior = prior_entropy(data);
    const auto starts = sigmoid_starts();
    std::vector<std::vector<double>> losses(starts.size());
    progress.begin("sigmoid networks", starts.size());
    parallel_for(starts.size(), params.threads, [&](std::size_t i) {
        losses[i] = sigmoid_losses(starts[i], data, params);
        progress.step();
    });
    Result result;
    Chart chart{
        .name = "loss_by_depth",
        .x_axis = {"step"},
        .y_axis = {"training loss (nats)"},
        // While the loss of the deepest random network falls, the kernels are up to 0.12 nats
        // apart. At larger rates it jumps on its way, and their last bits decide when.
        .tolerance = {.relative = 1e-3, .absolute = 0.25}};
    for (std::size_t step = 0; step <= params.long_steps; step += 10) {
        chart.x.push_back(static_cast<double>(step));
    }
    for (std::size_t i = starts.size(); i-- > 0;) {
        result.add(facts_of(starts[i], losses[i], prior));
        if (starts[i].zeros || starts[i].layers > 2) {
            chart.curves.push_back(loss_curve(starts[i], losses[i]));
        }
    }
    chart.curves.push_back(prior_level(prior, chart.x.size()));
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter01
