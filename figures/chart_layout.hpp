/// @file chart_layout.hpp
/// @brief Where everything of a chart stands, before any of it is drawn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "figures/axis.hpp"
#include "figures/labels.hpp"
#include "figures/script.hpp"
#include "figures/style.hpp"

namespace winit {

inline constexpr double chart_height = 400.0;
inline constexpr double chart_rim = 10.0;  ///< Free around the drawing.
inline constexpr double label_gap = 18.0;  ///< From the end of the axis to the labels.

struct Point {
    double x;
    double y;
};

/// @brief A curve with everything that its neighbors decide: color, shape, label.
struct Drawn {
    const Curve* curve;
    std::size_t color_index;
    std::string color;
    std::vector<std::string> lines;  ///< Of its label.
    Placed label;                    ///< Its height on the drawing.
    Point end;                       ///< Where the curve ends on the right (pixels).
};

/// @brief A chart without its points.
struct ChartLayout {
    Ruler x;
    Ruler y;
    Frame frame;
    std::vector<Drawn> curves;
};

/// @brief Choose ranges, ticks, colors and margins, and give every label a free place.
ChartLayout lay_out(const Chart& chart, const Palette& palette);

}  // namespace winit
