#include "figures/svg_parts.hpp"

#include <cstddef>
#include <string>

namespace winit {
namespace {

// A tick of a heat map may lie beyond its frame, one on an axis without a length is nowhere.
bool seen(double share) {
    constexpr double slack = 1e-6;
    return share >= -slack && share <= 1.0 + slack;
}

}  // namespace

void draw_x_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas) {
    const Ink ink{.stroke = palette.axis, .width = border_width};
    for (const Tick& tick : ruler.ticks) {
        const double share = ruler.position(tick.at);
        if (!seen(share)) {
            continue;
        }
        const Point at = frame.at(share, 0.0);
        canvas.line(at, {at.x, at.y - tick_length}, ink);
        canvas.text({{at.x, at.y - tick_label_below},
                     tick.label,
                     Align::center,
                     std::string(palette.text)},
                    text_size, tick.power);
    }
}

void draw_y_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas) {
    const Ink ink{.stroke = palette.axis, .width = border_width};
    for (const Tick& tick : ruler.ticks) {
        const double share = ruler.position(tick.at);
        if (!seen(share)) {
            continue;
        }
        const Point at = frame.at(0.0, share);
        canvas.line(at, {at.x - tick_length, at.y}, ink);
        canvas.text({{at.x - tick_label_left, at.y},
                     tick.label,
                     Align::right,
                     std::string(palette.text)},
                    text_size, tick.power);
    }
}

Outline outline_of(const Trace& rows, const Ruler& across, const Ruler& up,
                   const Frame& frame, double height) {
    Outline outline(height);
    for (std::size_t row = 0; row < rows.front().size(); ++row) {
        if (!complete(rows, row)) {
            continue;
        }
        const Point point =
            frame.at(across.position(rows[0][row]), up.position(rows[1][row]));
        if (row == 0 || !complete(rows, row - 1)) {
            outline.move_to(point);
        } else {
            outline.line_to(point);
        }
    }
    return outline;
}

}  // namespace winit
