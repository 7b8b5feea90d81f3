/// @file forget_gate.hpp
/// @brief Chapter 11: what the bias of the forget gate leaves before training.
#pragma once

#include <algorithm>
#include <string>

#include "chapters/11-sequences/cell.hpp"
#include "chapters/11-sequences/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter11 {

/// @brief The values of one forget bias before training.
/// @param bias  As it stands in their names.
inline Result cell_values(const std::string& bias, const Curve& theory,
                          const Curve& measured) {
    Result result;
    result.data("cell_left_" + bias, theory.y[cell_steps],
                "share of the cell left after some steps, by formula, forget bias " + bias);
    result.value("cell_measured_" + bias, measured.y[cell_steps],
                 "the same in random networks, median", {.relative = 1e-3});
    return result;
}

/// @brief What every forget bias leaves of the cell before training.
inline Result cell_by_bias(const Params& params) {
    Result result;
    Chart before{.name = "cell_by_distance",
                 .x_axis = {"steps back"},
                 .y_axis = {"share of the cell that is left", Scale::log},
                 .x = counting(0, cell_distance + 1),
                 .tolerance = {.relative = 1e-3}};
    double farthest = 1.0;
    for (const double bias : cell_biases) {
        const std::string digit = std::to_string(static_cast<int>(bias));
        const Curve measured = cell_measured(bias, "bias " + digit, params);
        const Curve theory = cell_theory(bias);
        farthest = std::max(farthest, largest_ratio(measured.y, theory.y));
        before.curves.push_back(measured);
        before.curves.push_back(theory);
        result.add(cell_values(digit, theory, measured));
    }
    result.value("cell_distance", cell_distance, "steps back, cells", exact);
    result.value("cell_farthest", farthest,
                 "largest ratio of the two, any bias and distance", {.relative = 1e-3});
    result.chart(before);
    return result;
}

}  // namespace winit::chapter11
