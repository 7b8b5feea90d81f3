/// @file zero_layers.hpp
/// @brief Chapter 13: which layers of a network may be zero, alone and in pairs?
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter13 {

/// @brief The activations of the map of zeros.
inline std::vector<Labeled<Activation>> map_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"gelu", "GELU", Activation::gelu},
            {"sigmoid", "sigmoid", Activation::sigmoid},
            {"relu", "ReLU, slope 0 at 0", Activation::relu},
            {"one", "ReLU, slope 1 at 0", Activation::relu_one_at_zero},
            {"leaky", "leaky ReLU", Activation::leaky_relu(0.1)}};
}

/// @brief A network of three layers, some of which are zero, weights and biases.
///
/// Where f(0) is 0 all biases are: a random one would reach the layer above zero weights.
/// @param zero_layers  Counted from 0.
inline Network with_zeros(const std::vector<std::size_t>& zero_layers, std::size_t width,
                          Activation activation, Rng& rng) {
    Network network = with_random_last({64, width, width, 10}, activation, rng);
    for (const std::size_t layer : zero_layers) {
        network.layers[layer].weights.fill(0.0);
        network.layers[layer].biases.fill(0.0);
    }
    if (!nonzero_at_zero(activation)) {
        for (Layer& layer : network.layers) {
            layer.biases.fill(0.0);
        }
    }
    return network;
}

/// @brief The six pairs of three layers; a pair of equal ones is one layer.
inline constexpr std::array<std::array<std::size_t, 2>, 6> layer_pairs{
    {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}}};

/// @brief A network for every cell of the map: six pairs of each activation in turn.
inline std::vector<Start> starts_with_zeros(const Params& params) {
    std::vector<Start> starts;
    for (const Labeled<Activation>& f : map_activations()) {
        for (const auto& pair : layer_pairs) {
            starts.emplace_back([width = params.map_width, f, pair](Rng& rng) {
                return with_zeros({pair[0], pair[1]}, width, f.item, rng);
            });
        }
    }
    return starts;
}

/// @brief Accuracy with one layer at zero, or two, for each activation: a map.
inline Result zero_layers(const Params& params, Progress& progress = silent()) {
    const auto starts = starts_with_zeros(params);
    progress.begin("networks with zero layers", starts.size() * params.map_seeds);
    const auto shares =
        accuracies(starts, params.map_seeds, params, map_budget(params), progress);

    Result result;
    HeatMap map{.name = "zero_layers",
                .x_axis = {"zero layer"},
                .y_axis = {"second zero layer"},
                .cell_axis = {"accuracy on unseen digits"},
                .x = {1.0, 2.0, 3.0},
                .y = {1.0, 2.0, 3.0},
                .tolerance = trained};
    std::size_t start = 0;
    for (const Labeled<Activation>& f : map_activations()) {
        Panel panel{.title = f.label, .cells = std::vector(3, std::vector<double>(3))};
        for (const auto& [one, other] : layer_pairs) {
            const double median = quantile(shares[start++], 0.5);
            panel.cells[one][other] = median;
            panel.cells[other][one] = median;
            const std::string second = one == other ? "" : std::to_string(other + 1);
            result.data("zero_" + f.name + "_" + std::to_string(one + 1) + second, median,
                        "accuracy with these layers at zero, " + f.label, trained);
        }
        map.panels.push_back(panel);
    }
    result.map(map);
    return result;
}

}  // namespace winit::chapter13
