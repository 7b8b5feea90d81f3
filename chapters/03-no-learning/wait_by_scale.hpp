/// @file wait_by_scale.hpp
/// @brief Chapter 3: how long two linear layers wait, by the scale of their start.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/03-no-learning/one_step.hpp"
#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/scales.hpp"
#include "chapters/03-no-learning/two_layers.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/bands.hpp"
#include "snippets/theory/modes.hpp"

namespace winit::chapter03 {

/// @brief Time until each mode is half learned, for one random start.
/// @return  One time per mode, in units of steps x learning rate.
inline std::vector<double> waits(double scale, const Params& params, Rng rng) {
    const std::size_t modes = params.factors.size();
    const auto layers = random_layers(modes, params.width, scale, rng);
    const double slowest = xt::amin(params.factors)();
    const double enough =
        2.0 + 2.0 * half_rise_time(slowest, 0.4 * std::min(1.0, scale * scale) * slowest);
    const auto steps = static_cast<std::size_t>(enough / params.learning_rate);
    const History history =
        learn(layers, params.factors, params.learning_rate, steps, downhill);
    std::vector<double> times;
    for (std::size_t mode = 0; mode < modes; ++mode) {
        times.push_back(params.learning_rate *
                        crossing(strength_of(history, mode), 0.5 * params.factors(mode)));
    }
    return times;
}

/// @brief The waits of many starts: [mode][run][decade], from the largest scale down.
inline std::vector<std::vector<std::vector<double>>> waits_by_scale(const Params& params) {
    const auto scales = decades_down(params.decades);
    const auto runs =
        repeat({params.seeds, params.seed, params.threads}, [&](const Rng& rng) {
            std::vector<std::vector<double>> by_decade;
            for (const double scale : scales) {
                by_decade.push_back(waits(scale, params, rng));
            }
            return transposed(by_decade);
        });
    std::vector<std::vector<std::vector<double>>> by_mode(params.factors.size());
    for (const auto& run : runs) {
        for (std::size_t mode = 0; mode < run.size(); ++mode) {
            by_mode[mode].push_back(run[mode]);
        }
    }
    return by_mode;
}

/// @brief The wait of one mode by theory, at each scale.
inline std::vector<double> waits_by_theory(const std::vector<double>& scales, double factor,
                                           std::size_t width) {
    const auto n = static_cast<double>(width);
    std::vector<double> times;
    for (const double scale : scales) {
        times.push_back(half_rise_time(factor, 0.5 * n * scale * scale));
    }
    return times;
}

/// @brief What a decade of scale costs one mode, measured and by theory.
/// @param mode  Counted from 0.
/// @param wait  Measured, from the largest scale down.
inline Result decade_costs(std::size_t mode, const std::vector<double>& wait,
                           const std::string& label, const Params& params) {
    const double factor = params.factors(mode);
    const std::string number = std::to_string(mode + 1);
    Result result;
    result.value("slope_" + number, slope_per_decade(wait),
                 "wait per decade of scale, measured, " + label, {.relative = 1e-5});
    result.value("slope_theory_" + number, std::log(10.0) / factor,
                 "wait per decade of scale, short steps, " + label);
    result.data("slope_steps_" + number,
                std::log(10.0) / growth_rate(factor, params.learning_rate),
                "wait per decade of scale, steps of this length, " + label);
    return result;
}

/// @brief The wait of every mode over the scale of the start.
inline Result wait_by_scale(const Params& params) {
    const auto times = waits_by_scale(params);
    Chart chart{.name = "wait_by_scale",
                .x_axis = {"scale of the weights at the start", Scale::log},
                .y_axis = {"time until half is learned"},
                .x = decades_down(params.decades),
                .tolerance = {.relative = 1e-6}};
    Result result;
    for (std::size_t mode = 0; mode < params.factors.size(); ++mode) {
        const double factor = params.factors(mode);
        const std::string label = "factor " + std::to_string(std::lround(factor));
        const int color = static_cast<int>(mode);
        const auto median = band(times[mode], 0.0, 1.0).median;
        const auto theory = waits_by_theory(chart.x, factor, params.width);
        chart.curves.push_back({label, median, Mark::points, color});
        chart.curves.push_back({"", theory, Mark::theory, color});
        result.add(decade_costs(mode, median, label, params));
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter03
