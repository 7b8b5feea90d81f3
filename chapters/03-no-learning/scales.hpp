/// @file scales.hpp
/// @brief Chapter 3: the scales of a start that are compared, and what a decade of scale costs.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace winit::chapter03 {

/// @brief Largest of the compared scales, as a power of ten: above it no start is small.
inline constexpr double first_decade = -2.0;

/// @brief Scales 0.01, 0.001, ...: one per decade.
inline std::vector<double> decades_down(std::size_t count) {
    std::vector<double> scales;
    for (std::size_t decade = 0; decade < count; ++decade) {
        scales.push_back(std::pow(10.0, first_decade - static_cast<double>(decade)));
    }
    return scales;
}

/// @brief Change per decade over the smaller half of the scales: the law is one of small starts.
/// @param times  From the largest scale down, at least three.
inline double slope_per_decade(const std::vector<double>& times) {
    const std::size_t middle = times.size() / 2;
    const auto decades = static_cast<double>(times.size() - 1 - middle);
    return (times.back() - times[middle]) / decades;
}

}  // namespace winit::chapter03
