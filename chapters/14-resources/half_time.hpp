/// @file half_time.hpp
/// @brief Chapter 14: how long two linear layers wait before they learn (Saxe, McClelland and Ganguli, 2014).
#pragma once

#include <cmath>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/result.hpp"
#include "snippets/theory/modes.hpp"

namespace winit::chapter14 {

/// @brief Time until two layers of one weight each have learned half of a factor.
// [begin time_to_half]
inline double time_to_half(double target, double start, double learning_rate) {
    double first = std::sqrt(start);
    double second = first;
    double time = 0.0;
    while (first * second < 0.5 * target) {
        const double missing = target - first * second;
        const double step = learning_rate * missing * second;
        second += learning_rate * missing * first;
        first += step;
        time += learning_rate;
    }
    return time;
}
// [end time_to_half]

/// @brief Time until half of one mode is learned, beside its closed form.
inline Result half_times(const Params& params) {
    Result result = parameter_value(params, "mode_start");
    result.value("half_time",
                 time_to_half(params.target, params.start, params.learning_rate),
                 "time until half is learned, by gradient descent", {1e-6});
    result.value("half_time_theory", half_rise_time(params.target, params.start),
                 "the same by the closed form");
    return result;
}

}  // namespace winit::chapter14
