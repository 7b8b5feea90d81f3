/// @file curves.hpp
/// @brief What the chapters' charts have in common: numbered axes, and one curve from many runs.
#pragma once

#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/statistics/bands.hpp"

namespace winit {

/// @brief The numbers first .. first + count - 1: steps, epochs or layers on an axis.
inline std::vector<double> counting(std::size_t first, std::size_t count) {
    std::vector<double> numbers(count);
    std::iota(numbers.begin(), numbers.end(), static_cast<double>(first));
    return numbers;
}

/// @brief The median of many runs, with a band around it.
/// @param label  Stands at the curve's end.
/// @param runs   runs[run][point]: at least one run, all of the same length.
/// @param tone   Color of the house palette; -1: the next one.
/// @param from   Share of the runs below the band.
/// @param to     Share of the runs below its upper edge.
/// @throws std::invalid_argument as band() does.
inline Curve banded(std::string label, const std::vector<std::vector<double>>& runs,
                    int tone = -1, double from = 0.1, double to = 0.9) {
    Band measured = band(runs, from, to);
    return {.label = std::move(label),
            .y = std::move(measured.median),
            .tone = tone,
            .lower = std::move(measured.lower),
            .upper = std::move(measured.upper)};
}

}  // namespace winit
