/// @file bands.hpp
/// @brief What many runs of one curve look like: the middle and a band around it.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit {

/// @brief Three curves that summarize many.
struct Band {
    std::vector<double> median;  ///< Half of the runs lie below, point by point.
    std::vector<double> lower;   ///< The lower quantile.
    std::vector<double> upper;   ///< The upper quantile.
};

/// @brief Median and quantiles over the runs, point by point.
/// @param runs   runs[run][point]: at least one run, all of the same length.
/// @param lower  Share of the runs below the band, in [0, 1], such as 0.1.
/// @param upper  Share of the runs below its upper edge, in [0, 1], such as 0.9.
/// @return       Curves as long as a run, in its unit.
/// @throws std::invalid_argument if there is no run, the lengths differ, or a share is not in [0, 1].
inline Band band(const std::vector<std::vector<double>>& runs, double lower, double upper) {
    require(!runs.empty(), "band: runs must hold at least one run");
    require(lower >= 0.0 && lower <= 1.0, "band: lower must be in [0, 1]", lower);
    require(upper >= 0.0 && upper <= 1.0, "band: upper must be in [0, 1]", upper);
    for (const std::vector<double>& run : runs) {
        require(run.size() == runs.front().size(), "band: runs must have the same length",
                run.size());
    }
    Band result;
    for (std::size_t point = 0; point < runs.front().size(); ++point) {
        std::vector<double> sample;
        for (const std::vector<double>& run : runs) {
            sample.push_back(run[point]);
        }
        result.median.push_back(quantile(sample, 0.5));
        result.lower.push_back(quantile(sample, lower));
        result.upper.push_back(quantile(sample, upper));
    }
    return result;
}

}  // namespace winit
