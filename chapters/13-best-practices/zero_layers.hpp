/// @file zero_layers.hpp
/// @brief Chapter 13: which layers of a network may be zero, alone and in pairs?
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/13-best-practices/fair_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief The activations of the map of zeros.
inline std::vector<Labeled<Activation>> map_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"sigmoid", "sigmoid", Activation::sigmoid},
            {"relu", "ReLU, slope 0 at 0", Activation::relu},
            {"one", "ReLU, slope 1 at 0", Activation::relu_one_at_zero}};
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

/// @brief Layers that are zero together, by number; no layer, one, or two of three.
inline const std::vector<std::vector<std::size_t>> zero_sets{{},     {0},    {1},   {2},
                                                             {0, 1}, {0, 2}, {1, 2}};

/// @brief The name of a set: "none", or the layers' numbers from 1.
inline std::string name_of_set(const std::vector<std::size_t>& layers) {
    std::string name = layers.empty() ? "none" : "";
    for (const std::size_t layer : layers) {
        name += std::to_string(layer + 1);
    }
    return name;
}

/// @brief Learning rates around the best ones. The slopes of a sigmoid are small, its rates large.
inline std::vector<double> rates_with_zeros(Activation activation, Stepper stepper) {
    if (stepper == Stepper::adam) {
        return {0.001, 0.003, 0.01, 0.03, 0.1};
    }
    return nonzero_at_zero(activation) ? std::vector{0.3, 1.0, 3.0, 10.0}
                                       : std::vector{0.03, 0.1, 0.3, 1.0};
}

/// @brief Networks of one activation, each with another set of layers at zero.
inline Grid zero_grid(Activation activation, Stepper stepper, const Params& params,
                      Progress& progress = silent()) {
    std::vector<Labeled<std::vector<std::size_t>>> starts;
    for (const auto& layers : zero_sets) {
        starts.push_back({name_of_set(layers), name_of_set(layers), layers});
    }
    return train_starts(
        starts, stepper, rates_with_zeros(activation, stepper), params,
        [&](const std::vector<std::size_t>& layers, Rng& rng) {
            return in_float(with_zeros(layers, params.map_width, activation, rng));
        },
        progress);
}

/// @brief What one activation reaches at its best rates: a panel. Column and row name the layers
///        at zero, 0 for none.
inline Panel zero_panel(const Grid& grid, const std::string& title) {
    constexpr double no_cell = std::numeric_limits<double>::quiet_NaN();
    Panel panel{.title = title, .cells = std::vector(3, std::vector<double>(4, no_cell))};
    for (std::size_t i = 0; i < zero_sets.size(); ++i) {
        const auto& layers = zero_sets[i];
        const std::size_t column = layers.empty() ? 0 : layers.back() + 1;
        const std::size_t row = layers.size() < 2 ? 0 : layers.front() + 1;
        panel.cells[row][column] =
            average(at_best_rate(grid, i, grid.axes.epochs.size() - 1));
    }
    return panel;
}

/// @brief Accuracy with no layer at zero, one, or two, for each activation: a map.
inline Result zero_layers(const Params& params, Progress& progress = silent()) {
    Result result;
    HeatMap map{.name = "zero_layers",
                .x_axis = {"zero layer"},
                .y_axis = {"second zero layer"},
                .cell_axis = {"accuracy on unseen digits"},
                .x = {0.0, 1.0, 2.0, 3.0},
                .y = {0.0, 1.0, 2.0},
                .tolerance = mean_of_runs};
    for (const Labeled<Activation>& f : map_activations()) {
        const Grid grid = zero_grid(f.item, Stepper::gradient_descent, params, progress);
        result.add(reached(grid, "zeros_" + f.name, mean_of_runs));
        record_grid(result, "zeros_" + f.name, grid);
        map.panels.push_back(zero_panel(grid, f.label));
    }
    result.map(map);
    return result;
}

}  // namespace winit::chapter13
