/// @file exercises.hpp
/// @brief Chapter 8: answers to the exercises.
#pragma once

#include "chapters/08-distributions/params.hpp"
#include "chapters/08-distributions/solutions.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"

namespace winit::chapter08 {

/// @brief Answers to the exercises, so that the prose can name them.
inline Result exercises(const Params& params) {
    Result result;
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const double ratio = heuristic_bound(params.fan_in) / glorot_bound(fans);
    // For bounds that are nearly the same, draws_by_ks() would count up for ever.
    if (ratio < 0.999) {
        result.value("separate_by_largest",
                     static_cast<double>(draws_by_largest(ratio, params.false_alarm)),
                     "draws that separate Glorot from the heuristic by the largest weight",
                     exact);
        result.value(
            "separate_by_ks",
            static_cast<double>(draws_by_ks(0.5 * (1.0 - ratio), params.false_alarm)),
            "draws that separate them by the Kolmogorov-Smirnov distance", exact);
    }
    result.value("steady_draws", static_cast<double>(draws_for_band(params.bins, 0.05)),
                 "draws for a band of one twentieth of the bar", exact);
    return result;
}

}  // namespace winit::chapter08
