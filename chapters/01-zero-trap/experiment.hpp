/// @file experiment.hpp
/// @brief Chapter 1: what does a network of zeros learn?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "chapters/support/curves.hpp"
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
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter01 {

/// Everything that can change the outcome.
struct Params {
    std::size_t depth = 5;          ///< Weight layers, the output's included.
    std::size_t width = 32;         ///< Units of each hidden layer.
    std::size_t steps = 300;        ///< Steps of full-batch gradient descent.
    double learning_rate = 0.5;     ///< Step of gradient descent.
    std::size_t common = 150;       ///< Samples of each even digit.
    std::size_t rare = 60;          ///< Samples of each odd digit.
    std::size_t front_steps = 8;    ///< First steps that the gradient map shows.
    std::size_t long_steps = 1000;  ///< Steps of the shallower sigmoid networks.
    std::uint64_t seed = 1;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 8, .steps = 100, .common = 30, .rare = 12, .long_steps = 100};
}

/// @brief Digits of which the even ones are common and the odd ones rare.
inline Classification unbalanced_digits(std::size_t common, std::size_t rare) {
    const Classification all = digits();
    std::vector<std::size_t> counts;
    for (std::size_t digit = 0; digit < all.classes; ++digit) {
        counts.push_back(digit % 2 == 0 ? common : rare);
    }
    return take_per_class(all, counts);
}

/// @brief Loss of a classifier that knows how common each class is, and nothing else.
// [begin prior_entropy]
inline double prior_entropy(const Classification& data) {
    double entropy = 0.0;
    for (const std::size_t count : class_counts(data)) {
        const double share =
            static_cast<double>(count) / static_cast<double>(data.labels.size());
        entropy -= share > 0.0 ? share * std::log(share) : 0.0;
    }
    return entropy;
}
// [end prior_entropy]

/// @brief A deep classifier of digits, started by `initializer`.
inline Network deep_network(const Params& params, Activation hidden,
                            const Initializer& initializer, const Classification& data) {
    std::vector<std::size_t> sizes(params.depth + 1, params.width);
    sizes.front() = data.inputs.shape(1);
    sizes.back() = data.classes;
    Rng rng(params.seed);
    return make_network<double>(sizes, {.hidden = hidden}, initializer, rng);
}

/// @brief What full-batch training leaves behind.
struct Training {
    Network network;
    std::vector<double> loss = {};  ///< Nats per sample, before each step and at the end.
    std::vector<std::vector<double>> gradient = {};  ///< [step][layer]: its largest entry.
};

/// @brief Full-batch gradient descent that writes down the size of every layer's gradient.
// [begin train_full_batch]
inline Training train(Network network, const Classification& data, std::size_t steps,
                      double learning_rate) {
    Training training{.network = network};
    Workspace workspace(network, data.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        forward(network, data.inputs, workspace);
        training.loss.push_back(cross_entropy(workspace.outputs(), data.labels));
        cross_entropy_gradient(workspace.outputs(), data.labels, workspace.deltas.back());
        backward(network, data.inputs, workspace);

        std::vector<double> sizes;
        for (const auto& gradient : workspace.gradients) {
            sizes.push_back(xt::amax(xt::abs(gradient.weights))());
        }
        training.gradient.push_back(sizes);
        sgd_step(network, workspace, learning_rate);
    }
    training.loss.push_back(cross_entropy(predict(network, data.inputs), data.labels));
    training.network = network;
    return training;
}
// [end train_full_batch]

/// @brief First step at which each layer's weights get a gradient; -1 if they never do.
inline std::vector<int> first_moves(const Training& training) {
    std::vector<int> first(training.gradient.front().size(), -1);
    for (std::size_t step = 0; step < training.gradient.size(); ++step) {
        for (std::size_t layer = 0; layer < first.size(); ++layer) {
            if (first[layer] < 0 && training.gradient[step][layer] != 0.0) {
                first[layer] = static_cast<int>(step);
            }
        }
    }
    return first;
}

/// @brief Largest entry of each layer's first gradient; 0 if it never gets one.
inline std::vector<double> first_sizes(const Training& training) {
    std::vector<double> sizes;
    const auto first = first_moves(training);
    for (std::size_t layer = 0; layer < first.size(); ++layer) {
        const bool moved = first[layer] >= 0;
        sizes.push_back(
            moved ? training.gradient[static_cast<std::size_t>(first[layer])][layer] : 0.0);
    }
    return sizes;
}

/// @brief Largest weight gradient of any layer at any step.
inline double largest_gradient(const Training& training) {
    double largest = 0.0;
    for (const auto& sizes : training.gradient) {
        for (const double size : sizes) {
            largest = std::max(largest, size);
        }
    }
    return largest;
}

/// @brief One network of the comparison.
struct Start {
    std::string name;
    std::string label;
    Activation hidden;
    Initializer initializer;
};

// [begin starts_01]
inline std::vector<Start> starts() {
    return {
        {"tanh", "tanh, zeros", Activation::tanh, zero_weights<double>},
        {"relu", "ReLU, zeros", Activation::relu, zero_weights<double>},
        {"gelu", "GELU, zeros", Activation::gelu, zero_weights<double>},
        {"sigmoid", "sigmoid, zeros", Activation::sigmoid, zero_weights<double>},
        {"random", "tanh, random", Activation::tanh, lecun_normal<double>},
    };
}
// [end starts_01]

/// @brief Train every network of the comparison on the same digits.
inline std::vector<Training> train_all(const Params& params, const Classification& data,
                                       Progress& progress = silent()) {
    const auto networks = starts();
    std::vector<Training> trainings(networks.size());
    progress.begin("networks", trainings.size());
    parallel_for(networks.size(), params.threads, [&](std::size_t i) {
        const Start& start = networks[i];
        trainings[i] = train(deep_network(params, start.hidden, start.initializer, data),
                             data, params.steps, params.learning_rate);
        progress.step();
    });
    return trainings;
}

/// @brief Loss over the steps, with the level of a classifier that knows the priors only.
inline Chart loss_by_step(const std::vector<Training>& trainings, double prior) {
    Chart chart{.name = "loss_by_step",
                .x_axis = {"step"},
                .y_axis = {"training loss (nats)"},
                .x = counting(0, trainings.front().loss.size()),
                .tolerance = {.relative = 1e-6, .absolute = 1e-3}};
    const auto networks = starts();
    for (std::size_t i = 0; i < networks.size(); ++i) {
        chart.curves.push_back({.label = networks[i].label, .y = trainings[i].loss});
    }
    chart.curves.push_back({.label = "class priors",
                            .y = std::vector<double>(chart.x.size(), prior),
                            .mark = Mark::reference});
    return chart;
}

/// @brief Sigmoid networks of zeros with one, two and three weight layers, trained for longer.
inline std::vector<Training> train_shallow(const Params& params, const Classification& data,
                                           Progress& progress = silent()) {
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

/// @brief Loss of the shallow networks over the steps, every tenth step.
inline Chart loss_by_depth(const std::vector<Training>& trainings, double prior) {
    const std::vector<std::string> labels{"1 layer", "2 layers", "3 layers"};
    Chart chart{.name = "loss_by_depth",
                .x_axis = {"step"},
                .y_axis = {"training loss (nats)"},
                .tolerance = {.relative = 1e-6, .absolute = 1e-3}};
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
    chart.curves.push_back({.label = "class priors",
                            .y = std::vector<double>(chart.x.size(), prior),
                            .mark = Mark::reference});
    return chart;
}

/// @brief Size of the gradient by layer and step, as a power of ten; exact zeros stay empty.
inline Panel gradient_panel(const Training& training, const std::string& title,
                            std::size_t steps) {
    Panel panel{.title = title};
    for (std::size_t layer = 0; layer < training.gradient.front().size(); ++layer) {
        std::vector<double> row;
        for (std::size_t step = 0; step < std::min(steps, training.gradient.size());
             ++step) {
            const double size = training.gradient[step][layer];
            row.push_back(size > 0.0 ? std::log10(size)
                                     : std::numeric_limits<double>::quiet_NaN());
        }
        panel.cells.push_back(row);
    }
    return panel;
}

/// @brief The gradient's way down: one panel for a sigmoid network, one for a tanh network.
inline HeatMap gradient_front(const std::vector<Training>& trainings,
                              const Params& params) {
    return {.name = "gradient_front",
            .x_axis = {"step"},
            .y_axis = {"layer"},
            .cell_axis = {"log10 gradient"},
            .x = counting(0, std::min(params.front_steps, params.steps)),
            .y = counting(1, params.depth),
            .panels = {gradient_panel(trainings[3], "sigmoid", params.front_steps),
                       gradient_panel(trainings[0], "tanh", params.front_steps)}};
}

/// @brief Numbers of one trained network.
inline void describe(const Start& start, const Training& training,
                     const Classification& data, Result& result) {
    const Tolerance loose{.relative = 1e-6, .absolute = 1e-3};
    const bool zeros = start.name != "random";
    result.values.push_back({"loss_" + start.name, training.loss.back(),
                             "training loss (nats) at the end, " + start.label,
                             zeros ? Tolerance{} : loose});
    result.values.push_back({"accuracy_" + start.name,
                             accuracy(predict(training.network, data.inputs), data.labels),
                             "share of the training digits recognized, " + start.label,
                             zeros ? Tolerance{} : Tolerance{0.0, 0.02}});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, const Classification& data, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("depth", params.depth, "weight layers");
    result.parameter("hidden", params.depth - 1, "hidden layers");
    result.parameter("width", params.width, "units per hidden layer");
    result.parameter("steps", params.steps, "steps of gradient descent");
    result.parameter("long_steps", params.long_steps, "steps for the shallow networks");
    result.parameter("common", params.common, "samples of each even digit");
    result.parameter("rare", params.rare, "samples of each odd digit");
    result.parameter("samples", data.labels.size(), "samples in all");
    result.parameter("classes", data.classes, "classes");
    result.parameter("learning_rate", params.learning_rate, "learning rate");
}

/// @brief What the slide's 3-4-2 network has to store.
inline void count_parameters(Result& result) {
    Rng unused(0);
    const Network network = make_network<double>({3, 4, 2}, {Activation::sigmoid},
                                                 zero_weights<double>, unused);
    std::size_t weights = 0;
    std::size_t biases = 0;
    for (const Layer& layer : network.layers) {
        weights += layer.weights.size();
        biases += layer.biases.size();
    }
    result.parameter("slide_weights", weights,
                     "weights that a network of sizes 3-4-2 needs");
    result.parameter("slide_biases", biases, "biases that a network of sizes 3-4-2 needs");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    const Classification data = unbalanced_digits(params.common, params.rare);
    const auto networks = starts();
    const auto trainings = train_all(params, data, progress);
    const double prior = prior_entropy(data);

    Result result;
    parameters(params, data, result);
    result.values.push_back({"prior_entropy", prior, "loss (nats) of the class priors"});
    result.values.push_back({"uniform_loss", std::log(static_cast<double>(data.classes)),
                             "loss (nats) of ten equal guesses"});
    for (std::size_t i = 0; i < networks.size(); ++i) {
        describe(networks[i], trainings[i], data, result);
    }
    result.values.push_back({"gradient_tanh", largest_gradient(trainings[0]),
                             "largest weight gradient ever seen, tanh from zeros", exact});
    const auto moves = first_moves(trainings[3]);
    const auto sizes = first_sizes(trainings[3]);
    for (std::size_t layer = 0; layer < moves.size(); ++layer) {
        result.values.push_back({"first_move_" + std::to_string(layer + 1),
                                 static_cast<double>(moves[layer]),
                                 "first step with a gradient, layer " +
                                     std::to_string(layer + 1) + " of the sigmoid network",
                                 exact});
        result.values.push_back({"first_size_" + std::to_string(layer + 1),
                                 sizes[layer],
                                 "its largest entry then",
                                 {.relative = 1e-6}});
    }
    count_parameters(result);
    const auto shallow = train_shallow(params, data, progress);
    for (std::size_t i = 0; i < shallow.size(); ++i) {
        const std::string layers = std::to_string(i + 1);
        result.values.push_back(
            {"shallow_loss_" + layers,
             shallow[i].loss.back(),
             "loss (nats) at the end, sigmoid, zeros, weight layers: " + layers,
             {.relative = 1e-6, .absolute = 1e-3}});
    }
    result.charts.push_back(loss_by_step(trainings, prior));
    result.charts.push_back(loss_by_depth(shallow, prior));
    result.maps.push_back(gradient_front(trainings, params));
    return result;
}

}  // namespace winit::chapter01
