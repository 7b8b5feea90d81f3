/// @file output_density.hpp
/// @brief Chapter 7: the density of an output, scheme by scheme.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/support/result.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/statistics/histogram.hpp"

namespace winit::chapter07 {

/// @brief A curve between points that ascend, straight from one to the next.
inline double interpolated(const std::vector<double>& x, const std::vector<double>& y,
                           double at) {
    const auto right = std::upper_bound(x.begin(), x.end(), at);
    const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
        right - x.begin(), 1, static_cast<std::ptrdiff_t>(x.size()) - 1));
    const double share = (at - x[i - 1]) / (x[i] - x[i - 1]);
    return y[i - 1] + share * (y[i] - y[i - 1]);
}

/// @brief A density between its points.
struct Density {
    const std::vector<double>& at;      ///< Ascending.
    const std::vector<double>& height;  ///< One per point.
};

/// @brief One density above its own foot, and ticks from the foot up to it.
/// @param x        Points of the chart; two at each tick.
/// @param density  Its highest point is drawn 0.85 above the foot.
/// @param tick     Where the ticks stand, on both sides of 0.
/// @param row      Number of the ridge, from 0 at the bottom: its foot and its color.
inline std::pair<Curve, Curve> ridge_with_ticks(const std::vector<double>& x,
                                                const Density& density, double tick,
                                                std::size_t row) {
    const double peak = *std::max_element(density.height.begin(), density.height.end());
    const double foot = static_cast<double>(row + 1);
    Curve ridge{.label = "", .color = static_cast<int>(row)};
    Curve ticks{.label = "", .mark = Mark::theory, .color = static_cast<int>(row)};
    bool upright = false;  // a tick goes up from the foot to the curve
    for (const double point : x) {
        ridge.y.push_back(foot +
                          0.85 * interpolated(density.at, density.height, point) / peak);
        const bool at_tick = std::abs(point) == tick;
        ticks.y.push_back(!at_tick  ? std::numeric_limits<double>::quiet_NaN()
                          : upright ? ridge.y.back()
                                    : foot);
        upright = at_tick && !upright;
    }
    return {ridge, ticks};
}

/// @brief Density of an output per scheme, with ticks at plus and minus the theory.
///
/// A tick takes two points at one x.
inline Result output_density(const std::vector<Draws>& draws, const Params& params) {
    constexpr double reach = 3.0;
    constexpr std::size_t bins = 121;
    const auto all = schemes();
    const std::vector<double> centers =
        bin_centers({-reach, reach, std::vector<std::size_t>(bins)});
    Chart chart{.name = "output_density",
                .x_axis = {"one output of the network"},
                .y_axis = {"", Scale::linear, std::vector<double>{}},
                .x = centers,
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    for (const Scheme& scheme : all) {
        const double stddev = output_stddev(scheme, params);
        if (stddev < centers.back()) {
            chart.x.insert(chart.x.end(), {-stddev, -stddev, stddev, stddev});
        }
    }
    std::sort(chart.x.begin(), chart.x.end());
    for (std::size_t s = 0; s < all.size(); ++s) {
        const auto density =
            bin_densities(histogram(draws[s].first_output, -reach, reach, bins));
        const auto [ridge, ticks] =
            ridge_with_ticks(chart.x, {centers, density}, output_stddev(all[s], params), s);
        chart.curves.push_back(ridge);
        chart.curves.back().label = all[s].label;
        chart.curves.push_back(ticks);
    }
    Result result;
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter07
