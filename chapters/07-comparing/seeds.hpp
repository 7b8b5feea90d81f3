/// @file seeds.hpp
/// @brief Chapter 7: how many runs a comparison needs, and how often too few mislead.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter07 {

/// @brief Runs as papers often have them, and as many as this book asks for at least.
inline constexpr std::size_t few_runs = 3;
inline constexpr std::size_t ten_runs = 10;

/// @brief What a comparison of two means is meant to do.
struct Goal {
    double
        false_alarm;  ///< How often it may see a difference where there is none, two-sided.
    double power;     ///< How often it must see one that is there.
};

/// @brief Runs of each of two trainings until a difference of their means is seen.
/// @param difference  The true difference of the means, not 0.
/// @param stddev      Of the difference of two runs: paired, or both spreads together.
/// @param goal        Its power lies in (0, 1).
// [begin seeds_needed]
inline std::size_t seeds_needed(double difference, double stddev, Goal goal) {
    const double limit = normal_limit(goal.false_alarm) + normal_quantile(goal.power);
    const double root = limit * stddev / difference;
    return static_cast<std::size_t>(std::ceil(root * root));
}
// [end seeds_needed]

/// @brief Mean over its standard error: how far it lies from zero.
/// @param differences  At least two.
inline double standard_errors(const std::vector<double>& differences) {
    const double runs = static_cast<double>(differences.size());
    return std::sqrt(runs) * average(differences) / standard_deviation(differences);
}

/// @brief How often runs without any difference exceed the limit, their spread being estimated.
inline double false_alarms(std::size_t runs, double false_alarm, std::size_t trials,
                           Rng rng) {
    const double limit = normal_limit(false_alarm);
    std::size_t alarms = 0;
    std::vector<double> differences(runs);
    for (std::size_t trial = 0; trial < trials; ++trial) {
        for (double& difference : differences) {
            difference = rng.normal();
        }
        alarms += std::abs(standard_errors(differences)) > limit ? 1 : 0;
    }
    return static_cast<double>(alarms) / static_cast<double>(trials);
}

}  // namespace winit::chapter07
