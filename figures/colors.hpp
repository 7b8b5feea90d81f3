/// @file colors.hpp
/// @brief The colors of a heat map.
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace winit {

using Color = std::array<int, 3>;  ///< Red, green, blue: 0 to 255.

/// @brief Colors from the low end of a scale to its high end, at equal distances.
using ColorScale = std::vector<Color>;

/// @brief From dark to bright: each step looks equally large, with every kind of color vision.
const ColorScale& sequential_colors();

/// @brief From blue over white to red, for numbers on both sides of zero.
const ColorScale& diverging_colors();

/// @brief The color at a share of the scale, 0 to 1.
Color color_at(const ColorScale& scale, double share);

/// @brief A color of the palette, "#rrggbb", as numbers.
Color color_from(std::string_view hex);

}  // namespace winit
