/// @file histogram.hpp
/// @brief Counting numbers into bins, and how far a count may stray.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Counts in bins of equal width.
struct Histogram {
    double low;   ///< Left edge of the first bin.
    double high;  ///< Right edge of the last bin.
    std::vector<std::size_t>
        counts;             ///< Draws per bin; an edge belongs to the bin on its right.
    std::size_t below = 0;  ///< Draws left of the first bin.
    std::size_t above = 0;  ///< Draws at or right of the last edge.
};

/// @brief Count a sample into bins.
/// @param sample  Any list of numbers, none of them NaN.
/// @param low     Left edge of the first bin, finite.
/// @param high    Right edge of the last bin, finite, above `low`.
/// @param bins    Number of bins (count, at least 1).
/// @return        Counts that sum to the size of the sample, outliers included.
/// @throws std::invalid_argument if there is no bin, the edges are not in order, or a draw is NaN.
template <class Sample>
Histogram histogram(const Sample& sample, double low, double high, std::size_t bins) {
    require(bins > 0, "histogram: bins must be at least 1");
    require(std::isfinite(low) && std::isfinite(high) && low < high,
            "histogram: low must be below high", low);
    Histogram result{.low = low, .high = high, .counts = std::vector<std::size_t>(bins)};
    for (const auto entry : sample) {
        const auto draw = static_cast<double>(entry);
        require(!std::isnan(draw), "histogram: sample must hold numbers only");
        const double bin = (draw - low) / (high - low) * static_cast<double>(bins);
        if (bin < 0.0) {
            ++result.below;
        } else if (bin >= static_cast<double>(bins)) {
            ++result.above;
        } else {
            ++result.counts[static_cast<std::size_t>(bin)];
        }
    }
    return result;
}

/// @brief Middle of every bin: where to draw it.
/// @param histogram  Any histogram.
/// @return           One position per bin, in the unit of the sample.
inline std::vector<double> bin_centers(const Histogram& histogram) {
    const auto bins = static_cast<double>(histogram.counts.size());
    std::vector<double> centers;
    for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
        const double share = (static_cast<double>(bin) + 0.5) / bins;
        centers.push_back(histogram.low + share * (histogram.high - histogram.low));
    }
    return centers;
}

/// @brief Counts as a density, to be laid over a theoretical one.
/// @param histogram  At least one draw, outliers included.
/// @return           Count over sample size and bin width, per bin. It integrates to 1 if there
///                   are no outliers.
/// @throws std::invalid_argument if the histogram is empty.
inline std::vector<double> bin_densities(const Histogram& histogram) {
    std::size_t total = histogram.below + histogram.above;
    for (const std::size_t count : histogram.counts) {
        total += count;
    }
    require(total > 0, "bin_densities: histogram must hold a draw");
    const double width =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    std::vector<double> densities;
    for (const std::size_t count : histogram.counts) {
        densities.push_back(static_cast<double>(count) /
                            (static_cast<double>(total) * width));
    }
    return densities;
}

/// @brief Standard deviation of the count in a bin.
/// @param probability  That one draw falls into the bin, in [0, 1].
/// @param samples      Number of draws.
/// @return             \f$\sqrt{N p (1-p)}\f$ (draws).
/// @throws std::invalid_argument if `probability` is not in [0, 1].
inline double bin_noise(double probability, std::size_t samples) {
    require(probability >= 0.0 && probability <= 1.0,
            "bin_noise: probability must be in [0, 1]", probability);
    return std::sqrt(static_cast<double>(samples) * probability * (1.0 - probability));
}

}  // namespace winit
