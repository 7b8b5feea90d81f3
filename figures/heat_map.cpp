#include "figures/heat_map.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "figures/axis.hpp"
#include "figures/colors.hpp"
#include "figures/labels.hpp"
#include "figures/script.hpp"
#include "figures/traces.hpp"

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

struct Layout {
    Ruler x;  // in columns of the grid, whose centers are whole numbers
    Ruler y;
    Ruler cells;
    const ColorScale* colors;
    bool has_zeros;  // on a logarithmic scale
    std::size_t panels_in_a_row;
    double left;
    double panel_width;
    double panel_height;
    double title_height;
    double height;
};

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

// Every column is named if there is room; otherwise round numbers are.
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
    if (room > length) {
        const int most = std::max(2, static_cast<int>(length / 60.0));
        result.ticks = ruler(centers, scale, 0.0, most).ticks;
        for (Tick& tick : result.ticks) {
            tick.at = column_of(tick.at, centers, scale);
        }
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

void choose_colors(const HeatMap& map, Layout& layout) {
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

Layout lay_out(const HeatMap& map) {
    Layout layout{};
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

Color cell_color(double cell, const Layout& layout, const Palette& palette) {
    if (cell == 0.0 && layout.has_zeros) {
        return color_from(palette.page);
    }
    const double share = layout.cells.position(cell);
    return std::isnan(share) ? color_from(palette.nothing)
                             : color_at(*layout.colors, share);
}

// gnuplot wants at least two rows and two columns: a single one is drawn as two halves.
std::vector<double> centers(std::size_t count) {
    if (count == 1) {
        return {-0.25, 0.25};
    }
    std::vector<double> result;
    for (std::size_t i = 0; i < count; ++i) {
        result.push_back(static_cast<double>(i));
    }
    return result;
}

std::string pixels(const Panel& panel, const std::string& name, const Layout& layout,
                   const Palette& palette) {
    std::string text = '$' + name + " << EOD\n";
    const std::vector<double> rows = centers(panel.cells.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::vector<double>& cells =
            panel.cells[std::min(row, panel.cells.size() - 1)];
        const std::vector<double> columns = centers(cells.size());
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const double cell = cells[std::min(column, cells.size() - 1)];
            text += number(columns[column]) + ' ' + number(rows[row]);
            for (const int channel : cell_color(cell, layout, palette)) {
                text += ' ' + std::to_string(channel);
            }
            text += '\n';
        }
    }
    return text + "EOD\n";
}

Frame frame_of(std::size_t index, const Layout& layout) {
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

// A grid with a single centre has no unit of length: nothing can be put between its cells.
bool measurable(const HeatMap& map) {
    return map.x.size() > 1 && map.y.size() > 1;
}

// Its points in columns and rows of the grid.
Trace on_the_grid(const Overlay& overlay, const HeatMap& map) {
    Trace points(2);
    for (std::size_t i = 0; i < overlay.x.size(); ++i) {
        points[0].push_back(column_of(overlay.x[i], map.x, map.x_axis.scale));
        points[1].push_back(column_of(overlay.y[i], map.y, map.y_axis.scale));
    }
    return points;
}

// Its label stands above the last point that is seen, and within the panel.
std::string overlay_label(const Overlay& overlay, const Trace& points, const Layout& layout,
                          const Palette& palette) {
    for (std::size_t i = points[0].size(); i-- > 0;) {
        const double across = layout.x.position(points[0][i]);
        const double up = layout.y.position(points[1][i]);
        if (across >= 0.0 && across <= 1.0 && up >= 0.0 && up <= 1.0) {
            const double half =
                0.5 * text_width(overlay.label, text_size) / layout.panel_width;
            const char* const side = across < half         ? "left"
                                     : across > 1.0 - half ? "right"
                                                           : "center";
            return "set label " + literal(overlay.label) + " at graph " + number(across) +
                   ',' + number(up) + ' ' + side + " offset 0," + (up < 0.9 ? "1" : "-1") +
                   " front boxed noenhanced textcolor rgb '" + std::string(palette.text) +
                   "'\n";
        }
    }
    return "";
}

// Drawn twice, wide in the page's color and then thin: it can be seen on every cell.
std::string overlay_plots(const HeatMap& map, const Palette& palette) {
    std::string text;
    for (std::size_t i = 0; measurable(map) && i < map.overlays.size(); ++i) {
        const bool dots = map.overlays[i].mark == Mark::points;
        const std::string data = ", $overlay" + std::to_string(i) + " using 1:2 with ";
        const std::string rgb = " linecolor rgb '";
        text += data + (dots ? "points pointtype 7 pointsize 1.4" : "lines linewidth 6") +
                rgb + std::string(palette.page) + '\'' + data +
                (dots ? "points pointtype 7 pointsize 0.9" : "lines linewidth 2.5") + rgb +
                std::string(palette.text) + '\'';
    }
    return text;
}

std::string overlay_blocks(const HeatMap& map, const Layout& layout,
                           const Palette& palette) {
    std::string text =
        "set clip two\nset style textbox opaque noborder margins 0.6,0.6 "
        "fillcolor rgb '" +
        std::string(palette.page) + "'\n";
    for (std::size_t i = 0; measurable(map) && i < map.overlays.size(); ++i) {
        const Trace points = on_the_grid(map.overlays[i], map);
        text += block("overlay" + std::to_string(i), points) +
                overlay_label(map.overlays[i], points, layout, palette);
    }
    return map.overlays.empty() ? "" : text;
}

std::string panel_commands(const HeatMap& map, std::size_t index, const Layout& layout,
                           const Palette& palette) {
    const Frame frame = frame_of(index, layout);
    const std::string name = "panel" + std::to_string(index);
    const bool first_column = index % layout.panels_in_a_row == 0;
    const bool last_row = index + layout.panels_in_a_row >= map.panels.size();
    return pixels(map.panels[index], name, layout, palette) +
           margins(frame, layout.height) +
           axis_commands("x", last_row ? layout.x : unlabelled(layout.x), palette) +
           axis_commands("y", first_column ? layout.y : unlabelled(layout.y), palette) +
           text_command(
               {{0.5 * (frame.left + frame.right), frame.top + 0.5 * line_height + 4.0},
                map.panels[index].title,
                Align::center,
                std::string(palette.text)},
               layout.height) +
           overlay_blocks(map, layout, palette) + "plot $" + name +
           " using 1:2:3:4:5 with rgbimage" + overlay_plots(map, palette) +
           "\nunset label\n";
}

std::string axis_labels(const HeatMap& map, const Layout& layout, const Palette& palette) {
    const double middle = 0.5 * (layout.left + drawing_width - 2.0 * outer);
    return text_command({{outer, layout.height - outer - 0.5 * line_height},
                         map.y_axis.label,
                         Align::left,
                         std::string(palette.text)},
                        layout.height) +
           text_command({{middle, panels_bottom - tick_height - 6.0 - 0.5 * line_height},
                         map.x_axis.label,
                         Align::center,
                         std::string(palette.text)},
                        layout.height) +
           text_command({{middle, outer + 0.5 * line_height},
                         map.cell_axis.label,
                         Align::center,
                         std::string(palette.text)},
                        layout.height);
}

// A panel of its own: one row that runs through all colors.
std::string color_bar(const Layout& layout, const Palette& palette) {
    constexpr int steps = 256;
    Ruler ruler{
        .scale = Scale::linear, .span = {-0.5, steps - 0.5}, .ticks = layout.cells.ticks};
    for (Tick& tick : ruler.ticks) {
        tick.at = layout.cells.position(tick.at) * steps - 0.5;
    }
    std::string block = "$bar << EOD\n";
    for (int i = 0; i < 2 * steps; ++i) {
        block += std::to_string(i % steps) + ' ' + std::to_string(i / steps);
        for (const int channel : color_at(*layout.colors, (i % steps + 0.5) / steps)) {
            block += ' ' + std::to_string(channel);
        }
        block += '\n';
    }
    const Frame frame{.left = layout.left + (layout.has_zeros ? 3.0 * gap : 0.0),
                      .right = drawing_width - 2.0 * outer,
                      .bottom = bar_bottom,
                      .top = bar_bottom + bar_height};
    return block + "EOD\n" + margins(frame, layout.height) +
           axis_commands("x", ruler, palette) +
           "unset ytics\nset yrange [-0.5:1.5]\nplot $bar using 1:2:3:4:5 with rgbimage\n";
}

// Zero has no place on a logarithmic scale: it gets a box of its own beside the bar.
std::string zero_box(const Layout& layout, const Palette& palette) {
    if (!layout.has_zeros) {
        return "";
    }
    const double right = layout.left + 1.5 * gap;
    return "set object rectangle from screen " + number(layout.left / drawing_width) + ',' +
           number(bar_bottom / layout.height) + " to screen " +
           number(right / drawing_width) + ',' +
           number((bar_bottom + bar_height) / layout.height) + " fillcolor rgb '" +
           std::string(palette.page) + "' fillstyle solid border linecolor rgb '" +
           std::string(palette.axis) + "'\n" +
           text_command({{0.5 * (layout.left + right), bar_bottom - 0.6 * tick_height},
                         "0",
                         Align::center,
                         std::string(palette.text)},
                        layout.height);
}

}  // namespace

std::string script(const HeatMap& map, const Palette& palette) {
    const Layout layout = lay_out(map);
    std::string commands = opening(layout.height, palette) +
                           "set multiplot\nset border 15 linewidth 1.5 linecolor rgb '" +
                           std::string(palette.axis) + "'\n";
    for (std::size_t i = 0; i < map.panels.size(); ++i) {
        commands += panel_commands(map, i, layout, palette);
    }
    return commands + axis_labels(map, layout, palette) + zero_box(layout, palette) +
           color_bar(layout, palette) + "unset multiplot\n";
}

}  // namespace winit
