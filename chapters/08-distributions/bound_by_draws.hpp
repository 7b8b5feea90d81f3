/// @file bound_by_draws.hpp
/// @brief Chapter 8: the largest weight of many draws.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

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

/// @brief Draw many, with the fan-in fixed and with the slide's one number.
inline Result bound_by_draws(const Params& params) {
    Result result;
    const Rng root(params.seed);
    result.value("bound", heuristic_bound(params.fan_in),
                 "bound of the heuristic for this fan-in");
    result.value("largest_fixed",
                 largest_weight(params.fan_in, params.most_draws, root.stream(200)),
                 "largest of the most weights, fan-in fixed");
    result.value("largest_slide",
                 largest_weight(params.most_draws, params.most_draws, root.stream(201)),
                 "largest of the most weights, one number for both");
    return result;
}

}  // namespace winit::chapter08
