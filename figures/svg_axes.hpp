/// @file svg_axes.hpp
/// @brief Ticks and their names, for charts and for heat maps.
#pragma once

#include "figures/axis.hpp"
#include "figures/frame.hpp"
#include "figures/style.hpp"
#include "figures/svg_canvas.hpp"

namespace winit {

/// @brief Draw the ticks below a frame.
void draw_x_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas);

/// @brief Draw the ticks left of a frame.
void draw_y_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas);

}  // namespace winit
