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

// Marks and their names, from where an axis is crossed; steps lead away from the drawing.
struct TickSteps {
    Point mark;
    Point label;
    Align align;
};

template <class At>
void draw_ticks(const Ruler& ruler, const At& at, const TickSteps& steps,
                const Palette& palette, SvgCanvas& canvas) {
    const Ink ink{.stroke = palette.axis, .width = border_width};
    for (const Tick& tick : ruler.ticks) {
        const double share = ruler.position(tick.at);
        if (!seen(share)) {
            continue;
        }
        const Point from = at(share);
        canvas.line(from, {from.x + steps.mark.x, from.y + steps.mark.y}, ink);
        canvas.text({{from.x + steps.label.x, from.y + steps.label.y},
                     tick.label,
                     steps.align,
                     std::string(palette.text)},
                    text_size, tick.power);
    }
}

}  // namespace

void draw_x_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas) {
    draw_ticks(
        ruler, [&frame](double share) { return frame.at(share, 0.0); },
        {{0.0, -tick_length}, {0.0, -tick_label_below}, Align::center}, palette, canvas);
}

void draw_y_ticks(const Ruler& ruler, const Frame& frame, const Palette& palette,
                  SvgCanvas& canvas) {
    draw_ticks(
        ruler, [&frame](double share) { return frame.at(0.0, share); },
        {{-tick_length, 0.0}, {-tick_label_left, 0.0}, Align::right}, palette, canvas);
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
