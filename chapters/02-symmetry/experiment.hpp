/// @file experiment.hpp
/// @brief Chapter 2: what is left of a layer whose units are all alike?
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/dropout.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter02 {

/// Everything that can change the outcome.
struct Params {
    std::size_t width = 4;       ///< Hidden units of the XOR network.
    std::size_t epochs = 5000;   ///< Passes over the four samples of XOR.
    double learning_rate = 1.0;  ///< Step of online gradient descent on XOR.
    double linear_rate =
        0.002;               ///< The same for the linear model, which needs a smaller one.
    double twin_rate = 0.5;  ///< Learning rate of the network and its twin.
    std::size_t twin_steps = 3000;    ///< Their samples, one after the other.
    std::size_t pixels = 33;          ///< Columns and rows of the drawn surfaces.
    std::size_t digit_width = 16;     ///< Hidden units of the digits network.
    std::size_t digit_samples = 500;  ///< Digits to learn from.
    std::size_t digit_steps = 900;    ///< Steps of full-batch gradient descent on digits.
    double digit_rate = 0.2;          ///< Step of gradient descent on digits.
    double constant = 0.02;           ///< The weight that all start from.
    double noise = 1e-8;              ///< Standard deviation of the small noise.
    double outgoing_noise = 0.1;      ///< Standard deviation on the outgoing weights alone.
    double keep = 0.5;                ///< Dropout: probability to keep a hidden unit.
    double broken = 0.1;              ///< Spread at which we call the symmetry broken.
    double noise_ratio = 1e4;         ///< How many times smaller the even smaller noise is.
    std::uint64_t seed = 2;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.epochs = 500, .pixels = 17, .digit_samples = 100, .digit_steps = 200};
}

/// @brief One sample of XOR at a time, epoch after epoch; the loss is written down after each.
inline std::vector<double> train_online(Network& network, const Regression& data,
                                        double learning_rate, std::size_t epochs) {
    Workspace workspace(network, 1);
    Matrix input = xt::zeros<double>({std::size_t{1}, data.inputs.shape(1)});
    Matrix target = xt::zeros<double>({std::size_t{1}, data.targets.shape(1)});
    std::vector<double> loss;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        for (std::size_t sample = 0; sample < data.inputs.shape(0); ++sample) {
            xt::row(input, 0) = xt::row(data.inputs, static_cast<std::ptrdiff_t>(sample));
            xt::row(target, 0) = xt::row(data.targets, static_cast<std::ptrdiff_t>(sample));
            forward(network, input, workspace);
            squared_error_gradient(workspace.outputs(), target, workspace.deltas.back());
            backward(network, input, workspace);
            sgd_step(network, workspace, learning_rate);
        }
        loss.push_back(squared_error(predict(network, data.inputs), data.targets));
    }
    return loss;
}

/// @brief The slide's network for XOR, with biases: 2 - width - 1, all sigmoid.
inline Network xor_network(std::size_t width, const Initializer& initializer, Rng& rng) {
    return make_network<double>({2, width, 1}, {Activation::sigmoid, Activation::sigmoid},
                                initializer, rng);
}

/// @brief A linear model of XOR: two weights and a bias. It may start from zeros: its loss is convex.
inline Network linear_model(Rng& rng) {
    return make_network<double>({2, 1}, {Activation::linear, Activation::linear},
                                zero_weights<double>, rng);
}

/// @brief A learning rate for each tensor of a network with one hidden layer.
struct Rates {
    double hidden;         ///< Of hidden weights and hidden biases.
    double outgoing;       ///< Of the output's weights.
    double output_biases;  ///< Of the output's biases.
};

/// @brief One step of gradient descent with a rate per tensor.
// [begin descend_with_rates]
inline void sgd_step(Network& network, const Workspace& workspace, const Rates& rates) {
    network.layers[0].weights -= rates.hidden * workspace.gradients[0].weights;
    network.layers[0].biases -= rates.hidden * workspace.gradients[0].biases;
    network.layers[1].weights -= rates.outgoing * workspace.gradients[1].weights;
    network.layers[1].biases -= rates.output_biases * workspace.gradients[1].biases;
}
// [end descend_with_rates]

/// @brief Largest difference between a network of `width` zeros and its twin with one unit.
///
/// Both see the samples of XOR one by one. The twin's outgoing weight learns `width` times as
/// fast, its hidden weights learn `width` times as slowly.
// [begin twin_difference]
inline double twin_difference(std::size_t width, double learning_rate, std::size_t steps) {
    Rng unused(0);
    const Regression data = xor_data();
    Network wide = xor_network(width, zero_weights<double>, unused);
    Network twin = xor_network(1, zero_weights<double>, unused);
    const double n = static_cast<double>(width);
    const Rates wide_rates{learning_rate, learning_rate, learning_rate};
    const Rates twin_rates{learning_rate / n, learning_rate * n, learning_rate};

    Workspace wide_workspace(wide, 1);
    Workspace twin_workspace(twin, 1);
    double difference = 0.0;
    for (std::size_t step = 0; step < steps; ++step) {
        const auto sample = step % data.inputs.shape(0);
        const Matrix input =
            xt::view(data.inputs, xt::range(sample, sample + 1), xt::all());
        const Matrix target =
            xt::view(data.targets, xt::range(sample, sample + 1), xt::all());
        const auto learn = [&](Network& network, Workspace& workspace, const Rates& rates) {
            forward(network, input, workspace);
            squared_error_gradient(workspace.outputs(), target, workspace.deltas.back());
            backward(network, input, workspace);
            sgd_step(network, workspace, rates);
        };
        learn(wide, wide_workspace, wide_rates);
        learn(twin, twin_workspace, twin_rates);
        const Matrix gap = predict(wide, data.inputs) - predict(twin, data.inputs);
        difference = std::max(difference, xt::amax(xt::abs(gap))());
    }
    return difference;
}
// [end twin_difference]

/// @brief How a digits network with equal units is disturbed.
struct Disturbance {
    double noise = 0.0;     ///< Standard deviation of noise on all weights at the start.
    double keep = 1.0;      ///< Dropout: probability to keep a hidden unit.
    double outgoing = 0.0;  ///< Standard deviation of noise on the output's weights only.
};

/// @brief Spread between the hidden units before each step of training.
// [begin spread_by_step]
inline std::vector<double> spread_by_step(const Params& params,
                                          const Disturbance& disturbance) {
    Rng rng(params.seed);
    const Classification data = split(digits(), params.digit_samples, rng).train;
    const Initializer constant = [&](Fans fans, Rng&) {
        return constant_weights<double>(fans, params.constant);
    };
    Network network =
        make_network<double>({data.inputs.shape(1), params.digit_width, data.classes},
                             {.hidden = Activation::tanh}, constant, rng);
    for (Layer& layer : network.layers) {
        layer.weights += normal_matrix(layer.weights.shape(0), layer.weights.shape(1), 0.0,
                                       disturbance.noise, rng);
    }
    Matrix& outgoing = network.layers[1].weights;
    outgoing +=
        normal_matrix(outgoing.shape(0), outgoing.shape(1), 0.0, disturbance.outgoing, rng);

    Workspace workspace(network, params.digit_samples);
    std::vector<double> spread;
    for (std::size_t step = 0; step <= params.digit_steps; ++step) {
        spread.push_back(unit_spread(network.layers[0].weights));
        if (disturbance.keep < 1.0) {
            draw_dropout(workspace, disturbance.keep, rng);
        }
        forward(network, data.inputs, workspace);
        cross_entropy_gradient(workspace.outputs(), data.labels, workspace.deltas.back());
        backward(network, data.inputs, workspace);
        winit::sgd_step(network, workspace, params.digit_rate);
    }
    return spread;
}
// [end spread_by_step]

/// @brief What a network of two inputs answers over the square around XOR.
inline Panel surface(const Network& network, const std::string& title,
                     const std::vector<double>& coordinates) {
    Panel panel{.title = title};
    for (const double y : coordinates) {
        std::vector<double> row;
        for (const double x : coordinates) {
            row.push_back(predict(network, Matrix{{x, y}})(0, 0));
        }
        panel.cells.push_back(row);
    }
    return panel;
}

/// @brief Epochs from the first to the last, about a dozen per doubling: enough for a log axis.
inline std::vector<std::size_t> spread_out(std::size_t last) {
    std::vector<std::size_t> epochs;
    for (double epoch = 1.0; epoch < static_cast<double>(last); epoch *= 1.06) {
        const auto whole = static_cast<std::size_t>(epoch);
        if (epochs.empty() || epochs.back() != whole) {
            epochs.push_back(whole);
        }
    }
    if (epochs.empty() || epochs.back() != last) {
        epochs.push_back(last);
    }
    return epochs;
}

/// @brief The three networks of the chapter on XOR: their losses and their surfaces.
inline void learn_xor(const Params& params, Result& result) {
    const Regression data = xor_data();
    Rng rng(params.seed);
    Network linear = linear_model(rng);
    Network collapsed = xor_network(params.width, zero_weights<double>, rng);
    Network random = xor_network(params.width, lecun_normal<double>, rng);

    const std::array<Network*, 3> networks{&linear, &collapsed, &random};
    const std::array<double, 3> rates{params.linear_rate, params.learning_rate,
                                      params.learning_rate};
    std::array<std::vector<double>, 3> losses;
    parallel_for(networks.size(), params.threads, [&](std::size_t i) {
        losses[i] = train_online(*networks[i], data, rates[i], params.epochs);
    });
    const auto& [linear_loss, collapsed_loss, random_loss] = losses;

    const auto shown = spread_out(params.epochs);
    Chart chart{.name = "loss_by_epoch",
                .x_axis = {"epoch", Scale::log},
                .y_axis = {"mean squared error"},
                .tolerance = {.relative = 1e-6, .absolute = 1e-4}};
    for (const std::size_t epoch : shown) {
        chart.x.push_back(static_cast<double>(epoch));
    }
    const auto at_shown = [&shown](const std::vector<double>& loss) {
        std::vector<double> part;
        for (const std::size_t epoch : shown) {
            part.push_back(loss[epoch - 1]);
        }
        return part;
    };
    chart.curves = {{.label = "linear", .y = at_shown(linear_loss)},
                    {.label = "zeros", .y = at_shown(collapsed_loss)},
                    {.label = "random", .y = at_shown(random_loss)},
                    {.label = "1/6",
                     .y = std::vector<double>(shown.size(), 1.0 / 6.0),
                     .mark = Mark::reference}};
    result.charts.push_back(chart);

    const Tolerance trained{.relative = 1e-4, .absolute = 1e-5};
    result.values.push_back(
        {"loss_linear", linear_loss.back(), "XOR loss, linear model", trained});
    result.values.push_back(
        {"loss_zeros", collapsed_loss.back(), "XOR loss, network from zeros", trained});
    result.values.push_back({"loss_random", random_loss.back(),
                             "XOR loss, network from random weights", trained});
    result.parameter("rank_zeros", numerical_rank(collapsed.layers[0].weights),
                     "rank of the hidden weights, from zeros");
    result.values.push_back({"spread_zeros",
                             unit_spread(collapsed.layers[0].weights),
                             "spread between the hidden units, from zeros",
                             {.relative = 0.0, .absolute = 1e-12}});

    HeatMap map{.name = "xor_surface",
                .x_axis = {"first input"},
                .y_axis = {"second input"},
                .cell_axis = {"output"},
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    for (std::size_t pixel = 0; pixel < params.pixels; ++pixel) {
        const double step = 1.5 / static_cast<double>(params.pixels - 1);
        map.x.push_back(-0.25 + step * static_cast<double>(pixel));
    }
    map.y = map.x;
    map.panels = {surface(linear, "linear", map.x), surface(collapsed, "zeros", map.x),
                  surface(random, "random", map.x)};
    result.maps.push_back(map);
}

/// @brief First step at which a curve is above a level; its length if it never is.
inline double first_above(const std::vector<double>& curve, double level) {
    const auto found = std::ranges::find_if(curve, [&](double y) { return y > level; });
    return static_cast<double>(found - curve.begin());
}

/// @brief A disturbance under the name that figures and values use.
struct Attempt {
    std::string name;
    std::string label;
    Disturbance disturbance;
};

/// @brief The ways to disturb equal units that the chapter compares.
inline std::vector<Attempt> attempts(const Params& params) {
    return {
        {"outgoing", "outgoing weights differ", {.outgoing = params.outgoing_noise}},
        {"dropout", "dropout", {.keep = params.keep}},
        {"noise", "small noise", {.noise = params.noise}},
        {"less_noise", "less noise", {.noise = params.noise / params.noise_ratio}},
    };
}

/// @brief How fast equal units drift apart.
inline void break_symmetry(const Params& params, Result& result) {
    Chart chart{.name = "spread_by_step",
                .x_axis = {"step"},
                .y_axis = {"spread between units", Scale::log},
                .x = counting(0, params.digit_steps + 1),
                .tolerance = {.relative = 0.05, .absolute = 1e-13}};
    const auto list = attempts(params);
    std::vector<std::vector<double>> spreads(list.size() + 1);  // the last: undisturbed
    parallel_for(spreads.size(), params.threads, [&](std::size_t i) {
        spreads[i] =
            spread_by_step(params, i < list.size() ? list[i].disturbance : Disturbance{});
    });
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Attempt& attempt = list[i];
        std::vector<double>& spread = spreads[i];
        result.values.push_back(
            {"broken_" + attempt.name,
             first_above(spread, params.broken),
             "steps until the spread is no longer small: " + attempt.label,
             {.relative = 0.05, .absolute = 1.0}});
        std::ranges::replace(spread, 0.0, std::numeric_limits<double>::quiet_NaN());
        chart.curves.push_back({.label = attempt.label, .y = spread});
    }
    result.charts.push_back(chart);
    result.values.push_back({"wait_per_decade",
                             (result["broken_less_noise"] - result["broken_noise"]) /
                                 std::log10(params.noise_ratio),
                             "steps that a tenth of the noise costs",
                             {.relative = 0.05}});
    result.values.push_back({"spread_nothing",
                             spreads.back().back(),
                             "spread between equal units at the end, undisturbed",
                             {.relative = 0.0, .absolute = 1e-12}});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("width", params.width, "hidden units of the XOR network");
    result.parameter("epochs", params.epochs, "passes over the four samples of XOR");
    result.parameter("learning_rate", params.learning_rate, "learning rate on XOR");
    result.parameter("linear_rate", params.linear_rate,
                     "learning rate of the linear model on XOR");
    result.parameter("twin_rate", params.twin_rate,
                     "learning rate of the network and its twin");
    result.parameter("twin_steps", params.twin_steps,
                     "samples that the network and its twin see");
    result.parameter("outgoing_noise", params.outgoing_noise,
                     "standard deviation on the outgoing weights");
    result.parameter("keep", params.keep, "dropout: probability to keep a unit");
    result.parameter("broken", params.broken,
                     "spread at which the symmetry counts as broken");
    result.parameter("digit_width", params.digit_width,
                     "hidden units of the digits network");
    result.parameter("digit_samples", params.digit_samples, "digits to learn from");
    result.parameter("digit_steps", params.digit_steps,
                     "steps of gradient descent on digits");
    result.parameter("digit_rate", params.digit_rate, "learning rate on digits");
    result.parameter("constant", params.constant, "the weight that all start from");
    result.parameter("noise", params.noise, "standard deviation of the small noise");
    result.parameter("less_noise", params.noise / params.noise_ratio,
                     "standard deviation of less noise");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params) {
    Result result;
    parameters(params, result);
    learn_xor(params, result);
    result.values.push_back(
        {"twin_difference",
         twin_difference(params.width, params.twin_rate, params.twin_steps),
         "largest difference between the network of zeros and its twin",
         {.relative = 0.0, .absolute = 1e-12}});
    break_symmetry(params, result);
    return result;
}

}  // namespace winit::chapter02
