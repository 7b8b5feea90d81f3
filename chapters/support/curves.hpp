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

/// @brief Whole numbers from 1 to the last, evenly spread over a log axis.
/// @param last    At least 1; stands at the end.
/// @param factor  From one number to the next before rounding, above 1.
/// @return        Each number once, rising.
inline std::vector<std::size_t> spread_out(std::size_t last, double factor) {
    std::vector<std::size_t> numbers;
    for (double at = 1.0; at < static_cast<double>(last); at *= factor) {
        const auto whole = static_cast<std::size_t>(at);
        if (numbers.empty() || numbers.back() != whole) {
            numbers.push_back(whole);
        }
    }
    numbers.push_back(last);
    return numbers;
}

/// @brief From one list per row to one list per column: runs by epoch become epochs by run.
/// @param rows  All of the same length.
inline std::vector<std::vector<double>> transposed(
    const std::vector<std::vector<double>>& rows) {
    std::vector<std::vector<double>> columns(rows.empty() ? 0 : rows.front().size());
    for (const std::vector<double>& row : rows) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
            columns[column].push_back(row[column]);
        }
    }
    return columns;
}

/// @brief The median of many runs, with a band around it.
/// @param label  Stands at the curve's end.
/// @param runs   runs[run][point]: at least one run, all of the same length.
/// @param color   Color of the house palette; -1: the next one.
/// @param from   Share of the runs below the band.
/// @param to     Share of the runs below its upper edge.
/// @throws std::invalid_argument as band() does.
inline Curve banded(std::string label, const std::vector<std::vector<double>>& runs,
                    int color = -1, double from = 0.1, double to = 0.9) {
    Band measured = band(runs, from, to);
    return {.label = std::move(label),
            .y = std::move(measured.median),
            .color = color,
            .lower = std::move(measured.lower),
            .upper = std::move(measured.upper)};
}

}  // namespace winit
