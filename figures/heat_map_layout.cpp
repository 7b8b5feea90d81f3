#include "figures/heat_map_layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "figures/labels.hpp"

namespace winit {
namespace {

constexpr double outer = 10.0;
constexpr double gap = 18.0;
constexpr double tick_height = 30.0;
constexpr double bar_height = 14.0;
constexpr double bar_bottom = outer + line_height + tick_height + 4.0;
constexpr double panels_bottom =
    bar_bottom + bar_height + gap + line_height + tick_height + 6.0;
constexpr double panels_top = outer + line_height + 8.0;  // from the upper edge
constexpr std::size_t most_panels_in_a_row = 3;

// Where between the columns of the grid a number of its axis stands.
double column_of(double number, const std::vector<double>& centers, Scale scale) {
    const auto along = [scale](double value) {
        return scale == Scale::log ? std::log(value) : value;
    };
    const auto above = std::upper_bound(centers.begin(), centers.end(), number);
    const auto right = std::clamp<std::ptrdiff_t>(
        above - centers.begin(), 1, static_cast<std::ptrdiff_t>(centers.size()) - 1);
    const double low = along(centers[static_cast<std::size_t>(right - 1)]);
    const double high = along(centers[static_cast<std::size_t>(right)]);
    return static_cast<double>(right - 1) + (along(number) - low) / (high - low);
}

// Whether names at the middle of columns of one width come closer than a space to a neighbor.
bool crowd(const std::vector<Tick>& ticks, double column) {
    const auto close = [column](const Tick& left, const Tick& right) {
        return 0.5 * (left.width + right.width) + 10.0 > column;
    };
    return std::adjacent_find(ticks.begin(), ticks.end(), close) != ticks.end();
}

// Every column is named if there is room, every second one if names of neighbors would touch;
// otherwise round numbers are.
// @param least  Height of a name where they stand above each other, 0 where side by side.
Ruler grid_ruler(const std::vector<double>& centers, Scale scale, double length,
                 double least) {
    Ruler result{.scale = Scale::linear,
                 .span = {-0.5, static_cast<double>(centers.size()) - 0.5}};
    double room = 0.0;
    for (std::size_t i = 0; i < centers.size(); ++i) {
        result.ticks.push_back(tick_at(centers[i]));
        result.ticks.back().at = static_cast<double>(i);
        room += std::max(least, result.ticks.back().width + 10.0);
    }
    const double column = length / static_cast<double>(centers.size());
    if (room > length) {
        const int most = std::max(2, static_cast<int>(length / 60.0));
        result.ticks = ruler(centers, scale, 0.0, most).ticks;
        for (Tick& tick : result.ticks) {
            tick.at = column_of(tick.at, centers, scale);
        }
    } else if (least == 0.0 && crowd(result.ticks, column)) {
        std::erase_if(result.ticks,
                      [](const Tick& tick) { return std::fmod(tick.at, 2.0) == 1.0; });
    }
    return result;
}

std::vector<double> all_cells(const HeatMap& map) {
    std::vector<double> cells;
    for (const Panel& panel : map.panels) {
        for (const std::vector<double>& row : panel.cells) {
            cells.insert(cells.end(), row.begin(), row.end());
        }
    }
    return cells;
}

// Numbers well on both sides of zero get a scale of two colors, with zero in its middle.
bool diverges(const std::vector<double>& cells) {
    double lowest = 0.0;
    double highest = 0.0;
    for (const double cell : cells) {
        lowest = std::min(lowest, cell);  // keeps the old one when a cell is NaN
        highest = std::max(highest, cell);
    }
    return std::min(-lowest, highest) > 0.2 * std::max(-lowest, highest);
}

void choose_colors(const HeatMap& map, HeatMapLayout& layout) {
    std::vector<double> cells = all_cells(map);
    layout.colors = &sequential_colors();
    if (map.cell_axis.scale == Scale::log) {
        layout.has_zeros = std::erase(cells, 0.0) > 0;  // they get a color of their own
    } else if (diverges(cells)) {
        layout.colors = &diverging_colors();
        std::vector<double> mirrored = cells;
        for (double& cell : mirrored) {
            cell = -cell;
        }
        cells.insert(cells.end(), mirrored.begin(), mirrored.end());
    }
    layout.cells = ruler(cells, map.cell_axis.scale, 0.0, 5);
}

}  // namespace

HeatMapLayout lay_out(const HeatMap& map) {
    HeatMapLayout layout{};
    choose_colors(map, layout);
    const std::size_t count = std::max<std::size_t>(1, map.panels.size());
    layout.panels_in_a_row = std::min(count, most_panels_in_a_row);
    const auto columns = static_cast<double>(layout.panels_in_a_row);
    const double rows = std::ceil(static_cast<double>(count) / columns);
    const bool titled =
        std::any_of(map.panels.begin(), map.panels.end(),
                    [](const Panel& panel) { return !panel.title.empty(); });

    layout.y = grid_ruler(map.y, map.y_axis.scale, 200.0, line_height);
    layout.left = outer + widest_tick(layout.y) + 14.0;
    layout.panel_width =
        (drawing_width - 2.0 * outer - layout.left - (columns - 1.0) * gap) / columns;
    layout.panel_height = std::clamp(layout.panel_width, 150.0, 260.0);
    layout.x = grid_ruler(map.x, map.x_axis.scale, layout.panel_width, 0.0);
    layout.y = grid_ruler(map.y, map.y_axis.scale, layout.panel_height, line_height);

    layout.title_height = titled ? line_height + 6.0 : 0.0;
    const double stacked = rows * (layout.panel_height + layout.title_height + gap) - gap;
    layout.height = std::ceil(panels_bottom + stacked + panels_top);
    return layout;
}

Color cell_color(double cell, const HeatMapLayout& layout, const Palette& palette) {
    if (cell == 0.0 && layout.has_zeros) {
        return color_from(palette.page);
    }
    const double share = layout.cells.position(cell);
    return std::isnan(share) ? color_from(palette.nothing)
                             : color_at(*layout.colors, share);
}

namespace {

Frame frame_of(std::size_t index, const HeatMapLayout& layout) {
    const auto column = static_cast<double>(index % layout.panels_in_a_row);
    const std::size_t rows_above = index / layout.panels_in_a_row;
    const auto row = static_cast<double>(rows_above);
    const double left = layout.left + column * (layout.panel_width + gap);
    const double above = row * (layout.panel_height + layout.title_height + gap);
    const double top = layout.height - panels_top - layout.title_height - above;
    return {left, left + layout.panel_width, top - layout.panel_height, top};
}

// The same ticks without their labels, for panels that have a neighbor with labels.
Ruler unlabelled(Ruler ruler) {
    for (Tick& tick : ruler.ticks) {
        tick.label.clear();
        tick.power.clear();
    }
    return ruler;
}

}  // namespace

PanelLayout panel_layout(const HeatMap& map, std::size_t index, const HeatMapLayout& layout,
                         const Palette& palette) {
    const Frame frame = frame_of(index, layout);
    const bool first_column = index % layout.panels_in_a_row == 0;
    const bool last_row = index + layout.panels_in_a_row >= map.panels.size();
    return {frame,
            {{0.5 * (frame.left + frame.right), frame.top + 0.5 * line_height + 4.0},
             map.panels[index].title,
             Align::center,
             std::string(palette.text)},
            last_row ? layout.x : unlabelled(layout.x),
            first_column ? layout.y : unlabelled(layout.y)};
}

std::vector<Text> names(const HeatMap& map, const HeatMapLayout& layout,
                        const Palette& palette) {
    const double middle = 0.5 * (layout.left + drawing_width - 2.0 * outer);
    const std::string color(palette.text);
    std::vector<Text> result = {
        {{outer, layout.height - outer - 0.5 * line_height},
         map.y_axis.label,
         Align::left,
         color},
        {{middle, panels_bottom - tick_height - 6.0 - 0.5 * line_height},
         map.x_axis.label,
         Align::center,
         color},
        {{middle, outer + 0.5 * line_height}, map.cell_axis.label, Align::center, color}};
    if (const auto zero = color_bar(layout).zero) {
        result.push_back(
            {{0.5 * (zero->left + zero->right), bar_bottom - 0.6 * tick_height},
             "0",
             Align::center,
             color});
    }
    return result;
}

Color step_color(int step, const HeatMapLayout& layout) {
    return color_at(*layout.colors, (step + 0.5) / color_steps);
}

ColorBar color_bar(const HeatMapLayout& layout) {
    ColorBar bar{.frame = {.left = layout.left + (layout.has_zeros ? 3.0 * gap : 0.0),
                           .right = drawing_width - 2.0 * outer,
                           .bottom = bar_bottom,
                           .top = bar_bottom + bar_height},
                 .ruler = {.scale = Scale::linear,
                           .span = {-0.5, color_steps - 0.5},
                           .ticks = layout.cells.ticks}};
    for (Tick& tick : bar.ruler.ticks) {
        tick.at = layout.cells.position(tick.at) * color_steps - 0.5;
    }
    if (layout.has_zeros) {
        bar.zero = Frame{layout.left, layout.left + 1.5 * gap, bar_bottom,
                         bar_bottom + bar_height};
    }
    return bar;
}

bool measurable(const HeatMap& map) {
    return map.x.size() > 1 && map.y.size() > 1;
}

Trace on_the_grid(const Overlay& overlay, const HeatMap& map) {
    Trace points(2);
    for (std::size_t i = 0; i < overlay.x.size(); ++i) {
        points[0].push_back(column_of(overlay.x[i], map.x, map.x_axis.scale));
        points[1].push_back(column_of(overlay.y[i], map.y, map.y_axis.scale));
    }
    return points;
}

std::optional<OverlayLabel> overlay_label(const Overlay& overlay, const Trace& points,
                                          const HeatMapLayout& layout) {
    for (std::size_t i = points[0].size(); i-- > 0;) {
        const double across = layout.x.position(points[0][i]);
        const double up = layout.y.position(points[1][i]);
        if (across >= 0.0 && across <= 1.0 && up >= 0.0 && up <= 1.0) {
            const double half =
                0.5 * text_width(overlay.label, text_size) / layout.panel_width;
            return OverlayLabel{across, up,
                                across < half         ? Align::left
                                : across > 1.0 - half ? Align::right
                                                      : Align::center,
                                up < 0.9};
        }
    }
    return std::nullopt;
}

}  // namespace winit
