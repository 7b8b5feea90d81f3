/// @file svg_parts.hpp
/// @brief What the drawings of charts and of heat maps share.
#pragma once

#include "figures/axis.hpp"
#include "figures/frame.hpp"
#include "figures/style.hpp"
#include "figures/svg_canvas.hpp"
#include "figures/traces.hpp"

namespace winit {

/// @brief Draw the ticks below a frame.
void draw_x_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas);

/// @brief Draw the ticks left of a frame.
void draw_y_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas);

/// @brief The first two columns of a trace as a line; incomplete rows leave gaps.
/// @param height  Of the drawing (pixels).
Outline outline_of(const Trace& rows, const Ruler& across, const Ruler& up,
                   const Frame& frame, double height);

}  // namespace winit
