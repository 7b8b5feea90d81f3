/// @file chart_layout.hpp
/// @brief Where everything of a chart stands, before any of it is drawn.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "figures/axis.hpp"
#include "figures/frame.hpp"
#include "figures/labels.hpp"
#include "figures/style.hpp"

namespace winit {

inline constexpr double chart_height = 400.0;
inline constexpr double chart_rim = 10.0;  ///< Free around the drawing.
inline constexpr double label_gap = 18.0;  ///< From the end of the axis to the labels.

/// @brief What is painted first lies below.
inline constexpr std::array paint_order = {Mark::reference, Mark::line, Mark::points,
                                           Mark::theory};

/// @brief A curve with everything that its neighbors decide: color, shape, label.
struct Drawn {
    const Curve* curve;
    std::size_t color_index;
    std::string color;
    std::vector<std::string> lines;  ///< Of its label.
    Placed label;                    ///< Its height on the drawing.
    Point end;                       ///< Where the curve ends on the right (pixels).
    double share;                    ///< Its place among the curves of its mark, in [0, 1).
};

/// @brief A thin line that ties a label to its curve wherever the two do not touch.
struct Leader {
    Point from;
    Point to;
    std::string color;
};

/// @brief A chart without its points.
struct ChartLayout {
    Ruler x;
    Ruler y;
    Frame frame;
    std::vector<Drawn> curves;
    std::vector<Text> texts = {};  ///< Names of the axes and of the curves.
    std::vector<Leader> leaders = {};
};

/// @brief Choose ranges, ticks, colors and margins, and give every label a free place.
/// @param beside  A chart whose curves shall find room on the same axes, or nothing.
ChartLayout lay_out(const Chart& chart, const Palette& palette,
                    const Chart* beside = nullptr);

}  // namespace winit
