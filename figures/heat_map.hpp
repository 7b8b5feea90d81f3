/// @file heat_map.hpp
/// @brief Colored grids side by side.
#pragma once

#include <string>

#include "chapters/support/result.hpp"
#include "figures/style.hpp"

namespace winit {

/// @brief The commands that draw a heat map.
std::string script(const HeatMap& map, const Palette& palette);

}  // namespace winit
