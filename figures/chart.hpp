/// @file chart.hpp
/// @brief Curves with their names at their ends.
#pragma once

#include <string>

#include "chapters/support/result.hpp"
#include "figures/style.hpp"

namespace winit {

/// @brief The commands that draw a chart.
std::string script(const Chart& chart, const Palette& palette);

}  // namespace winit
