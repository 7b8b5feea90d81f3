/// @file gnuplot.hpp
/// @brief The only door to gnuplot.
#pragma once

#include <string>

namespace winit {

/// @brief Let gnuplot draw.
/// @param script  Commands that print one SVG to the standard output.
/// @return        The drawing: the same bytes for the same script.
/// @throws std::runtime_error  if gnuplot is not installed, dies, or refuses the script.
std::string run_gnuplot(const std::string& script);

}  // namespace winit
