/// @file random_products.hpp
/// @brief Chapter 4: products of random matrices: what is typical, and what is average.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/walks.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter04 {

/// @brief Lengths of all walks after the same number of factors.
struct Lengths {
    double log_mean = 0.0;    ///< Mean of their logarithms.
    double log_spread = 0.0;  ///< Standard deviation of their logarithms.
    double root_mean_square = 0.0;
    double longest = 0.0;        ///< Logarithm of the longest.
    double longest_share = 0.0;  ///< Its share of the sum of squares.
};

/// @param logarithms  logarithms[walk][factor].
inline Lengths lengths_after(std::size_t factor,
                             const std::vector<std::vector<double>>& logarithms) {
    const auto count = static_cast<double>(logarithms.size());
    double sum = 0.0;
    double squares = 0.0;
    double lengths = 0.0;
    double longest = logarithms.front()[factor];
    for (const auto& walk : logarithms) {
        sum += walk[factor];
        squares += walk[factor] * walk[factor];
        lengths += std::exp(2.0 * walk[factor]);
        longest = std::max(longest, walk[factor]);
    }
    const double mean = sum / count;
    return {.log_mean = mean,
            .log_spread = std::sqrt(std::max(0.0, squares / count - mean * mean)),
            .root_mean_square = std::sqrt(lengths / count),
            .longest = longest,
            .longest_share = std::exp(2.0 * longest) / lengths};
}

/// @brief The figure: typical and root mean square lengths over the factors, with their theory.
inline Chart walk_chart(const std::vector<std::vector<double>>& logarithms,
                        const Params& params) {
    Chart chart{.name = "walks",
                .x_axis = {"random factors"},
                .y_axis = {"length of the vector", Scale::log},
                .x = counting(0, params.factors + 1),
                .tolerance = {.relative = 1e-6}};
    Curve typical{.label = "typical", .color = 0};
    Curve typical_theory{.label = "", .mark = Mark::theory, .color = 0};
    Curve average{.label = "root mean square", .color = 1};
    Curve average_theory{.label = "its expectation", .mark = Mark::theory, .color = 1};
    for (std::size_t factor = 0; factor <= params.factors; ++factor) {
        const Lengths lengths = lengths_after(factor, logarithms);
        const auto step = static_cast<double>(factor);
        typical.y.push_back(std::exp(lengths.log_mean));
        typical.lower.push_back(std::exp(lengths.log_mean - lengths.log_spread));
        typical.upper.push_back(std::exp(lengths.log_mean + lengths.log_spread));
        typical_theory.y.push_back(std::exp(step * log_growth(params.size)));
        average.y.push_back(lengths.root_mean_square);
        average_theory.y.push_back(std::pow(static_cast<double>(params.size), 0.5 * step));
    }
    chart.curves = {typical, typical_theory, average, average_theory};
    return chart;
}

/// @brief Many products of random matrices.
inline Result random_products(const Params& params) {
    const auto all = walks(params);
    const Chart chart = walk_chart(all, params);
    const Lengths end = lengths_after(params.factors, all);
    const auto steps = static_cast<double>(params.factors);
    const Tolerance near{.relative = 1e-6};
    Result result;
    result.value("log_mean", end.log_mean, "mean of the logarithm of the length at the end",
                 near);
    result.value("log_mean_theory", steps * log_growth(params.size), "the same by theory",
                 near);
    result.value("log_spread", end.log_spread, "standard deviation of that logarithm",
                 near);
    result.value("log_spread_theory", std::sqrt(steps * log_growth_variance(params.size)),
                 "the same by theory", near);
    result.value("drift", log_growth(params.size),
                 "mean logarithm of one factor, by theory", near);
    result.data("drift_average", 0.5 * std::log(static_cast<double>(params.size)),
                "logarithm of one factor's root mean square, by theory", near);
    result.value("typical_length", chart.curves[0].y.back(), "typical length at the end",
                 near);
    result.value("average_length", chart.curves[2].y.back(),
                 "root mean square length, measured", near);
    result.value("average_theory", chart.curves[3].y.back(),
                 "root mean square length, expected", near);
    result.data("longest", std::exp(end.longest), "longest of all walks", near);
    result.value("longest_share", end.longest_share, "its share of the sum of squares",
                 near);
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter04
