#include "figures/chart_layout.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace winit {
namespace {

constexpr double label_width = 190.0;  // a longer label is broken into lines

void append(std::vector<double>& to, const std::vector<double>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

std::vector<double> all_heights(const Chart& chart) {
    std::vector<double> numbers;
    for (const Curve& curve : chart.curves) {
        for (const auto* list : {&curve.y, &curve.lower, &curve.upper}) {
            append(numbers, *list);
        }
    }
    return numbers;
}

// Unset colors count up; an unset one of a theory is that of the measured curve before it.
std::vector<std::size_t> color_indices(const Chart& chart) {
    std::vector<std::size_t> result;
    std::size_t next = 0;
    std::size_t measured = color_count;
    for (const Curve& curve : chart.curves) {
        const bool is_measured = curve.mark == Mark::line || curve.mark == Mark::points;
        const bool follows = curve.mark == Mark::theory && measured < color_count;
        std::size_t color_index = measured;
        if (curve.color >= 0) {
            color_index = static_cast<std::size_t>(curve.color) % color_count;
        } else if (!follows && curve.mark != Mark::reference) {
            color_index = next++ % color_count;
        }
        measured = is_measured ? color_index : measured;
        result.push_back(color_index % color_count);
    }
    return result;
}

std::vector<Drawn> dressed(const Chart& chart, const Palette& palette) {
    const std::vector<std::size_t> color_index = color_indices(chart);
    std::vector<Drawn> curves;
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        const Curve& curve = chart.curves[i];
        const std::string_view color =
            curve.mark == Mark::reference ? palette.level : palette.colors[color_index[i]];
        const auto lines = curve.label.empty()
                               ? std::vector<std::string>{}
                               : wrapped(curve.label, text_size, label_width);
        curves.push_back({&curve, color_index[i], std::string(color), lines, {}, {}, 0.0});
    }
    for (const Mark mark : paint_order) {
        const auto count =
            std::count_if(curves.begin(), curves.end(),
                          [mark](const Drawn& drawn) { return drawn.curve->mark == mark; });
        double share = 0.0;
        for (Drawn& drawn : curves) {
            if (drawn.curve->mark == mark) {
                drawn.share = share;
                share += 1.0 / static_cast<double>(count);
            }
        }
    }
    return curves;
}

Ruler ruler_of(const Axis& axis, const std::vector<double>& numbers, double margin) {
    Ruler result = ruler(numbers, axis.scale, margin, 5);
    if (axis.ticks) {
        result.ticks.clear();
        std::transform(axis.ticks->begin(), axis.ticks->end(),
                       std::back_inserter(result.ticks), tick_at);
    }
    return result;
}

double widest_label(const std::vector<Drawn>& curves) {
    double width = 0.0;
    for (const Drawn& drawn : curves) {
        for (const std::string& line : drawn.lines) {
            width = std::max(width, text_width(line, text_size));
        }
    }
    return width;
}

Frame frame_for(const Chart& chart, const Ruler& x, const Ruler& y,
                const std::vector<Drawn>& curves) {
    const double labels = widest_label(curves);
    const double last_tick = x.ticks.empty() ? 0.0 : 0.5 * x.ticks.back().width;
    return {
        .left = chart_rim + widest_tick(y) + 14.0,
        .right =
            drawing_width - chart_rim - (labels > 0.0 ? labels + label_gap : last_tick),
        .bottom = chart_rim + (chart.x_axis.label.empty() ? 0.0 : line_height + 6.0) + 30.0,
        .top = chart_height - chart_rim -
               (chart.y_axis.label.empty() ? 8.0 : line_height + 14.0)};
}

// The rightmost point of a curve (pixels), if it has one.
std::optional<Point> right_end(const Chart& chart, const Curve& curve,
                               const ChartLayout& layout) {
    const Frame& frame = layout.frame;
    std::optional<Point> end;
    for (std::size_t i = 0; i < curve.y.size(); ++i) {
        const Point point =
            frame.at(layout.x.position(chart.x[i]), layout.y.position(curve.y[i]));
        if (std::isfinite(point.x) && std::isfinite(point.y) &&
            (!end || point.x >= end->x)) {
            end = point;
        }
    }
    return end;
}

// Labels stand beside the ends of their curves, moved apart where they would collide.
void place_labels(const Chart& chart, ChartLayout& layout) {
    std::vector<Placed> wanted;
    std::vector<Drawn*> labeled;
    for (Drawn& drawn : layout.curves) {
        const auto end = right_end(chart, *drawn.curve, layout);
        if (end && !drawn.lines.empty()) {
            drawn.end = *end;
            wanted.push_back(
                {end->y, line_height * static_cast<double>(drawn.lines.size())});
            labeled.push_back(&drawn);
        }
    }
    spread(wanted, chart_rim, chart_height - chart_rim - line_height);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        labeled[i]->label = wanted[i];
    }
}

void write_labels(const Chart& chart, const Palette& palette, ChartLayout& layout) {
    const Frame& frame = layout.frame;
    const std::string color(palette.text);
    layout.texts = {{{chart_rim, chart_height - chart_rim - 0.5 * line_height},
                     chart.y_axis.label,
                     Align::left,
                     color},
                    {{0.5 * (frame.left + frame.right), chart_rim + 0.5 * line_height},
                     chart.x_axis.label,
                     Align::center,
                     color}};
    for (const Drawn& drawn : layout.curves) {
        if (drawn.label.height == 0.0) {
            continue;
        }
        const double x = frame.right + label_gap;
        double y = drawn.label.at + 0.5 * (drawn.label.height - line_height);
        for (const std::string& line : drawn.lines) {
            layout.texts.push_back({{x, y}, line, Align::left, drawn.color});
            y -= line_height;
        }
        layout.leaders.push_back(
            {{drawn.end.x + 4.0, drawn.end.y}, {x - 4.0, drawn.label.at}, drawn.color});
    }
}

// Widens the axis that has room to spare until a unit is as long across as up.
void equalize_units(const Frame& frame, Ruler& x, Ruler& y) {
    const auto length = [](Span span) { return span.to - span.from; };
    const double across = length(x.span) / (frame.right - frame.left);
    const double up = length(y.span) / (frame.top - frame.bottom);
    Ruler& roomy = across < up ? x : y;
    const double middle = 0.5 * (roomy.span.from + roomy.span.to);
    const double half =
        0.5 * length(roomy.span) * std::max(across, up) / std::min(across, up);
    roomy = ruler({middle - half, middle + half}, Scale::linear, 0.0, 5);
}

}  // namespace

ChartLayout lay_out(const Chart& chart, const Palette& palette, const Chart* beside) {
    const bool has_points =
        std::any_of(chart.curves.begin(), chart.curves.end(),
                    [](const Curve& curve) { return curve.mark == Mark::points; });
    std::vector<double> across = chart.x;
    std::vector<double> up = all_heights(chart);
    if (beside != nullptr) {
        append(across, beside->x);
        append(up, all_heights(*beside));
    }
    ChartLayout layout;
    layout.curves = dressed(chart, palette);
    layout.x = ruler_of(chart.x_axis, across, has_points ? 0.02 : 0.0);
    layout.y = ruler_of(chart.y_axis, up, 0.04);
    layout.frame = frame_for(chart, layout.x, layout.y, layout.curves);
    if (chart.equal_units) {
        equalize_units(layout.frame, layout.x, layout.y);
    }
    place_labels(chart, layout);
    write_labels(chart, palette, layout);
    return layout;
}

}  // namespace winit
