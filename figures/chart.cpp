#include "figures/chart.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "figures/axis.hpp"
#include "figures/labels.hpp"
#include "figures/script.hpp"

namespace winit {
namespace {

constexpr double height = 400.0;
constexpr double outer = 10.0;         // free rim of the drawing
constexpr double label_gap = 18.0;     // from the end of the axis to the labels
constexpr double label_width = 190.0;  // a longer label is broken into lines

struct Point {
    double x;
    double y;
};

// A curve with everything that its neighbours decide: color, shape, label.
struct Drawn {
    const Curve* curve;
    std::size_t tone;
    std::string color;
    std::vector<std::string> lines;  // of its label
    Placed label;                    // height on the drawing
    Point end;                       // of the curve (pixels)
};

struct Layout {
    Ruler x;
    Ruler y;
    Frame frame;
    std::vector<Drawn> curves;
};

std::vector<double> all_heights(const Chart& chart) {
    std::vector<double> numbers;
    for (const Curve& curve : chart.curves) {
        for (const auto* list : {&curve.y, &curve.lower, &curve.upper}) {
            numbers.insert(numbers.end(), list->begin(), list->end());
        }
    }
    return numbers;
}

// Unset tones count up; an unset tone of a theory is that of the measured curve before it.
std::vector<std::size_t> tones(const Chart& chart) {
    std::vector<std::size_t> result;
    std::size_t next = 0;
    std::size_t measured = tone_count;
    for (const Curve& curve : chart.curves) {
        const bool is_measured = curve.mark == Mark::line || curve.mark == Mark::points;
        const bool follows = curve.mark == Mark::theory && measured < tone_count;
        std::size_t tone = measured;
        if (curve.tone >= 0) {
            tone = static_cast<std::size_t>(curve.tone) % tone_count;
        } else if (!follows && curve.mark != Mark::reference) {
            tone = next++ % tone_count;
        }
        measured = is_measured ? tone : measured;
        result.push_back(tone % tone_count);
    }
    return result;
}

std::vector<Drawn> dressed(const Chart& chart, const Palette& palette) {
    const std::vector<std::size_t> tone = tones(chart);
    std::vector<Drawn> curves;
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        const Curve& curve = chart.curves[i];
        const std::string_view color =
            curve.mark == Mark::reference ? palette.level : palette.tones[tone[i]];
        const auto lines = curve.label.empty()
                               ? std::vector<std::string>{}
                               : wrapped(curve.label, text_size, label_width);
        curves.push_back({&curve, tone[i], std::string(color), lines, {}, {}});
    }
    return curves;
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
        .left = outer + widest_tick(y) + 14.0,
        .right = drawing_width - outer - (labels > 0.0 ? labels + label_gap : last_tick),
        .bottom = outer + (chart.x_axis.label.empty() ? 0.0 : line_height + 6.0) + 30.0,
        .top = height - outer - (chart.y_axis.label.empty() ? 8.0 : line_height + 14.0)};
}

// The rightmost point of a curve (pixels), if it has one.
std::optional<Point> right_end(const Chart& chart, const Curve& curve,
                               const Layout& layout) {
    const Frame& frame = layout.frame;
    std::optional<Point> end;
    for (std::size_t i = 0; i < curve.y.size(); ++i) {
        const double x =
            frame.left + layout.x.position(chart.x[i]) * (frame.right - frame.left);
        const double y =
            frame.bottom + layout.y.position(curve.y[i]) * (frame.top - frame.bottom);
        if (std::isfinite(x) && std::isfinite(y) && (!end || x >= end->x)) {
            end = Point{x, y};
        }
    }
    return end;
}

// Labels stand beside the ends of their curves, moved apart where they would collide.
void place_labels(const Chart& chart, Layout& layout) {
    std::vector<Placed> wanted;
    std::vector<Drawn*> labelled;
    for (Drawn& drawn : layout.curves) {
        const auto end = right_end(chart, *drawn.curve, layout);
        if (end && !drawn.lines.empty()) {
            drawn.end = *end;
            wanted.push_back(
                {end->y, line_height * static_cast<double>(drawn.lines.size())});
            labelled.push_back(&drawn);
        }
    }
    spread(wanted, outer, height - outer - line_height);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        labelled[i]->label = wanted[i];
    }
}

Layout lay_out(const Chart& chart, const Palette& palette) {
    const bool has_points =
        std::any_of(chart.curves.begin(), chart.curves.end(),
                    [](const Curve& curve) { return curve.mark == Mark::points; });
    Layout layout;
    layout.curves = dressed(chart, palette);
    layout.x = ruler(chart.x, chart.x_axis.scale, has_points ? 0.02 : 0.0, 5);
    layout.y = ruler(all_heights(chart), chart.y_axis.scale, 0.04, 5);
    layout.frame = frame_for(chart, layout.x, layout.y, layout.curves);
    place_labels(chart, layout);
    return layout;
}

std::string label_commands(const Layout& layout) {
    std::string commands;
    for (const Drawn& drawn : layout.curves) {
        if (drawn.label.height == 0.0) {
            continue;
        }
        const double x = layout.frame.right + label_gap;
        double y = drawn.label.at + 0.5 * (drawn.label.height - line_height);
        for (const std::string& line : drawn.lines) {
            commands += text_at(x, y, line, Align::left, drawn.color, height);
            y -= line_height;
        }
        // A thin line ties a label to its curve wherever the two do not touch.
        commands += "set arrow from screen " + number((drawn.end.x + 4.0) / drawing_width) +
                    ',' + number(drawn.end.y / height) + " to screen " +
                    number((x - 4.0) / drawing_width) + ',' +
                    number(drawn.label.at / height) +
                    " nohead linewidth 1 linecolor rgb '" + drawn.color + "'\n";
    }
    return commands;
}

std::string axes(const Chart& chart, const Layout& layout, const Palette& palette) {
    const Frame& frame = layout.frame;
    return margins(frame, height) + axis_commands("x", layout.x, palette) +
           axis_commands("y", layout.y, palette) +
           "set border 3 linewidth 1.5 linecolor rgb '" + std::string(palette.axis) +
           "'\nset grid ytics linetype 1 linewidth 1 linecolor rgb '" +
           std::string(palette.grid) + "'\n" +
           text_at(outer, height - outer - 0.5 * line_height, chart.y_axis.label,
                   Align::left, palette.text, height) +
           text_at(0.5 * (frame.left + frame.right), outer + 0.5 * line_height,
                   chart.x_axis.label, Align::center, palette.text, height);
}

// A block of rows; an empty row where there is a gap in the curve.
std::string block(const std::string& name,
                  const std::vector<std::vector<double>>& columns) {
    std::string text = '$' + name + " << EOD\n";
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
        std::string line;
        bool complete = true;
        for (const std::vector<double>& column : columns) {
            complete = complete && std::isfinite(column[row]);
            line += (line.empty() ? "" : " ") + number(column[row]);
        }
        text += (complete ? line : "") + '\n';
    }
    return text + "EOD\n";
}

std::vector<double> drawable(const std::vector<double>& numbers, const Ruler& ruler) {
    std::vector<double> result;
    for (const double value : numbers) {
        result.push_back(ruler.drawable(value));
    }
    return result;
}

// Few markers along a line, at other places for every tone, tell lines apart without color.
std::vector<std::vector<double>> sparse(const std::vector<double>& x,
                                        const std::vector<double>& y, const Ruler& ruler,
                                        std::size_t tone) {
    constexpr double step = 0.2;  // of the axis
    double next = (static_cast<double>(tone % tone_count) + 0.5) / tone_count * step;
    std::vector<std::vector<double>> kept(2);
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (const double across = ruler.position(x[i]);
            across >= next && std::isfinite(y[i])) {
            kept[0].push_back(x[i]);
            kept[1].push_back(y[i]);
            next += step * (1.0 + std::floor((across - next) / step));
        }
    }
    return kept;
}

class Plot {
  public:
    Plot(const Chart& chart, const Layout& layout, const Palette& palette)
        : chart_(chart), layout_(layout), palette_(palette) {}

    std::string commands() {
        add_all([](const Curve& curve) { return !curve.lower.empty(); }, &Plot::band);
        add_all([](const Curve& curve) { return curve.mark == Mark::reference; },
                &Plot::level);
        add_all([](const Curve& curve) { return curve.mark == Mark::line; }, &Plot::line);
        add_all([](const Curve& curve) { return curve.mark == Mark::points; },
                &Plot::points);
        add_all([](const Curve& curve) { return curve.mark == Mark::theory; },
                &Plot::theory);
        return blocks_ + "plot " + (plots_.empty() ? "NaN" : plots_) + '\n';
    }

  private:
    using Adder = void (Plot::*)(const Drawn&, const std::string&);

    template <class Predicate>
    void add_all(Predicate wanted, Adder adder) {
        for (std::size_t i = 0; i < layout_.curves.size(); ++i) {
            if (wanted(*layout_.curves[i].curve)) {
                (this->*adder)(layout_.curves[i], std::to_string(i));
            }
        }
    }

    void add(const std::string& block_name, const std::string& style) {
        plots_ += (plots_.empty() ? "" : ", ") + ('$' + block_name) + " using " + style;
    }

    void add_curve_block(const Drawn& drawn, const std::string& id) {
        blocks_ += block("curve" + id, {drawable(chart_.x, layout_.x),
                                        drawable(drawn.curve->y, layout_.y)});
    }

    void band(const Drawn& drawn, const std::string& id) {
        blocks_ += block("band" + id, {drawable(chart_.x, layout_.x),
                                       drawable(drawn.curve->lower, layout_.y),
                                       drawable(drawn.curve->upper, layout_.y)});
        add("band" + id, "1:2:3 with filledcurves fillcolor rgb '" + drawn.color +
                             "' fillstyle transparent solid 0.2 noborder");
    }

    void level(const Drawn& drawn, const std::string& id) {
        add_curve_block(drawn, id);
        add("curve" + id,
            "1:2 with lines linewidth 1.5 linecolor rgb '" + drawn.color + "'");
    }

    void line(const Drawn& drawn, const std::string& id) {
        add_curve_block(drawn, id);
        add("curve" + id, "1:2 with lines linewidth 4 linecolor rgb '" + drawn.color + "'");
        blocks_ += block("marks" + id, sparse(drawable(chart_.x, layout_.x),
                                              drawable(drawn.curve->y, layout_.y),
                                              layout_.x, drawn.tone));
        outlined_points("marks" + id, drawn, 0.85);
    }

    void points(const Drawn& drawn, const std::string& id) {
        add_curve_block(drawn, id);
        outlined_points("curve" + id, drawn, 0.8);
    }

    void outlined_points(const std::string& block_name, const Drawn& drawn, double size) {
        const std::string shape = "1:2 with points pointtype " +
                                  std::to_string(markers[drawn.tone]) + " pointsize ";
        add(block_name, shape + number(1.4 * size) + " linecolor rgb '" +
                            std::string(palette_.page) + "'");
        add(block_name, shape + number(size) + " linecolor rgb '" + drawn.color + "'");
    }

    // Over a measured line of its own color a dashed line shows by its light casing.
    void theory(const Drawn& drawn, const std::string& id) {
        add_curve_block(drawn, id);
        add("curve" + id, "1:2 with lines linewidth 2.2 linecolor rgb '" +
                              std::string(palette_.page) + "'");
        add("curve" + id, "1:2 with lines linewidth 1.8 dashtype (8,6) linecolor rgb '" +
                              drawn.color + "'");
    }

    const Chart& chart_;
    const Layout& layout_;
    const Palette& palette_;
    std::string blocks_;
    std::string plots_;
};

}  // namespace

std::string script(const Chart& chart, const Palette& palette) {
    const Layout layout = lay_out(chart, palette);
    return opening(height, palette) + axes(chart, layout, palette) +
           label_commands(layout) + Plot(chart, layout, palette).commands();
}

}  // namespace winit
