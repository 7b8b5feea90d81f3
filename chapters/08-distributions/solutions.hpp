/// @file solutions.hpp
/// @brief Chapter 8: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/statistics/statistics.hpp"

namespace winit::chapter08 {

/// @brief Draws after which weights that never exceed a narrow bound cannot come from a wide one.
///
/// A draw from the wide distribution stays below the narrow bound with probability `ratio`.
// [begin draws_by_largest]
inline std::size_t draws_by_largest(double ratio, double false_alarm) {
    return static_cast<std::size_t>(std::ceil(std::log(false_alarm) / std::log(ratio)));
}
// [end draws_by_largest]

/// @brief Draws after which the distance between two distributions exceeds the limit of the
///        Kolmogorov-Smirnov test.
// [begin draws_by_ks]
inline std::size_t draws_by_ks(double distance, double false_alarm) {
    std::size_t draws = 1;
    while (ks_limit(draws, false_alarm) >= distance) {
        ++draws;
    }
    return draws;
}
// [end draws_by_ks]

/// @brief Draws after which a bar's band of two standard deviations is a given share of the bar.
// [begin draws_for_band]
inline std::size_t draws_for_band(std::size_t bins, double share) {
    const double p = 1.0 / static_cast<double>(bins);
    return static_cast<std::size_t>(std::ceil(4.0 * (1.0 - p) / (p * share * share)));
}
// [end draws_for_band]

}  // namespace winit::chapter08
