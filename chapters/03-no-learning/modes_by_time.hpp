/// @file modes_by_time.hpp
/// @brief Chapter 3: one random start, mode by mode, beside the theory of its own numbers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/03-no-learning/drawn_steps.hpp"
#include "chapters/03-no-learning/one_step.hpp"
#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/two_layers.hpp"
#include "chapters/support/result.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/theory/modes.hpp"

namespace winit::chapter03 {

/// @brief The measured strength of a mode, a dot at every fourth drawn step.
inline std::vector<double> dots_of(const std::vector<double>& strength, DrawnSteps drawn) {
    std::vector<double> dots;
    for (std::size_t step = 0; step <= drawn.last; step += drawn.stride) {
        const bool dot = step % (4 * drawn.stride) == 0;
        dots.push_back(dot ? strength[step] : std::numeric_limits<double>::quiet_NaN());
    }
    return dots;
}

/// @brief The strength of a mode by theory.
/// @param times  In steps x learning rate.
/// @param start  Its strength at time 0.
inline std::vector<double> theory_of(const std::vector<double>& times, double factor,
                                     double start) {
    std::vector<double> strength;
    for (const double time : times) {
        strength.push_back(mode_strength(time, factor, start));
    }
    return strength;
}

/// @brief Largest distance between a measured mode and its theory, over all drawn steps.
inline double distance_between(const std::vector<double>& strength,
                               const std::vector<double>& theory, std::size_t stride) {
    double distance = 0.0;
    for (std::size_t i = 0; i < theory.size(); ++i) {
        distance = std::max(distance, std::abs(strength[i * stride] - theory[i]));
    }
    return distance;
}

/// @brief Every mode while two layers learn, measured and by theory.
inline Result modes_by_time(const Params& params) {
    const auto steps = static_cast<std::size_t>(8.0 / params.learning_rate);
    const DrawnSteps drawn = drawn_steps(steps, 160);
    Rng rng(params.seed);
    const auto layers =
        random_layers(params.factors.size(), params.width, params.scale, rng);
    const History history =
        learn(layers, params.factors, params.learning_rate, steps, downhill);
    Chart chart{.name = "modes_by_time",
                .x_axis = {"time: steps x learning rate"},
                .y_axis = {"factor learned so far"},
                .x = times_of(drawn, params.learning_rate),
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    Result result;
    double distance = 0.0;
    for (std::size_t mode = 0; mode < params.factors.size(); ++mode) {
        const double factor = params.factors(mode);
        const double start = initial_strength(layers, mode);
        const auto strength = strength_of(history, mode);
        const auto theory = theory_of(chart.x, factor, start);
        const std::string label = "factor " + std::to_string(std::lround(factor));
        const int color = static_cast<int>(mode);
        chart.curves.push_back({label, dots_of(strength, drawn), Mark::points, color});
        chart.curves.push_back({"", theory, Mark::theory, color});
        distance =
            std::max(distance, distance_between(strength, theory, drawn.stride) / factor);
        const std::string number = std::to_string(mode + 1);
        result.value("half_" + number,
                     params.learning_rate * crossing(strength, 0.5 * factor),
                     "time until half is learned, " + label, {.relative = 1e-6});
        result.value("half_theory_" + number, half_rise_time(factor, start),
                     "the same by theory, " + label);
    }
    result.chart(chart);
    result.data("largest_distance", distance,
                "largest distance between dots and theory, as share of a factor",
                {.relative = 1e-4});
    return result;
}

}  // namespace winit::chapter03
