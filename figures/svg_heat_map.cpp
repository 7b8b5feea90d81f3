#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "figures/heat_map_layout.hpp"
#include "figures/labels.hpp"
#include "figures/svg.hpp"
#include "figures/svg_canvas.hpp"
#include "figures/svg_parts.hpp"

namespace winit {
namespace {

std::string hex(const Color& color) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const int channel : color) {
        text += digits[static_cast<std::size_t>(channel / 16)];
        text += digits[static_cast<std::size_t>(channel % 16)];
    }
    return text;
}

// One of the colors of the bar, or that of a cell without a place on it.
Color quantized(double cell, const HeatMapLayout& layout, const Palette& palette) {
    const double share = layout.cells.position(cell);
    if (std::isnan(share)) {
        return cell_color(cell, layout, palette);
    }
    const double step = std::floor(share * color_steps);
    return step_color(static_cast<int>(std::clamp(step, 0.0, color_steps - 1.0)), layout);
}

// Equal neighbors of a row are one area; all areas of one color are one path.
void draw_cells(const std::vector<std::vector<Color>>& rows, const Frame& frame,
                std::size_t columns, SvgCanvas& canvas) {
    std::map<Color, std::string> areas;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::vector<Color>& cells = rows[row];
        const std::string y = std::to_string(rows.size() - 1 - row);
        for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
            while (end < cells.size() && cells[end] == cells[first]) {
                ++end;
            }
            const std::string width = std::to_string(end - first);
            areas[cells[first]] +=
                'M' + std::to_string(first) + ' ' + y + 'h' + width + "v1h-" + width + 'z';
        }
    }
    canvas.begin_cells(frame, columns, rows.size());
    for (const auto& [color, area] : areas) {
        canvas.cells(area, hex(color));
    }
    canvas.end();
}

// Twice, wide in the page's color and then thin: it can be seen on every cell.
void draw_line(const Trace& points, const PanelLayout& panel, const Palette& palette,
               SvgCanvas& canvas) {
    const Outline outline =
        outline_of(points, panel.x, panel.y, panel.frame, canvas.height());
    canvas.begin_clip(panel.frame);
    canvas.path(outline, {.stroke = palette.page, .width = overlay_casing_width});
    canvas.path(outline, {.stroke = palette.text, .width = overlay_width});
    canvas.end();
}

void draw_dots(const Trace& points, const PanelLayout& panel, const Palette& palette,
               SvgCanvas& canvas) {
    Outline casings(canvas.height());
    Outline dots(canvas.height());
    for (std::size_t row = 0; row < points.front().size(); ++row) {
        const double across = panel.x.position(points[0][row]);
        const double up = panel.y.position(points[1][row]);
        if (across >= 0.0 && across <= 1.0 && up >= 0.0 && up <= 1.0) {
            const Point at = panel.frame.at(across, up);
            casings.add_disc(at, overlay_marker_casing * marker_unit);
            dots.add_disc(at, overlay_marker * marker_unit);
        }
    }
    const auto ink = [](std::string_view color, double size) {
        return Ink{
            .fill = color, .stroke = color, .width = marker_outline * marker_unit * size};
    };
    canvas.path(casings, ink(palette.page, overlay_marker_casing));
    canvas.path(dots, ink(palette.text, overlay_marker));
}

void draw_label(const Overlay& overlay, const Trace& points, const HeatMapLayout& layout,
                const Frame& frame, const Palette& palette, SvgCanvas& canvas) {
    const auto label = overlay_label(overlay, points, layout);
    if (!label || overlay.label.empty()) {
        return;
    }
    Point at = frame.at(label->across, label->up);
    at.y += label->above ? overlay_label_offset : -overlay_label_offset;
    const double width = text_width(overlay.label, text_size);
    const double left = at.x - width * 0.5 * static_cast<double>(label->align);
    constexpr double room = 3.0;
    canvas.rect({left - room, left + width + room, at.y - 0.5 * text_size - room,
                 at.y + 0.5 * text_size + room},
                {.fill = palette.page});
    canvas.text({at, overlay.label, label->align, std::string(palette.text)});
}

void draw_overlays(const HeatMap& map, const HeatMapLayout& layout,
                   const PanelLayout& panel, const Palette& palette, SvgCanvas& canvas) {
    if (!measurable(map)) {
        return;
    }
    for (const Overlay& overlay : map.overlays) {
        const Trace points = on_the_grid(overlay, map);
        const auto draw = overlay.mark == Mark::points ? draw_dots : draw_line;
        draw(points, panel, palette, canvas);
    }
    for (const Overlay& overlay : map.overlays) {
        draw_label(overlay, on_the_grid(overlay, map), layout, panel.frame, palette,
                   canvas);
    }
}

void draw_panel(const HeatMap& map, std::size_t index, const HeatMapLayout& layout,
                const Palette& palette, SvgCanvas& canvas) {
    const PanelLayout panel = panel_layout(map, index, layout, palette);
    std::vector<std::vector<Color>> rows;
    for (const std::vector<double>& cells : map.panels[index].cells) {
        std::vector<Color>& row = rows.emplace_back();
        for (const double cell : cells) {
            row.push_back(quantized(cell, layout, palette));
        }
    }
    draw_cells(rows, panel.frame, map.x.size(), canvas);
    draw_x_ticks(panel.x, panel.frame, palette, canvas);
    draw_y_ticks(panel.y, panel.frame, palette, canvas);
    canvas.text(panel.title);
    draw_overlays(map, layout, panel, palette, canvas);
    canvas.rect(panel.frame, {.stroke = palette.axis, .width = border_width});
}

void draw_bar(const HeatMapLayout& layout, const Palette& palette, SvgCanvas& canvas) {
    const ColorBar bar = color_bar(layout);
    const Ink border{.stroke = palette.axis, .width = border_width};
    std::vector<Color> steps;
    for (int step = 0; step < color_steps; ++step) {
        steps.push_back(step_color(step, layout));
    }
    draw_cells({steps}, bar.frame, steps.size(), canvas);
    draw_x_ticks(bar.ruler, bar.frame, palette, canvas);
    canvas.rect(bar.frame, border);
    if (bar.zero) {
        canvas.rect(*bar.zero, border);
    }
}

}  // namespace

std::string svg(const HeatMap& map, const Palette& palette, const HeatMap*) {
    const HeatMapLayout layout = lay_out(map);
    SvgCanvas canvas(drawing_width, layout.height, palette.page);
    for (std::size_t i = 0; i < map.panels.size(); ++i) {
        draw_panel(map, i, layout, palette, canvas);
    }
    for (const Text& name : names(map, layout, palette)) {
        canvas.text(name);
    }
    draw_bar(layout, palette, canvas);
    return canvas.svg();
}

}  // namespace winit
