/// @file histograms.hpp
/// @brief Chapter 8: what can be read from a histogram.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/08-distributions/schemes.hpp"
#include "snippets/statistics/chi_square.hpp"
#include "snippets/statistics/histogram.hpp"

namespace winit::chapter08 {

/// @brief A histogram whose last edge belongs to the last bin, as in matplotlib.
inline Histogram closed_histogram(const std::vector<double>& sample, double low,
                                  double high, std::size_t bins) {
    Histogram result = histogram(sample, low, high, bins);
    const auto at_edge =
        static_cast<std::size_t>(std::count(sample.begin(), sample.end(), high));
    result.counts.back() += at_edge;
    result.above -= at_edge;
    return result;
}

/// @brief The slide's panel: the axis reaches from the smallest weight to the largest.
// [begin own_axis]
inline Histogram own_axis(const std::vector<double>& weights, std::size_t bins) {
    const auto [smallest, largest] = std::ranges::minmax(weights);
    return closed_histogram(weights, smallest, largest, bins);
}
// [end own_axis]

/// @brief How far the counts lie from what the claimed distribution expects.
///
/// The claimed distribution function turns the weights into numbers that should be uniform on
/// [0, 1]. Cells of equal width there are cells of equal probability here.
inline double equal_cells(const std::vector<double>& weights, const Curve1d& cdf,
                          std::size_t cells) {
    std::vector<double> ranks;
    for (const double weight : weights) {
        ranks.push_back(cdf(weight));
    }
    const double likely = 1.0 / static_cast<double>(cells);
    return chi_square(closed_histogram(ranks, 0.0, 1.0, cells).counts,
                      std::vector<double>(cells, likely));
}

/// @brief How many bins lie within two standard deviations of their expected count?
inline std::size_t bins_in_band(const Histogram& histogram, const Curve1d& cdf,
                                double width = 2.0) {
    std::size_t draws = histogram.below + histogram.above;
    for (const std::size_t count : histogram.counts) {
        draws += count;
    }
    const double bin =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    std::size_t inside = 0;
    double edge = histogram.low;
    for (const std::size_t count : histogram.counts) {
        const double probability = cdf(edge + bin) - cdf(edge);
        const double expected = static_cast<double>(draws) * probability;
        const double distance = std::abs(static_cast<double>(count) - expected);
        inside += distance <= width * bin_noise(probability, draws) ? 1 : 0;
        edge += bin;
    }
    return inside;
}

/// @brief Area under the bars of a histogram, drawn as a density.
// [begin area]
inline double area(const Histogram& histogram) {
    const double width =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    double sum = 0.0;
    for (const double height : bin_densities(histogram)) {
        sum += height * width;
    }
    return sum;
}
// [end area]

}  // namespace winit::chapter08
