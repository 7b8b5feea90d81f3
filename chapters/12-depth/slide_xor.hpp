/// @file slide_xor.hpp
/// @brief Chapter 12: the slide's figure of exclusive or, by its own update and by the gradient.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter12 {

/// @brief The slide's weights of both layers, shapes (4, 2) and (1, 4).
inline std::vector<Matrix> slide_weights(const Initializer& initializer, Rng rng) {
    Matrix hidden = initializer({.fan_in = 2, .fan_out = 4}, rng);
    Matrix output = initializer({.fan_in = 4, .fan_out = 1}, rng);
    return {std::move(hidden), std::move(output)};
}

/// @brief How the weights change after each sample.
enum class Update {
    slide,     ///< As on the slide: by the error.
    gradient,  ///< Against the gradient.
};

/// @brief A network of sigmoids with given weights; its biases are zero and stay so.
inline Network sigmoid_network(const std::vector<Matrix>& weights) {
    Network network;
    for (const Matrix& layer : weights) {
        network.layers.push_back(
            {layer, Vector(xt::zeros<double>({layer.shape(0)})), Activation::sigmoid});
    }
    return network;
}

/// @brief The slide's step: its weights grow by the error.
inline void step_by_error(Network& network, const Matrix& input, double error,
                          double learning_rate) {
    std::vector<Matrix> weights;
    for (const Layer& layer : network.layers) {
        weights.push_back(layer.weights);
    }
    slides::grow_by_error(weights, Vector(xt::row(input, 0)), error, learning_rate);
    for (std::size_t l = 0; l < weights.size(); ++l) {
        network.layers[l].weights = weights[l];
    }
}

/// @brief Mean squared error of every epoch on exclusive or, as on the slide.
/// @param weights  Of both layers, by slide_weights(); without biases.
inline std::vector<double> errors_by_epoch(const std::vector<Matrix>& weights,
                                           Update update, const Params& params) {
    const Regression data = xor_data();
    Network network = sigmoid_network(weights);
    Workspace workspace(network, 1);
    std::vector<double> errors;
    for (std::size_t epoch = 0; epoch < params.slide_epochs; ++epoch) {
        double sum = 0.0;
        for (std::size_t sample = 0; sample < 4; ++sample) {
            const Matrix input = xt::view(data.inputs, xt::range(sample, sample + 1));
            const Matrix target = xt::view(data.targets, xt::range(sample, sample + 1));
            forward(network, input, workspace);
            const double error = squared_error(workspace.outputs(), target);
            sum += error;
            if (update == Update::slide) {
                step_by_error(network, input, error, params.slide_rate);
                continue;
            }
            squared_error_gradient(workspace.outputs(), target,
                                   workspace.output_gradient());
            backward(network, input, workspace);
            for (std::size_t l = 0; l < network.layers.size(); ++l) {
                network.layers[l].weights -=
                    params.slide_rate * workspace.gradients.layers[l].weights;
            }
        }
        errors.push_back(sum / 4.0);
    }
    return errors;
}

/// @brief Every so many of the epochs: enough for a smooth curve.
inline std::vector<double> thinned(const std::vector<double>& numbers) {
    const std::size_t step = std::max<std::size_t>(1, numbers.size() / 100);
    std::vector<double> few;
    for (std::size_t i = 0; i < numbers.size(); i += step) {
        few.push_back(numbers[i]);
    }
    return few;
}

/// @brief One curve of the slide's figure.
struct Setup {
    std::string name;
    std::string label;
    Initializer initializer;
    Update update;
    std::size_t seeds;
    int color;
};

/// @brief The slide's figure, with its own update and with the gradient.
inline Result slide_xor(const Params& params) {
    Result result;
    Chart chart{.name = "slide_progress",
                .x_axis = {"epoch"},
                .y_axis = {"mean squared error"},
                .x = thinned(counting(1, params.slide_epochs)),
                .tolerance = {.relative = 1e-6}};
    const std::size_t seeds = params.slide_seeds;
    const Initializer xavier = heuristic_uniform<double>;
    const Initializer zero = zero_weights<double>;
    const std::vector<Setup> setups = {
        {"update_xavier", "Xavier, slide's update", xavier, Update::slide, seeds, 1},
        {"update_zero", "zero, slide's update", zero, Update::slide, 1, 3},
        {"gradient_zero", "zero, gradient", zero, Update::gradient, 1, 2},
        {"gradient_xavier", "Xavier, gradient", xavier, Update::gradient, seeds, 0}};
    for (const Setup& setup : setups) {
        const auto runs = repeat({setup.seeds, params.seed, params.threads}, [&](Rng rng) {
            return thinned(errors_by_epoch(slide_weights(setup.initializer, rng),
                                           setup.update, params));
        });
        chart.curves.push_back(banded(setup.label, runs, setup.color));
        result.value("slide_" + setup.name, chart.curves.back().y.back(),
                     "error at the slide's budget, median, " + setup.label,
                     {.relative = 1e-6});
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter12
