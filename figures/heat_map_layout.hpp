/// @file heat_map_layout.hpp
/// @brief Where everything of a heat map stands and which colors it has, before it is drawn.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "figures/axis.hpp"
#include "figures/colors.hpp"
#include "figures/frame.hpp"
#include "figures/style.hpp"
#include "figures/traces.hpp"

namespace winit {

/// @brief A heat map without its cells.
struct HeatMapLayout {
    Ruler x;  ///< In columns of the grid, whose centers are whole numbers.
    Ruler y;
    Ruler cells;
    const ColorScale* colors;
    bool has_zeros;  ///< On a logarithmic scale.
    std::size_t panels_in_a_row;
    double left;
    double panel_width;
    double panel_height;
    double title_height;
    double height;
};

/// @brief Choose colors, ticks and the sizes of the panels.
HeatMapLayout lay_out(const HeatMap& map);

/// @brief The color of a cell, which may be NaN, or zero where a scale has no place for it.
Color cell_color(double cell, const HeatMapLayout& layout, const Palette& palette);

/// @brief Where a panel stands, and its axes: named where no neighbor's names stand for them.
struct PanelLayout {
    Frame frame;
    Text title;
    Ruler x;
    Ruler y;
};

PanelLayout panel_layout(const HeatMap& map, std::size_t index, const HeatMapLayout& layout,
                         const Palette& palette);

/// @brief The names of the axes, and of the box for zeros if there is one.
std::vector<Text> names(const HeatMap& map, const HeatMapLayout& layout,
                        const Palette& palette);

/// @brief Colors of the bar, side by side.
inline constexpr int color_steps = 256;

/// @brief The color in the middle of a step.
Color step_color(int step, const HeatMapLayout& layout);

/// @brief The row that runs through all colors.
struct ColorBar {
    Frame frame;
    Ruler ruler;                     ///< In steps, whose centers are whole numbers.
    std::optional<Frame> zero = {};  ///< Zero has no place on a log scale: a box beside.
};

ColorBar color_bar(const HeatMapLayout& layout);

/// @brief Can lines and points lie over the cells? A single column has no unit of length.
bool measurable(const HeatMap& map);

/// @brief The points of an overlay in columns and rows of the grid.
Trace on_the_grid(const Overlay& overlay, const HeatMap& map);

/// @brief Where the label of an overlay stands: at its last point that is seen.
struct OverlayLabel {
    double across;  ///< Share of the panel's width.
    double up;      ///< Share of its height.
    Align align;
    bool above;  ///< Or below the point.
};

/// @param points  From on_the_grid().
/// @return        Nothing if no point is seen.
std::optional<OverlayLabel> overlay_label(const Overlay& overlay, const Trace& points,
                                          const HeatMapLayout& layout);

}  // namespace winit
