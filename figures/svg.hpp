/// @file svg.hpp
/// @brief A Result's series as SVG that needs no other program: for the page that runs experiments.
#pragma once

#include <string>

#include "chapters/support/result.hpp"
#include "figures/style.hpp"

namespace winit {

/// @brief A chart in the layout, the colors and the shapes of the printed one.
/// @param printed  Its curves lie below as pale ghosts, on axes that hold both; they are left out if
///                 they have other scales. Nothing: no ghosts.
/// @return         The element <svg>, without a name (no id) and without a role.
std::string svg(const Chart& chart, const Palette& palette, const Chart* printed = nullptr);

/// @brief A heat map in the layout and the colors of the printed one.
/// @param printed  Not drawn: below opaque cells nothing would be seen of it.
/// @return         As for a chart.
std::string svg(const HeatMap& map, const Palette& palette,
                const HeatMap* printed = nullptr);

/// @brief A network at its first step and at its last two, one below the other.
///
/// Columns are layers. A wire is as wide as its weight is large, blue above zero, orange below; a
/// weight of exactly zero is a grey, broken wire. A ring is as wide as the unit's delta is large.
/// Hidden units that are equal have one color, and an equals sign between them. Where there are
/// fewer than three steps, their place stays empty: the drawing has one size.
/// @return  As for a chart.
std::string svg(const NetworkDrawing& network, const Palette& palette);

}  // namespace winit
