#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "figures/chart_layout.hpp"
#include "figures/svg.hpp"
#include "figures/svg_canvas.hpp"
#include "figures/svg_parts.hpp"
#include "figures/traces.hpp"

namespace winit {
namespace {

bool same_scales(const Chart& one, const Chart& other) {
    return one.x_axis.scale == other.x_axis.scale &&
           one.y_axis.scale == other.y_axis.scale && one.equal_units == other.equal_units;
}

void draw_axes(const ChartLayout& layout, const Palette& palette, SvgCanvas& canvas) {
    const Frame& frame = layout.frame;
    for (const Tick& tick : layout.y.ticks) {
        const double share = layout.y.position(tick.at);
        if (share >= 0.0 && share <= 1.0) {
            canvas.line(frame.at(0.0, share), frame.at(1.0, share),
                        {.stroke = palette.grid, .width = grid_width});
        }
    }
    draw_x_ticks(layout.x, frame, palette, canvas);
    draw_y_ticks(layout.y, frame, palette, canvas);
    for (const Text& text : layout.texts) {
        canvas.text(text);
    }
    for (const Leader& leader : layout.leaders) {
        canvas.line(leader.from, leader.to,
                    {.stroke = leader.color, .width = leader_width});
    }
}

// The curves of one chart on axes that may be those of another.
class Painting {
  public:
    Painting(const Chart& chart, const ChartLayout& layout, const Palette& palette,
             SvgCanvas& canvas)
        : chart_(chart), layout_(layout), page_(palette.page), canvas_(canvas) {}

    void paint(const Drawn& drawn) {
        switch (drawn.curve->mark) {
            case Mark::reference:
                return stroke(drawn, {.stroke = drawn.color, .width = level_width});
            case Mark::line:
                stroke(drawn, {.stroke = drawn.color, .width = line_width});
                return markers_of(drawn, marked(full(drawn), layout_.x, drawn.share),
                                  line_marker);
            case Mark::points:
                return markers_of(drawn, full(drawn), point_marker);
            case Mark::theory:
                stroke(drawn, {.stroke = page_, .width = casing_width});
                return dashes(drawn);
        }
    }

    void band(const Drawn& drawn) {
        const Curve& curve = *drawn.curve;
        const Trace edges =
            thin(trace(chart_.x, layout_.x, {&curve.lower, &curve.upper}, layout_.y));
        Outline area(canvas_.height());
        const std::size_t rows = edges.front().size();
        for (std::size_t first = 0; first < rows; ++first) {
            std::size_t end = first;
            while (end < rows && complete(edges, end)) {
                ++end;
            }
            add_piece(edges, first, end, area);
            first = end;
        }
        canvas_.path(area, {.fill = drawn.color, .opacity = band_opacity});
    }

    // A curve to compare with: its line or its dots alone.
    void ghost(const Drawn& drawn) {
        switch (drawn.curve->mark) {
            case Mark::reference:
                return;  // the same for both
            case Mark::line:
                return stroke(drawn, {.stroke = drawn.color, .width = line_width});
            case Mark::points:
                return markers_of(drawn, full(drawn), point_marker);
            case Mark::theory:
                return dashes(drawn);
        }
    }

  private:
    Trace full(const Drawn& drawn) const {
        return trace(chart_.x, layout_.x, {&drawn.curve->y}, layout_.y);
    }

    Trace thin(const Trace& rows) const {
        return thinned(rows, layout_.x, layout_.frame.right - layout_.frame.left);
    }

    Point place(double x, double y) const {
        return layout_.frame.at(layout_.x.position(x), layout_.y.position(y));
    }

    // Up along one edge of a band and back along the other.
    void add_piece(const Trace& edges, std::size_t first, std::size_t end,
                   Outline& area) const {
        if (first == end) {
            return;
        }
        area.move_to(place(edges[0][first], edges[1][first]));
        for (std::size_t row = first + 1; row < end; ++row) {
            area.line_to(place(edges[0][row], edges[1][row]));
        }
        for (std::size_t row = end; row-- > first;) {
            area.line_to(place(edges[0][row], edges[2][row]));
        }
        area.close();
    }

    void stroke(const Drawn& drawn, const Ink& ink) {
        canvas_.path(outline_of(thin(full(drawn)), layout_.x, layout_.y, layout_.frame,
                                canvas_.height()),
                     ink);
    }

    void dashes(const Drawn& drawn) {
        constexpr double half = 0.5 * theory_width;
        stroke(drawn, {.stroke = drawn.color,
                       .width = theory_width,
                       .dashes = {theory_dashes[0] * half, theory_dashes[1] * half}});
    }

    // Dots that fall on one pixel are one dot.
    void markers_of(const Drawn& drawn, const Trace& rows, double size) {
        const double pixels = marker_unit * size;
        Outline casings(canvas_.height());
        Outline shapes(canvas_.height());
        std::set<std::pair<long, long>> taken;
        for (std::size_t row = 0; row < rows.front().size(); ++row) {
            const Point at = place(rows[0][row], rows[1][row]);
            if (!std::isfinite(at.x) || !std::isfinite(at.y) ||
                !taken.insert({std::lround(at.x), std::lround(at.y)}).second) {
                continue;
            }
            const Marker& marker = markers[drawn.color_index];
            casings.add_marker(marker, at, marker_casing * pixels);
            shapes.add_marker(marker, at, pixels);
        }
        canvas_.path(casings, {.fill = page_,
                               .stroke = page_,
                               .width = marker_outline * marker_casing * pixels});
        canvas_.path(
            shapes,
            {.fill = drawn.color, .stroke = drawn.color, .width = marker_outline * pixels});
    }

    const Chart& chart_;
    const ChartLayout& layout_;
    std::string_view page_;
    SvgCanvas& canvas_;
};

template <class Brush>
void in_paint_order(const std::vector<Drawn>& curves, Brush brush) {
    for (const Mark mark : paint_order) {
        for (const Drawn& drawn : curves) {
            if (drawn.curve->mark == mark) {
                brush(drawn);
            }
        }
    }
}

void draw_ghosts(const Chart& printed, const ChartLayout& layout, const Palette& palette,
                 SvgCanvas& canvas) {
    const ChartLayout own = lay_out(printed, palette);
    Painting painting(printed, layout, palette, canvas);
    canvas.begin_group(ghost_opacity);
    in_paint_order(own.curves, [&](const Drawn& drawn) { painting.ghost(drawn); });
    canvas.end();
}

// The frame, with room for the halves of lines and markers that stand on its edge.
Frame clip_of(const Frame& frame) {
    const double room = marker_casing * marker_unit;
    return {frame.left - room, frame.right + room, frame.bottom - room, frame.top + room};
}

}  // namespace

std::string svg(const Chart& chart, const Palette& palette, const Chart* printed) {
    const bool ghosts = printed != nullptr && same_scales(chart, *printed);
    const ChartLayout layout = lay_out(chart, palette, ghosts ? printed : nullptr);
    SvgCanvas canvas(drawing_width, chart_height, palette.page);
    draw_axes(layout, palette, canvas);

    canvas.begin_clip(clip_of(layout.frame));
    if (ghosts) {
        draw_ghosts(*printed, layout, palette, canvas);
    }
    Painting painting(chart, layout, palette, canvas);
    for (const Drawn& drawn : layout.curves) {
        if (!drawn.curve->lower.empty()) {
            painting.band(drawn);
        }
    }
    in_paint_order(layout.curves, [&](const Drawn& drawn) { painting.paint(drawn); });
    canvas.end();

    Outline border(chart_height);
    border.move_to(layout.frame.at(0.0, 1.0));
    border.line_to(layout.frame.at(0.0, 0.0));
    border.line_to(layout.frame.at(1.0, 0.0));
    canvas.path(border, {.stroke = palette.axis, .width = border_width});
    return canvas.svg();
}

}  // namespace winit
