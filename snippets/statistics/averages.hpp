/// @file averages.hpp
/// @brief Mean and spread of a few measured numbers.
#pragma once

#include <cmath>
#include <vector>

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Arithmetic mean, summed in order.
/// @param numbers  At least one.
/// @return         In their unit.
/// @throws std::invalid_argument if there is no number.
inline double average(const std::vector<double>& numbers) {
    require(!numbers.empty(), "average: numbers must hold at least one number");
    double sum = 0.0;
    for (const double number : numbers) {
        sum += number;
    }
    return sum / static_cast<double>(numbers.size());
}

/// @brief Standard deviation of the distribution that a sample comes from.
/// @param numbers  At least two.
/// @return         In their unit; the sum of squares is divided by one less than their count.
/// @throws std::invalid_argument if there are fewer.
inline double standard_deviation(const std::vector<double>& numbers) {
    require(numbers.size() > 1,
            "standard_deviation: numbers must hold at least two numbers");
    const double center = average(numbers);
    double sum = 0.0;
    for (const double number : numbers) {
        sum += (number - center) * (number - center);
    }
    return std::sqrt(sum / static_cast<double>(numbers.size() - 1));
}

}  // namespace winit
