/// @file plot.hpp
/// @brief How a Result becomes pictures, in the style of the house.
#pragma once

#include <string>

#include "chapters/support/result.hpp"

namespace winit {

/// @brief Draw every series twice, for light and for dark pages: <name>.svg and <name>-dark.svg.
/// @throws std::runtime_error  if gnuplot is missing or fails.
void draw(const Result& result, const std::string& folder);

}  // namespace winit
