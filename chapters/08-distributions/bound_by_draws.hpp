/// @file bound_by_draws.hpp
/// @brief Chapter 8: the largest weight of many draws.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "chapters/08-distributions/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter08 {

/// @brief The largest of `draws` weights of units with `fan_in` inputs, by the heuristic.
// [begin largest_weight]
inline double largest_weight(std::size_t fan_in, std::size_t draws, Rng rng) {
    const double bound = heuristic_bound(fan_in);
    double largest = 0.0;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        largest = std::max(largest, std::abs(bound * (2.0 * rng.uniform() - 1.0)));
    }
    return largest;
}
// [end largest_weight]

/// @brief Draw more, with the fan-in fixed and with the slide's one number.
inline Result bound_by_draws(const Params& params) {
    Result result;
    Chart chart{.name = "bound_by_draws",
                .x_axis = {"weights drawn", Scale::log},
                .y_axis = {"largest weight", Scale::log}};
    Curve fixed{.label = "fan-in fixed", .mark = Mark::points};
    Curve fixed_theory{.label = "", .mark = Mark::theory};
    Curve slide{.label = "slide: one number for both", .mark = Mark::points};
    Curve slide_theory{.label = "", .mark = Mark::theory};
    std::uint64_t stream = 200;
    const double last = std::log10(static_cast<double>(params.most_draws));
    for (int step = 0; 1.0 + 0.25 * step < last + 1e-9; ++step) {
        const auto draws =
            static_cast<std::size_t>(std::round(std::pow(10.0, 1.0 + 0.25 * step)));
        const double count = static_cast<double>(draws);
        const double reached = count / (count + 1.0);
        const Rng rng = Rng(params.seed).stream(stream++);
        chart.x.push_back(count);
        fixed.y.push_back(largest_weight(params.fan_in, draws, rng));
        fixed_theory.y.push_back(heuristic_bound(params.fan_in) * reached);
        slide.y.push_back(largest_weight(draws, draws, rng));
        slide_theory.y.push_back(heuristic_bound(draws) * reached);
    }
    result.value("bound", heuristic_bound(params.fan_in),
                 "bound of the heuristic for this fan-in");
    result.value("largest_fixed", fixed.y.back(),
                 "largest of the most weights, fan-in fixed");
    result.value("largest_slide", slide.y.back(),
                 "largest of the most weights, one number for both");
    chart.curves = {fixed, fixed_theory, slide, slide_theory};
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter08
