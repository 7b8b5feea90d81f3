/// @file solutions.hpp
/// @brief Chapter 7: solutions of the exercises, compiled and tested.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter07 {

/// @brief Names of the schemes, the one with the smallest outputs first, by theory.
// [begin ranking]
inline std::vector<std::string> ranking(std::size_t hidden) {
    const Params params{.hidden = hidden};
    auto all = schemes();
    std::ranges::sort(
        all, {}, [&params](const Scheme& scheme) { return output_stddev(scheme, params); });
    std::vector<std::string> names;
    for (const Scheme& scheme : all) {
        names.push_back(scheme.name);
    }
    return names;
}
// [end ranking]

/// @brief How often a number of runs shows a difference of the means.
// [begin power_of]
inline double power_of(std::size_t runs, double difference, double stddev,
                       double false_alarm) {
    const double limit = normal_limit(false_alarm);
    const double shift = std::sqrt(static_cast<double>(runs)) * difference / stddev;
    return normal_cdf(shift - limit) + normal_cdf(-shift - limit);
}
// [end power_of]

}  // namespace winit::chapter07
