/// @file gradient_front.hpp
/// @brief Chapter 1: how the gradient reaches one layer after the other, from the last to the first.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter01 {

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

/// @brief When each layer of the sigmoid network gets its first gradient, beside the tanh network.
/// @param sigmoid  Trained from zeros.
/// @param tanh     Trained from zeros.
inline Result gradient_front(const Training& sigmoid, const Training& tanh,
                             const Params& params) {
    Result result;
    const auto moves = first_moves(sigmoid);
    const auto sizes = first_sizes(sigmoid);
    for (std::size_t layer = 0; layer < moves.size(); ++layer) {
        const std::string number = std::to_string(layer + 1);
        result.data(
            "first_move_" + number, moves[layer],
            "first step with a gradient, layer " + number + " of the sigmoid network",
            exact);
        result.value("first_size_" + number, sizes[layer], "its largest entry then",
                     {.relative = 1e-6});
    }
    result.map({.name = "gradient_front",
                .x_axis = {"step"},
                .y_axis = {"layer"},
                .cell_axis = {"log10 gradient"},
                .x = counting(0, std::min(params.front_steps, params.steps)),
                .y = counting(1, params.depth),
                .panels = {gradient_panel(sigmoid, "sigmoid", params.front_steps),
                           gradient_panel(tanh, "tanh", params.front_steps)}});
    return result;
}

}  // namespace winit::chapter01
