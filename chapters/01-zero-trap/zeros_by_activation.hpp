/// @file zeros_by_activation.hpp
/// @brief Chapter 1: what deep networks of zeros learn, activation by activation.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/01-zero-trap/class_priors.hpp"
#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/gradient_front.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter01 {

/// @brief What the compared networks differ in.
struct Start {
    Activation hidden;
    Initializer initializer;
};

// [begin starts_01]
inline std::vector<Labeled<Start>> starts() {
    return {
        {"tanh", "tanh, zeros", {Activation::tanh, zero_weights<double>}},
        {"relu", "ReLU, zeros", {Activation::relu, zero_weights<double>}},
        {"gelu", "GELU, zeros", {Activation::gelu, zero_weights<double>}},
        {"sigmoid", "sigmoid, zeros", {Activation::sigmoid, zero_weights<double>}},
        {"random", "tanh, random", {Activation::tanh, lecun_normal<double>}},
    };
}
// [end starts_01]

/// @brief Positions in starts() of the networks whose gradients the chapter follows.
inline constexpr std::size_t tanh_zeros = 0;
inline constexpr std::size_t sigmoid_zeros = 3;

/// @brief Train every network of the comparison on the same digits.
inline std::vector<Training> train_starts(const Params& params, const Classification& data,
                                          Progress& progress) {
    const auto networks = starts();
    std::vector<Training> trainings(networks.size());
    progress.begin("networks", trainings.size());
    parallel_for(networks.size(), params.threads, [&](std::size_t i) {
        const auto& [hidden, initializer] = networks[i].item;
        trainings[i] = train(deep_network(params, hidden, initializer, data), data,
                             params.steps, params.learning_rate);
        progress.step();
    });
    return trainings;
}

/// @brief Loss over the steps, with the level of the class priors.
inline Chart loss_by_step(const std::vector<Training>& trainings, double prior) {
    Chart chart{.name = "loss_by_step",
                .x_axis = {"step"},
                .y_axis = {"training loss (nats)"},
                .x = counting(0, trainings.front().loss.size()),
                .tolerance = trained};
    const auto networks = starts();
    for (std::size_t i = 0; i < networks.size(); ++i) {
        chart.curves.push_back({.label = networks[i].label, .y = trainings[i].loss});
    }
    chart.curves.push_back(prior_level(prior, chart.x.size()));
    return chart;
}

/// @brief Loss and accuracy of one trained network.
inline Result outcome(const Labeled<Start>& start, const Training& training,
                      const Classification& data) {
    const bool zeros = start.name != "random";
    Result result;
    result.data("loss_" + start.name, training.loss.back(),
                "training loss (nats) at the end, " + start.label,
                zeros ? Tolerance{} : trained);
    result.data("accuracy_" + start.name,
                accuracy(predict(training.network, data.inputs), data.labels),
                "share of the training digits recognized, " + start.label,
                zeros ? Tolerance{} : Tolerance{0.0, 0.02});
    return result;
}

/// @brief Networks that differ in their activation, from zeros, and one from random weights.
inline Result zeros_by_activation(const Params& params, Progress& progress = silent()) {
    const Classification data = unbalanced_digits(params.common, params.rare);
    const double prior = prior_entropy(data);
    const auto networks = starts();
    const auto trainings = train_starts(params, data, progress);
    Result result;
    result.value("prior_entropy", prior, "loss (nats) of the class priors");
    result.value("uniform_loss", std::log(static_cast<double>(data.classes)),
                 "loss (nats) of ten equal guesses");
    for (std::size_t i = 0; i < networks.size(); ++i) {
        result.add(outcome(networks[i], trainings[i], data));
    }
    result.data("gradient_tanh", largest_gradient(trainings[tanh_zeros]),
                "largest weight gradient ever seen, tanh from zeros", exact);
    result.add(gradient_front(trainings[sigmoid_zeros], trainings[tanh_zeros], params));
    result.chart(loss_by_step(trainings, prior));
    return result;
}

}  // namespace winit::chapter01
