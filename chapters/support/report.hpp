/// @file report.hpp
/// @brief A Result as text: for people, for the prose, for the reader's own plots.
#pragma once

#include <string>
#include <string_view>

#include "chapters/support/result.hpp"

namespace winit {

/// @brief Refuse a result that the files could not carry.
/// @throws std::range_error  naming a value that is not finite.
/// @throws std::logic_error  naming what an experiment got wrong: a name used twice or not in
///                           snake_case, a curve or a row of another length than its axis.
void check_result(const Result& result);

/// @brief What a program prints: its question, then name, value and meaning in columns.
std::string summary(std::string_view question, const Result& result);

/// @brief values.json: every number unrounded, with its meaning and its tolerance.
std::string values_json(std::string_view chapter, const Result& result);

/// @brief places.json: the line of the source that made each value and each series, and what the
///        rankings stand on.
///
/// It is a file of its own, so that an edit above a line changes no committed number.
std::string places_json(const Result& result);

/// @brief One row per x, one column per curve and per edge of a band; no number is an empty cell.
std::string csv(const Chart& chart);

/// @brief One row per cell: panel, x, y, cell. Points of overlays follow, without a cell.
std::string csv(const HeatMap& map);

}  // namespace winit
