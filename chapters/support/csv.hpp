/// @file csv.hpp
/// @brief A series as a table, for the reader's own plots.
#pragma once

#include <string>

#include "chapters/support/result.hpp"

namespace winit {

/// @brief One row per x, one column per curve and per edge of a band; no number is an empty cell.
std::string csv(const Chart& chart);

/// @brief One row per cell: panel, x, y, cell. Points of overlays follow, without a cell.
std::string csv(const HeatMap& map);

/// @brief One row per number: step, quantity, layer, unit, from, number. Layers and units count from
///        1; only a weight and its gradient have a unit that they come from.
std::string csv(const NetworkDrawing& network);

}  // namespace winit
