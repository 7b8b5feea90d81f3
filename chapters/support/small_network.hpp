/// @file small_network.hpp
/// @brief Two inputs, two hidden units, one output, one sample: a network small enough to look at
///        every number, step by step. Chapters 1 to 5 each start it in their own way.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chapters/support/parameters.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

namespace winit {

/// @brief How the small network may start.
enum SmallStart : std::size_t { small_zeros, small_constant, small_random, small_biases };

/// @brief Names of the entries of small_activations.
enum SmallActivation : std::size_t {
    small_tanh,
    small_relu,
    small_gelu,
    small_sigmoid,
    small_linear
};

/// @brief Which activations its hidden units may have.
inline constexpr std::array small_activations = {Activation::tanh, Activation::relu,
                                                 Activation::gelu, Activation::sigmoid,
                                                 Activation::linear};

/// @brief The parameters of the small network, part of those of a chapter.
struct SmallNetwork {
    std::size_t start = small_zeros;      ///< A SmallStart.
    std::size_t activation = small_tanh;  ///< A SmallActivation.
    double scale = 0.5;  ///< The constant, or the standard deviation of what is random.
    std::size_t step = 2;
    bool has_biases = true;  ///< Without, all biases stay at zero.

    static constexpr double learning_rate = 0.1;
    static constexpr std::array inputs = {1.0, 0.5};
    static constexpr double target = 1.0;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        std::vector<std::string> starts = {"zeros", "constant", "random"};
        if (has_biases) {
            starts.emplace_back("random_biases");
        }
        std::vector<std::string> names;
        for (const Activation& known : small_activations) {
            names.emplace_back(name_of(known));
        }
        is.choice(start, "small_start", starts, "start of the small network");
        is.choice(activation, "small_activation", names, "activation of the small network");
        is.parameter(scale, "small_scale", {1e-6, 2.0},
                     "constant of the small network, or standard deviation");
        is.parameter(step, "small_step", {0, 50}, "steps of the small network");
        is.number("small_rate", learning_rate, "learning rate of the small network");
        is.number("small_target", target, "what it is to answer");
    }
};

/// @brief The small network before one of its steps, with all that the step uses.
struct SmallState {
    double loss;
    Network network;
    Workspace workspace;  ///< Values, deltas and gradients.
};

/// @brief The one sample that it learns.
inline Regression small_sample() {
    return {.inputs = Matrix{{SmallNetwork::inputs[0], SmallNetwork::inputs[1]}},
            .targets = Matrix{{SmallNetwork::target}}};
}

/// @brief The small network before its first step.
inline Network small_network_at_start(const SmallNetwork& params, std::uint64_t seed) {
    Rng rng(seed);
    const Initializer initializer = [&params](Fans fans, Rng& source) {
        switch (params.start) {
            case small_constant:
                return constant_weights<double>(fans, params.scale);
            case small_random:
                return normal_weights<double>(fans, params.scale, source);
            default:
                return constant_weights<double>(fans, 0.0);
        }
    };
    Network network = make_network<double>(
        {2, 2, 1}, {small_activations.at(params.activation)}, initializer, rng);
    if (params.start == small_biases) {
        for (Layer& layer : network.layers) {
            for (double& bias : layer.biases) {
                bias = params.scale * rng.normal();
            }
        }
    }
    return network;
}

/// @brief Gradient descent on the small network.
/// @return  The start and the network after each step, `params.step + 1` states.
inline std::vector<SmallState> small_states(const SmallNetwork& params,
                                            std::uint64_t seed) {
    const Regression sample = small_sample();
    Network network = small_network_at_start(params, seed);
    Workspace workspace(network, 1);
    std::vector<SmallState> states;
    for (std::size_t step = 0; step <= params.step; ++step) {
        const double loss = value_and_gradient(network, sample, workspace);
        states.push_back({loss, network, workspace});
        sgd_step(network, workspace, SmallNetwork::learning_rate);
        if (!params.has_biases) {
            for (Layer& layer : network.layers) {
                layer.biases.fill(0.0);
            }
        }
    }
    return states;
}

/// @brief A matrix row by row.
inline std::vector<std::vector<double>> rows_of(const Matrix& matrix) {
    std::vector<std::vector<double>> rows;
    for (std::size_t row = 0; row < matrix.shape(0); ++row) {
        rows.emplace_back(&matrix(row, 0), &matrix(row, 0) + matrix.shape(1));
    }
    return rows;
}

/// @brief States of the small network as a series.
/// @param has_biases  Whether its biases are worth showing.
inline NetworkDrawing small_drawing(const std::vector<SmallState>& states,
                                    bool has_biases) {
    NetworkDrawing drawing{.name = "small_network"};
    for (const auto& [loss, network, workspace] : states) {
        DrawnStep step{.loss = loss};
        step.layers.push_back(
            {.label = "input",
             .values = {SmallNetwork::inputs.begin(), SmallNetwork::inputs.end()}});
        for (std::size_t l = 0; l < network.layers.size(); ++l) {
            const Layer& layer = network.layers[l];
            step.layers.push_back(
                {.label = l + 1 < network.layers.size() ? "hidden" : "output",
                 .values = rows_of(workspace.activations[l])[0],
                 .biases = has_biases ? std::vector<double>(layer.biases.begin(),
                                                            layer.biases.end())
                                      : std::vector<double>{},
                 .deltas = rows_of(workspace.deltas[l])[0],
                 .weights = rows_of(layer.weights),
                 .gradients = rows_of(workspace.gradients.layers[l].weights)});
        }
        drawing.steps.push_back(std::move(step));
    }
    // What cancels or saturates is right to rounding, not to its last digit.
    drawing.tolerance = {.relative = 1e-9, .absolute = 1e-12};
    return drawing;
}

}  // namespace winit
