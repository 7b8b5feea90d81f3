#include "figures/chart.hpp"

#include <string>
#include <string_view>

#include "figures/chart_layout.hpp"
#include "figures/script.hpp"
#include "figures/traces.hpp"

namespace winit {
namespace {

std::string label_commands(const ChartLayout& layout) {
    std::string commands;
    for (const Text& text : layout.texts) {
        commands += text_command(text, chart_height);
    }
    for (const Leader& leader : layout.leaders) {
        commands += "set arrow from screen " + number(leader.from.x / drawing_width) + ',' +
                    number(leader.from.y / chart_height) + " to screen " +
                    number(leader.to.x / drawing_width) + ',' +
                    number(leader.to.y / chart_height) + " nohead linewidth " +
                    number(leader_width) + " linecolor rgb '" + leader.color + "'\n";
    }
    return commands;
}

std::string axes(const ChartLayout& layout, const Palette& palette) {
    return margins(layout.frame, chart_height) + axis_commands("x", layout.x, palette) +
           axis_commands("y", layout.y, palette) + "set border 3 linewidth " +
           number(border_width) + " linecolor rgb '" + std::string(palette.axis) +
           "'\nset grid ytics linetype 1 linewidth " + number(grid_width) +
           " linecolor rgb '" + std::string(palette.grid) + "'\n";
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
        for (const Mark mark : paint_order) {
            for (const Drawn& drawn : layout_.curves) {
                if (drawn.curve->mark == mark) {
                    paint(drawn);
                }
            }
        }
        return blocks_ + "plot " + (elements_.empty() ? "NaN" : elements_) + '\n';
    }

  private:
    void paint(const Drawn& drawn) {
        switch (drawn.curve->mark) {
            case Mark::reference:
                return level(drawn);
            case Mark::line:
                return line(drawn);
            case Mark::points:
                return points(drawn);
            case Mark::theory:
                return theory(drawn);
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

    void stroke(const std::string& name, double width, std::string_view color,
                std::string_view dashes = "solid") {
        add(name, "1:2 with lines linewidth " + number(width) + " dashtype " +
                      std::string(dashes) + " linecolor rgb '" + std::string(color) + "'");
    }

    void outlined_points(const std::string& name, const Drawn& drawn, double size) {
        const std::string shape = "1:2 with points pointtype " +
                                  std::to_string(markers[drawn.color_index].point_type) +
                                  " pointsize ";
        add(name, shape + number(marker_casing * size) + " linecolor rgb '" + page_ + "'");
        add(name, shape + number(size) + " linecolor rgb '" + drawn.color + "'");
    }

    void band(const Drawn& drawn) {
        const Curve& curve = *drawn.curve;
        const Trace edges =
            trace(chart_.x, layout_.x, {&curve.lower, &curve.upper}, layout_.y);
        add(data(thin(edges)), "1:2:3 with filledcurves fillcolor rgb '" + drawn.color +
                                   "' fillstyle transparent solid " + number(band_opacity) +
                                   " noborder");
    }

    void level(const Drawn& drawn) {
        stroke(data(thin(full(drawn))), level_width, drawn.color);
    }

    void line(const Drawn& drawn) {
        const Trace rows = full(drawn);
        stroke(data(thin(rows)), line_width, drawn.color);
        outlined_points(data(marked(rows, layout_.x, drawn.share)), drawn, line_marker);
    }

    void points(const Drawn& drawn) {
        outlined_points(data(full(drawn)), drawn, point_marker);
    }

    // Over a measured line of its own color a dashed line shows by its light casing.
    void theory(const Drawn& drawn) {
        const std::string name = data(thin(full(drawn)));
        stroke(name, casing_width, page_);
        stroke(name, theory_width, drawn.color,
               '(' + std::to_string(theory_dashes[0]) + ',' +
                   std::to_string(theory_dashes[1]) + ')');
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
    return opening(chart_height, palette) + axes(layout, palette) + label_commands(layout) +
           Painting(chart, layout, palette).commands();
}

}  // namespace winit
