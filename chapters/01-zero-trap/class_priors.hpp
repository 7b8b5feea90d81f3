/// @file class_priors.hpp
/// @brief Chapter 1: digits of which some are rare, and what the class frequencies alone achieve.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/data/datasets.hpp"

namespace winit::chapter01 {

/// @brief Digits of which the even ones are common and the odd ones rare.
inline Classification unbalanced_digits(std::size_t common, std::size_t rare) {
    const Classification all = digits();
    std::vector<std::size_t> counts;
    for (std::size_t digit = 0; digit < all.classes; ++digit) {
        counts.push_back(digit % 2 == 0 ? common : rare);
    }
    return take_per_class(all, counts);
}

/// @brief Loss of a classifier that knows how common each class is, and nothing else.
// [begin prior_entropy]
inline double prior_entropy(const Classification& data) {
    double entropy = 0.0;
    for (const std::size_t count : class_counts(data)) {
        const double share =
            static_cast<double>(count) / static_cast<double>(data.labels.size());
        entropy -= share > 0.0 ? share * std::log(share) : 0.0;
    }
    return entropy;
}
// [end prior_entropy]

}  // namespace winit::chapter01
