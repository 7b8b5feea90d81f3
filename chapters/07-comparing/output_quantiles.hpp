/// @file output_quantiles.hpp
/// @brief Chapter 7: how the outputs of single networks scatter, scheme by scheme.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter07 {

/// @brief Output sizes of the networks of one scheme, from the smallest to the largest.
/// @param places  Shares of the networks, from 0 to 1.
inline std::vector<double> sizes_in_order(std::vector<double> mean_squares,
                                          const std::vector<double>& places) {
    std::sort(mean_squares.begin(), mean_squares.end());
    std::vector<double> sizes;
    for (const double place : places) {
        const double last = static_cast<double>(mean_squares.size() - 1);
        sizes.push_back(
            std::sqrt(mean_squares[static_cast<std::size_t>(std::round(place * last))]));
    }
    return sizes;
}

/// @brief Output sizes of single networks in their order, with the root mean square by theory.
inline Result output_quantiles(const std::vector<Draws>& draws, const Params& params) {
    Chart chart{.name = "output_quantiles",
                .x_axis = {"share of the networks with smaller outputs"},
                .y_axis = {"root mean square of one network's outputs", Scale::log}};
    for (int step = 1; step < 50; ++step) {
        chart.x.push_back(0.02 * step);
    }
    Result result;
    const auto all = schemes();
    for (std::size_t s = 0; s < all.size(); ++s) {
        const int color = static_cast<int>(s);
        chart.curves.push_back({.label = all[s].label,
                                .y = sizes_in_order(draws[s].output, chart.x),
                                .color = color});
        chart.curves.push_back(
            {.label = "",
             .y = std::vector<double>(chart.x.size(), output_stddev(all[s], params)),
             .mark = Mark::theory,
             .color = color});
    }
    const auto ends = sizes_in_order(draws.front().output, {0.1, 0.9});
    result.value(
        "scatter", ends[1] / ends[0],
        "output size that nine tenths of the networks stay below, over the one that "
        "one tenth does");
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter07
