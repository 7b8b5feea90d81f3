#include "figures/chart.hpp"

#include <algorithm>
#include <string_view>

#include "figures/chart_layout.hpp"
#include "figures/script.hpp"
#include "figures/traces.hpp"

namespace winit {
namespace {

std::string label_commands(const ChartLayout& layout) {
    std::string commands;
    for (const Drawn& drawn : layout.curves) {
        if (drawn.label.height == 0.0) {
            continue;
        }
        const double x = layout.frame.right + label_gap;
        double y = drawn.label.at + 0.5 * (drawn.label.height - line_height);
        for (const std::string& line : drawn.lines) {
            commands += text_at(x, y, line, Align::left, drawn.color, chart_height);
            y -= line_height;
        }
        // A thin line ties a label to its curve wherever the two do not touch.
        commands += "set arrow from screen " + number((drawn.end.x + 4.0) / drawing_width) +
                    ',' + number(drawn.end.y / chart_height) + " to screen " +
                    number((x - 4.0) / drawing_width) + ',' +
                    number(drawn.label.at / chart_height) +
                    " nohead linewidth 1 linecolor rgb '" + drawn.color + "'\n";
    }
    return commands;
}

std::string axes(const Chart& chart, const ChartLayout& layout, const Palette& palette) {
    const Frame& frame = layout.frame;
    return margins(frame, chart_height) + axis_commands("x", layout.x, palette) +
           axis_commands("y", layout.y, palette) +
           "set border 3 linewidth 1.5 linecolor rgb '" + std::string(palette.axis) +
           "'\nset grid ytics linetype 1 linewidth 1 linecolor rgb '" +
           std::string(palette.grid) + "'\n" +
           text_at(chart_rim, chart_height - chart_rim - 0.5 * line_height,
                   chart.y_axis.label, Align::left, palette.text, chart_height) +
           text_at(0.5 * (frame.left + frame.right), chart_rim + 0.5 * line_height,
                   chart.x_axis.label, Align::center, palette.text, chart_height);
}

// The data and the elements of one plot command, in the order in which they are painted.
class Painting {
  public:
    Painting(const Chart& chart, const ChartLayout& layout, const Palette& palette)
        : chart_(chart), layout_(layout), page_(palette.page) {}

    std::string commands() {
        for (const Drawn& drawn : layout_.curves) {
            if (!drawn.curve->lower.empty()) {
                band(drawn);
            }
        }
        paint(Mark::reference, &Painting::level);
        paint(Mark::line, &Painting::line);
        paint(Mark::points, &Painting::points);
        paint(Mark::theory, &Painting::theory);
        return blocks_ + "plot " + (elements_.empty() ? "NaN" : elements_) + '\n';
    }

  private:
    void paint(Mark mark, void (Painting::*brush)(const Drawn&, double)) {
        const auto has_mark = [mark](const Drawn& drawn) {
            return drawn.curve->mark == mark;
        };
        const auto count =
            std::count_if(layout_.curves.begin(), layout_.curves.end(), has_mark);
        double share = 0.0;
        for (const Drawn& drawn : layout_.curves) {
            if (has_mark(drawn)) {
                (this->*brush)(drawn, share);
                share += 1.0 / static_cast<double>(count);
            }
        }
    }

    // Adds a block of data and returns its name.
    std::string data(const Trace& rows) {
        const std::string name = "data" + std::to_string(count_++);
        blocks_ += block(name, rows);
        return name;
    }

    void add(const std::string& name, const std::string& style) {
        elements_ += (elements_.empty() ? "" : ", ") + ('$' + name) + " using " + style;
    }

    Trace full(const Drawn& drawn) const {
        return trace(chart_.x, layout_.x, {&drawn.curve->y}, layout_.y);
    }

    Trace thin(const Trace& rows) const {
        return thinned(rows, layout_.x, layout_.frame.right - layout_.frame.left);
    }

    void stroke(const std::string& name, std::string_view width, std::string_view color,
                std::string_view dashes = "solid") {
        add(name, "1:2 with lines linewidth " + std::string(width) + " dashtype " +
                      std::string(dashes) + " linecolor rgb '" + std::string(color) + "'");
    }

    void outlined_points(const std::string& name, const Drawn& drawn, double size) {
        const std::string shape = "1:2 with points pointtype " +
                                  std::to_string(markers[drawn.color_index]) +
                                  " pointsize ";
        add(name, shape + number(1.4 * size) + " linecolor rgb '" + page_ + "'");
        add(name, shape + number(size) + " linecolor rgb '" + drawn.color + "'");
    }

    void band(const Drawn& drawn) {
        const Curve& curve = *drawn.curve;
        const Trace edges =
            trace(chart_.x, layout_.x, {&curve.lower, &curve.upper}, layout_.y);
        add(data(thin(edges)), "1:2:3 with filledcurves fillcolor rgb '" + drawn.color +
                                   "' fillstyle transparent solid 0.2 noborder");
    }

    void level(const Drawn& drawn, double) {
        stroke(data(thin(full(drawn))), "1.5", drawn.color);
    }

    void line(const Drawn& drawn, double share) {
        const Trace rows = full(drawn);
        stroke(data(thin(rows)), "4", drawn.color);
        outlined_points(data(marked(rows, layout_.x, share)), drawn, 0.85);
    }

    void points(const Drawn& drawn, double) {
        outlined_points(data(full(drawn)), drawn, 0.8);
    }

    // Over a measured line of its own color a dashed line shows by its light casing.
    void theory(const Drawn& drawn, double) {
        const std::string name = data(thin(full(drawn)));
        stroke(name, "2.2", page_);
        stroke(name, "1.8", drawn.color, "(8,6)");
    }

    const Chart& chart_;
    const ChartLayout& layout_;
    std::string page_;
    std::string blocks_;
    std::string elements_;
    int count_ = 0;
};

}  // namespace

std::string script(const Chart& chart, const Palette& palette) {
    const ChartLayout layout = lay_out(chart, palette);
    return opening(chart_height, palette) + axes(chart, layout, palette) +
           label_commands(layout) + Painting(chart, layout, palette).commands();
}

}  // namespace winit
