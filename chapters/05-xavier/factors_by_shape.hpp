/// @file factors_by_shape.hpp
/// @brief Chapter 5: both factors over the shape of the layer.
#pragma once

#include <algorithm>
#include <cstddef>

#include "chapters/05-xavier/layer_factors.hpp"
#include "chapters/05-xavier/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"

namespace winit::chapter05 {

/// @brief A layer whose larger side has `large` units.
/// @param ratio  Inputs over outputs.
inline Fans shape_of(double ratio, std::size_t large) {
    const auto scaled = [large](double fraction) {
        return static_cast<std::size_t>(
            std::max(1.0, fraction * static_cast<double>(large)));
    };
    return {.fan_in = scaled(std::min(1.0, ratio)),
            .fan_out = scaled(std::min(1.0, 1.0 / ratio))};
}

/// @brief Forward and backward factor over the shape of the layer.
inline Result factors_by_shape(const Params& params) {
    Chart chart{.name = "factors_by_shape",
                .x_axis = {"inputs / outputs of the layer", Scale::log},
                .y_axis = {"factor on the mean square", Scale::log},
                .x = {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0},
                .tolerance = {.relative = 1e-6}};
    Curve forward{.label = "signal, Xavier", .mark = Mark::points, .color = 0};
    Curve backward{.label = "gradient, Xavier", .mark = Mark::points, .color = 2};
    Curve slide_forward{.label = "signal, heuristic", .mark = Mark::points, .color = 1};
    Curve forward_theory{.label = "", .mark = Mark::theory, .color = 0};
    Curve backward_theory{.label = "", .mark = Mark::theory, .color = 2};
    Curve slide_theory{.label = "", .mark = Mark::theory, .color = 1};
    for (const double ratio : chart.x) {
        const Fans fans = shape_of(ratio, params.layer_units);
        const auto factors = [&](const Initializer& initializer) {
            return mean_factors(initializer, fans, params.layer_draws, params.seed,
                                params.threads);
        };
        const Factors xavier = factors(glorot_uniform<double>);
        forward.y.push_back(xavier.forward);
        backward.y.push_back(xavier.backward);
        slide_forward.y.push_back(factors(heuristic_uniform<double>).forward);
        forward_theory.y.push_back(2.0 * ratio / (1.0 + ratio));
        backward_theory.y.push_back(2.0 / (1.0 + ratio));
        slide_theory.y.push_back(1.0 / 3.0);
    }
    Result result;
    result.value("factor_forward_wide", forward.y.front(),
                 "factor on the signal, Xavier, eight outputs per input");
    result.value("factor_backward_wide", backward.y.front(),
                 "factor on the gradient, Xavier, eight outputs per input");
    chart.curves = {forward,         forward_theory, backward,
                    backward_theory, slide_forward,  slide_theory};
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter05
