/// @file zeros_by_depth.hpp
/// @brief Chapter 1: sigmoid networks of zeros with one, two and three weight layers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/01-zero-trap/class_priors.hpp"
#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"

namespace winit::chapter01 {

/// @brief Train the three networks, by number of weight layers.
inline std::vector<Training> train_shallow(const Params& params, const Classification& data,
                                           Progress& progress) {
    std::vector<Training> trainings(3);
    progress.begin("shallow networks", trainings.size());
    // The deepest first: it takes longest.
    parallel_for(trainings.size(), params.threads, [&](std::size_t job) {
        const std::size_t i = trainings.size() - 1 - job;
        Params shallow = params;
        shallow.depth = i + 1;
        trainings[i] =
            train(deep_network(shallow, Activation::sigmoid, zero_weights<double>, data),
                  data, params.long_steps, params.learning_rate);
        progress.step();
    });
    return trainings;
}

/// @brief Their losses over the steps, every tenth step.
inline Chart loss_by_depth(const std::vector<Training>& trainings, double prior) {
    const std::vector<std::string> labels{"1 layer", "2 layers", "3 layers"};
    Chart chart{.name = "loss_by_depth",
                .x_axis = {"step"},
                .y_axis = {"training loss (nats)"},
                .tolerance = trained};
    const std::size_t last = trainings.front().loss.size() - 1;
    for (std::size_t step = 0; step <= last; step += 10) {
        chart.x.push_back(static_cast<double>(step));
    }
    for (std::size_t i = 0; i < trainings.size(); ++i) {
        Curve curve{.label = labels[i]};
        for (std::size_t step = 0; step <= last; step += 10) {
            curve.y.push_back(trainings[i].loss[step]);
        }
        chart.curves.push_back(curve);
    }
    chart.curves.push_back(prior_level(prior, chart.x.size()));
    return chart;
}

/// @brief How many weight layers a sigmoid network of zeros can have and still learn.
inline Result zeros_by_depth(const Params& params, Progress& progress = silent()) {
    const Classification data = unbalanced_digits(params.common, params.rare);
    const auto trainings = train_shallow(params, data, progress);
    Result result;
    for (std::size_t i = 0; i < trainings.size(); ++i) {
        const std::string layers = std::to_string(i + 1);
        result.value("shallow_loss_" + layers, trainings[i].loss.back(),
                     "loss (nats) at the end, sigmoid, zeros, weight layers: " + layers,
                     trained);
    }
    result.chart(loss_by_depth(trainings, prior_entropy(data)));
    return result;
}

}  // namespace winit::chapter01
