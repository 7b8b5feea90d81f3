/// @file one_axis.hpp
/// @brief Chapter 8: all schemes on one axis, with their densities over the bars.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "chapters/08-distributions/histograms.hpp"
#include "chapters/08-distributions/params.hpp"
#include "chapters/08-distributions/schemes.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/statistics/chi_square.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter08 {

/// @brief The bars of a sample with the density that they should follow.
/// @param x  Two corners of each bar, so that it is drawn as a bar.
inline Curve bars_with_density(const Scheme& scheme, const std::vector<double>& weights,
                               const std::vector<double>& x, const Params& params) {
    Curve curve{.label = scheme.label, .mark = Mark::theory};
    const Histogram bars =
        histogram(weights, -params.axis_end, params.axis_end, params.axis_bins);
    for (const double height : bin_densities(bars)) {
        curve.lower.insert(curve.lower.end(), {0.0, 0.0});
        curve.upper.insert(curve.upper.end(), {height, height});
    }
    for (const double weight : x) {
        curve.y.push_back(std::abs(weight) < scheme.support + 1e-9
                              ? scheme.density(weight * (1.0 - 1e-9))
                              : std::numeric_limits<double>::quiet_NaN());
    }
    return curve;
}

/// @brief How well a sample fits the distribution that it is named for.
inline Result fit(const Scheme& scheme, const std::vector<double>& weights,
                  const Params& params) {
    Result result;
    result.data("stddev_" + scheme.name, scheme.stddev,
                "standard deviation of one weight, by theory, " + scheme.label);
    result.data("ks_" + scheme.name, ks_distance(weights, scheme.cdf),
                "Kolmogorov-Smirnov distance to its density, " + scheme.label);
    result.data("chi_square_" + scheme.name, equal_cells(weights, scheme.cdf, params.cells),
                "chi-square over equally likely cells, " + scheme.label);
    const double end = scheme.support * 2.0;
    result.data("area_" + scheme.name,
                area(histogram(weights, -end, end, params.axis_bins)),
                "area under the bars, " + scheme.label);
    return result;
}

/// @brief More than three bars on one place cannot be told apart.
inline bool is_drawn(const Scheme& scheme) {
    return scheme.name == "xavier" || scheme.name == "glorot" || scheme.name == "he_normal";
}

/// @brief Three schemes on one axis, and how well each of all fits.
inline Result one_axis(const Params& params) {
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const double width = 2.0 * params.axis_end / static_cast<double>(params.axis_bins);
    Chart chart{.name = "one_axis",
                .x_axis = {"weight"},
                .y_axis = {"density"},
                .tolerance = {.relative = 1e-9, .absolute = 1e-9}};
    for (std::size_t bin = 0; bin < params.axis_bins; ++bin) {
        const double left = -params.axis_end + width * static_cast<double>(bin);
        chart.x.insert(chart.x.end(), {left, left + width});
    }
    Result result;
    std::uint64_t stream = 0;
    for (const Scheme& scheme : schemes(fans)) {
        Rng rng = Rng(params.seed).stream(stream++);
        const auto weights = entries(scheme.draw(fans, rng));
        if (is_drawn(scheme)) {
            chart.curves.push_back(bars_with_density(scheme, weights, chart.x, params));
            chart.curves.back().color = static_cast<int>(chart.curves.size()) - 1;
        }
        result.add(fit(scheme, weights, params));
    }
    result.value("ks_limit", ks_limit(params.fan_in * params.fan_out, params.false_alarm),
                 "what the distance may be");
    result.data("chi_square_limit", chi_square_limit(params.cells - 1, params.false_alarm),
                "what chi-square may be");
    result.chart(chart);
    return result;
}

/// @brief The slide's weights against the distributions that they are named for.
inline Result slide_against_paper(const Params& params) {
    Result result;
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const auto all = schemes(fans);
    Rng rng(params.seed);
    const auto xavier = entries(all[0].draw(fans, rng));
    const auto he = entries(all[1].draw(fans, rng));
    result.value("ks_xavier_for_glorot", ks_distance(xavier, all[2].cdf),
                 "distance of the slide's Xavier weights to Glorot's density");
    result.value("ks_he_for_he", ks_distance(he, all[3].cdf),
                 "distance of the slide's He weights to He's uniform density");
    return result;
}

}  // namespace winit::chapter08
