/// @file own_axes.hpp
/// @brief Chapter 8: the slide's panels, each with an axis of its own.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chapters/08-distributions/histograms.hpp"
#include "chapters/08-distributions/params.hpp"
#include "chapters/08-distributions/schemes.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/statistics/histogram.hpp"

namespace winit::chapter08 {

/// @brief The slide's three random panels, with the slide's numbers.
inline std::vector<Scheme> panels(const Params& params) {
    const double bound = heuristic_bound(params.slide_size);
    return {
        uniform_scheme("random", "random", slides::random<double>, 1.0),
        uniform_scheme("xavier", "Xavier", slides::xavier<double>, bound),
        uniform_scheme("he", "He", slides::he<double>, std::sqrt(2.0) * bound),
    };
}

/// @brief The weights of one panel: as many as the fan-in, because the slide has one number.
inline std::vector<double> panel_weights(const Scheme& scheme, const Params& params,
                                         Rng rng) {
    return entries(scheme.draw({.fan_in = params.slide_size, .fan_out = 1}, rng));
}

/// @brief What a bin holds on average, and how far it strays from that.
struct ExpectedBin {
    double draws;  ///< Expected draws (count).
    double noise;  ///< Their standard deviation.
};

inline ExpectedBin expected_bin(const Params& params) {
    const double draws = static_cast<double>(params.slide_size);
    return {.draws = draws / static_cast<double>(params.bins),
            .noise = bin_noise(1.0 / static_cast<double>(params.bins), params.slide_size)};
}

/// @brief The level that every bin should reach, within two standard deviations.
inline Curve expected_level(const Params& params) {
    const auto [expected, noise] = expected_bin(params);
    return {.label = "expected",
            .y = std::vector<double>(params.bins, expected),
            .mark = Mark::reference,
            .lower = std::vector<double>(params.bins, expected - 2 * noise),
            .upper = std::vector<double>(params.bins, expected + 2 * noise)};
}

/// @brief Largest difference between two panels' counts where both use the same random numbers.
inline std::size_t same_draws_difference(const Params& params) {
    const Rng root(params.seed);
    const auto counts = [&](const Scheme& panel) {
        return own_axis(panel_weights(panel, params, root), params.bins).counts;
    };
    const auto first = counts(panels(params).front());
    std::size_t largest = 0;
    for (const Scheme& panel : panels(params)) {
        const auto same = counts(panel);
        for (std::size_t bin = 0; bin < params.bins; ++bin) {
            const auto [low, high] = std::minmax(same[bin], first[bin]);
            largest = std::max(largest, high - low);
        }
    }
    return largest;
}

/// @brief What the text says of one panel.
inline Result panel_facts(const Scheme& panel, const std::vector<double>& weights,
                          const Params& params) {
    Result result;
    result.value("panel_stddev_" + panel.name, panel.stddev,
                 "standard deviation of the slide's weights, " + panel.label);
    result.data("panel_height_" + panel.name, panel.density(0.0),
                "density of the slide's weights, " + panel.label);
    const Histogram bars = histogram(weights, -panel.support, panel.support, params.bins);
    result.value(
        "panel_inside_" + panel.name, static_cast<double>(bins_in_band(bars, panel.cdf)),
        "bins within two standard deviations of the expected count, " + panel.label, exact);
    return result;
}

/// @brief Every panel on an axis of its own: all look alike.
inline Result own_axes(const Params& params) {
    Result result;
    const auto [expected, noise] = expected_bin(params);
    result.value("bin_expected", expected, "expected draws per bin");
    result.value("bin_noise", noise, "standard deviation of the draws in a bin");
    result.value("bin_band", 2.0 * noise / expected, "two of them as a share of the bar");
    Chart chart{.name = "own_axes",
                .x_axis = {"bin of the panel"},
                .y_axis = {"draws in the bin"},
                .x = counting(1, params.bins),
                .curves = {expected_level(params)},
                .tolerance = exact};
    std::uint64_t stream = 0;
    const std::string clouds = "BCA";  // the reader is to guess which panel is which
    for (const Scheme& panel : panels(params)) {
        const auto weights =
            panel_weights(panel, params, Rng(params.seed).stream(stream++));
        const Histogram shown = own_axis(weights, params.bins);
        chart.curves.push_back({.label = std::string(1, clouds[stream - 1]),
                                .y = {shown.counts.begin(), shown.counts.end()},
                                .mark = Mark::points});
        result.add(panel_facts(panel, weights, params));
    }
    result.value("same_draws_difference",
                 static_cast<double>(same_draws_difference(params)),
                 "largest difference between the counts of two panels that use the same "
                 "random numbers",
                 exact);
    result.value("panel_ratio",
                 result["panel_stddev_random"] / result["panel_stddev_xavier"],
                 "widest panel over narrowest, in standard deviations");
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter08
