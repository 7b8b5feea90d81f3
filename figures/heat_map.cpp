#include "figures/heat_map.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "figures/heat_map_layout.hpp"
#include "figures/script.hpp"

namespace winit {
namespace {

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

std::string pixels(const Panel& panel, const std::string& name, const HeatMapLayout& layout,
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

std::string overlay_label_command(const Overlay& overlay, const Trace& points,
                                  const HeatMapLayout& layout, const Palette& palette) {
    constexpr std::array sides = {"left", "center", "right"};
    const auto label = overlay_label(overlay, points, layout);
    return label ? "set label " + literal(overlay.label) + " at graph " +
                       number(label->across) + ',' + number(label->up) + ' ' +
                       sides[static_cast<std::size_t>(label->align)] + " offset 0," +
                       (label->above ? "1" : "-1") +
                       " front boxed noenhanced textcolor rgb '" +
                       std::string(palette.text) + "'\n"
                 : "";
}

// Drawn twice, wide in the page's color and then thin: it can be seen on every cell.
std::string overlay_plots(const HeatMap& map, const Palette& palette) {
    std::string text;
    for (std::size_t i = 0; measurable(map) && i < map.overlays.size(); ++i) {
        const bool dots = map.overlays[i].mark == Mark::points;
        const std::string data =
            ", $overlay" + std::to_string(i) + " using 1:2 with " +
            (dots ? "points pointtype 7 pointsize " : "lines linewidth ");
        const std::string rgb = " linecolor rgb '";
        text += data + number(dots ? overlay_marker_casing : overlay_casing_width) + rgb +
                std::string(palette.page) + '\'' + data +
                number(dots ? overlay_marker : overlay_width) + rgb +
                std::string(palette.text) + '\'';
    }
    return text;
}

std::string overlay_blocks(const HeatMap& map, const HeatMapLayout& layout,
                           const Palette& palette) {
    std::string text =
        "set clip two\nset style textbox opaque noborder margins 0.6,0.6 "
        "fillcolor rgb '" +
        std::string(palette.page) + "'\n";
    for (std::size_t i = 0; measurable(map) && i < map.overlays.size(); ++i) {
        const Trace points = on_the_grid(map.overlays[i], map);
        text += block("overlay" + std::to_string(i), points) +
                overlay_label_command(map.overlays[i], points, layout, palette);
    }
    return map.overlays.empty() ? "" : text;
}

std::string panel_commands(const HeatMap& map, std::size_t index,
                           const HeatMapLayout& layout, const Palette& palette) {
    const PanelLayout panel = panel_layout(map, index, layout, palette);
    const std::string name = "panel" + std::to_string(index);
    return pixels(map.panels[index], name, layout, palette) +
           margins(panel.frame, layout.height) + axis_commands("x", panel.x, palette) +
           axis_commands("y", panel.y, palette) + text_command(panel.title, layout.height) +
           overlay_blocks(map, layout, palette) + "plot $" + name +
           " using 1:2:3:4:5 with rgbimage" + overlay_plots(map, palette) +
           "\nunset label\n";
}

// A panel of its own.
std::string bar_commands(const ColorBar& bar, const HeatMapLayout& layout,
                         const Palette& palette) {
    std::string block = "$bar << EOD\n";
    for (int i = 0; i < 2 * color_steps; ++i) {
        block += std::to_string(i % color_steps) + ' ' + std::to_string(i / color_steps);
        for (const int channel : step_color(i % color_steps, layout)) {
            block += ' ' + std::to_string(channel);
        }
        block += '\n';
    }
    return block + "EOD\n" + margins(bar.frame, layout.height) +
           axis_commands("x", bar.ruler, palette) +
           "unset ytics\nset yrange [-0.5:1.5]\nplot $bar using 1:2:3:4:5 with rgbimage\n";
}

std::string zero_box(const Frame& box, double height, const Palette& palette) {
    return "set object rectangle from screen " + number(box.left / drawing_width) + ',' +
           number(box.bottom / height) + " to screen " + number(box.right / drawing_width) +
           ',' + number(box.top / height) + " fillcolor rgb '" + std::string(palette.page) +
           "' fillstyle solid border linecolor rgb '" + std::string(palette.axis) + "'\n";
}

}  // namespace

std::string script(const HeatMap& map, const Palette& palette) {
    const HeatMapLayout layout = lay_out(map);
    const ColorBar bar = color_bar(layout);
    std::string commands =
        opening(layout.height, palette) + "set multiplot\nset border 15 linewidth " +
        number(border_width) + " linecolor rgb '" + std::string(palette.axis) + "'\n";
    for (std::size_t i = 0; i < map.panels.size(); ++i) {
        commands += panel_commands(map, i, layout, palette);
    }
    for (const Text& name : names(map, layout, palette)) {
        commands += text_command(name, layout.height);
    }
    if (bar.zero) {
        commands += zero_box(*bar.zero, layout.height, palette);
    }
    return commands + bar_commands(bar, layout, palette) + "unset multiplot\n";
}

}  // namespace winit
