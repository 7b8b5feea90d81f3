#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figures/chart.hpp"
#include "figures/chart_layout.hpp"
#include "figures/gnuplot.hpp"
#include "figures/heat_map.hpp"
#include "figures/style.hpp"
#include "figures/traces.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Chart chart_of(std::vector<double> x, std::vector<double> y, Scale scale) {
    return {.name = "chart",
            .x_axis = {"x", scale},
            .y_axis = {"y", scale},
            .x = std::move(x),
            .curves = {{.label = "it's {a}\\_^ `id` <$1>", .y = std::move(y)}}};
}

// Contrast of two colors after WCAG 2.2.
double luminance(std::string_view hex) {
    double sum = 0.0;
    constexpr std::array weights = {0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
        const double value =
            std::stoi(std::string(hex.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
        sum += weights[i] *
               (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(std::string_view one, std::string_view other) {
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

// What gnuplot drew and where the layout puts it, in pixels from the upper left corner.
using Corners = std::vector<std::pair<double, double>>;

// The corners of the first path or polygon behind a place in a drawing.
Corners corners_drawn(const std::string& svg, std::size_t from, const std::string& start,
                      char quote) {
    const std::size_t begin = svg.find(start, from) + start.size();
    std::string list = svg.substr(begin, svg.find(quote, begin) - begin);
    std::ranges::replace_if(
        list, [](char c) { return c == ',' || c == 'M' || c == 'L'; }, ' ');
    std::istringstream numbers(list);
    Corners corners;
    for (double x = 0.0, y = 0.0; numbers >> x >> y;) {
        corners.emplace_back(x, y);
    }
    return corners;
}

Corners corners_wanted(const Chart& chart, const std::vector<double>& heights) {
    const ChartLayout layout = lay_out(chart, light);
    const Frame& frame = layout.frame;
    Corners corners;
    for (std::size_t i = 0; i < chart.x.size(); ++i) {
        corners.emplace_back(
            frame.left + layout.x.position(chart.x[i]) * (frame.right - frame.left),
            chart_height - frame.bottom -
                layout.y.position(heights[i]) * (frame.top - frame.bottom));
    }
    return corners;
}

// How many corners of one list have none of the other within a pixel?
std::size_t without_partner(const Corners& list, const Corners& others) {
    return static_cast<std::size_t>(std::ranges::count_if(list, [&](const auto& corner) {
        return std::ranges::none_of(others, [&](const auto& other) {
            return std::abs(other.first - corner.first) <= 1.0 &&
                   std::abs(other.second - corner.second) <= 1.0;
        });
    }));
}

}  // namespace

TEST_CASE("Every color can color text and every stroke stands out from its page",
          "[figures]") {
    for (const Palette& palette : {light, dark}) {
        for (const std::string_view color : palette.colors) {
            CHECK(contrast(color, palette.page) >= 4.5);
        }
        CHECK(contrast(palette.text, palette.page) >= 7.0);
        CHECK(contrast(palette.level, palette.page) >= 4.5);
        CHECK(contrast(palette.axis, palette.page) >= 3.0);
    }
}

TEST_CASE("Text keeps 9 pixels when a drawing shrinks to a phone", "[figures]") {
    CHECK(exponent_size * 358.0 / drawing_width >= 9.0);
    CHECK(text_size >= exponent_size);
}

TEST_CASE("With equal units a unit is as long across as up", "[figures]") {
    for (const double height : {0.1, 20.0}) {
        Chart chart = chart_of({-1.0, 0.0, 2.0}, {-height, 0.0, height}, Scale::linear);
        const auto ratio = [&] {
            const ChartLayout layout = lay_out(chart, light);
            const double across = layout.x.position(1.0) - layout.x.position(0.0);
            const double up = layout.y.position(1.0) - layout.y.position(0.0);
            const Frame& frame = layout.frame;
            return across * (frame.right - frame.left) / (up * (frame.top - frame.bottom));
        };
        CHECK_FALSE(ratio() == Approx(1.0));  // control
        chart.equal_units = true;
        CHECK(ratio() == Approx(1.0));
        const ChartLayout layout = lay_out(chart, light);
        for (const double x : chart.x) {  // everything stays inside
            CHECK(layout.x.position(x) >= 0.0);
            CHECK(layout.x.position(x) <= 1.0);
        }
    }
}

TEST_CASE("Charts of unusual data are drawn", "[figures]") {
    for (const Scale scale : {Scale::linear, Scale::log}) {
        for (const Chart& chart : {chart_of({1.0, 2.0, 3.0}, {1.0, missing, 2.0}, scale),
                                   chart_of({}, {}, scale), chart_of({1.0}, {1.0}, scale),
                                   chart_of({1.0, 2.0}, {missing, missing}, scale),
                                   chart_of({1.0, 2.0}, {0.0, 0.0}, scale),
                                   chart_of({3.0, 2.0}, {-1.0, 5.0}, scale)}) {
            CHECK(run_gnuplot(script(chart, light)).find("</svg>") != std::string::npos);
        }
    }
    CHECK_THROWS_AS(run_gnuplot("no such command\n"), std::runtime_error);  // control
}

TEST_CASE("A label is drawn letter by letter, whatever it contains", "[figures]") {
    const std::string svg =
        run_gnuplot(script(chart_of({1.0, 2.0}, {1.0, 2.0}, Scale::linear), dark));
    CHECK(svg.find("it's {a}\\_^ `id`") != std::string::npos);
    CHECK(svg.find("&lt;$1>") != std::string::npos);  // on a line of its own
}

TEST_CASE("Heat maps of unusual data are drawn", "[figures]") {
    HeatMap map{.name = "map",
                .x_axis = {"x"},
                .y_axis = {"y"},
                .cell_axis = {"cell", Scale::log},
                .x = {1.0},
                .y = {1.0},
                .panels = {{"one cell", {{0.5}}},
                           {"nothing", {{missing}}},
                           {"zero", {{0.0}}},
                           {"a fourth", {{1.0}}}}};
    CHECK(run_gnuplot(script(map, light)).find("</svg>") != std::string::npos);
    map.cell_axis.scale = Scale::linear;
    CHECK(run_gnuplot(script(map, dark)).find("</svg>") != std::string::npos);
}

TEST_CASE("A line over a heat map is drawn on its scales and cut off at its edge",
          "[figures]") {
    const HeatMap bare{.name = "map",
                       .x_axis = {"x", Scale::log},
                       .y_axis = {"y"},
                       .cell_axis = {"cell"},
                       .x = {1.0, 10.0, 100.0},
                       .y = {0.0, 2.0},
                       .panels = {{"", {{1.0, 2.0, 3.0}, {1.0, 2.0, 3.0}}}}};
    HeatMap map = bare;
    map.overlays = {{"predicted", {1.0, 10.0, 31.6227766016838}, {0.0, HUGE_VAL, 1.0}},
                    {"here", {10.0}, {2.0}, Mark::points},
                    {"beyond", {10.0}, {9.0}, Mark::points}};
    const std::string commands = script(map, light);
    CHECK(commands.find("$overlay0 << EOD\n0 0\n\n1.5") != std::string::npos);
    CHECK(commands.find("$overlay1 << EOD\n1 1\n") != std::string::npos);
    CHECK(script(bare, light).find("overlay") == std::string::npos);  // control
    const std::string svg = run_gnuplot(commands);
    CHECK(svg.find("predicted") != std::string::npos);
    CHECK(svg.find("here") != std::string::npos);
    CHECK(svg.find("beyond") == std::string::npos);
    map.y = {0.0};
    map.panels[0].cells.pop_back();
    CHECK(run_gnuplot(script(map, dark)).find("</svg>") != std::string::npos);
}

TEST_CASE("A long curve keeps its peaks and loses its weight", "[figures]") {
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 100000; ++i) {
        x.push_back(i);
        y.push_back(i == 54321 ? 9.0 : std::sin(0.001 * i));
    }
    const Ruler across = ruler(x, Scale::linear, 0.0, 5);
    const Ruler up = ruler(y, Scale::linear, 0.0, 5);
    const Trace thin = thinned(trace(x, across, {&y}, up), across, 480.0);
    CHECK(thin[0].size() <= std::size_t{4} * 481);
    CHECK(*std::max_element(thin[1].begin(), thin[1].end()) == 9.0);
    CHECK(thin[0].front() == 0.0);
}

TEST_CASE("The bars of a histogram are drawn corner by corner, up and down", "[figures]") {
    const std::vector<double> bars{1.0, 3.0, 2.0, 0.5, 2.5, 0.2};
    Chart chart{.name = "bars", .x_axis = {"x"}, .y_axis = {"y"}};
    Curve outline{.label = ""};
    Curve filled{.label = "", .mark = Mark::theory};
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        const double left = static_cast<double>(bar);
        chart.x.insert(chart.x.end(), {left, left + 1.0});
        outline.y.insert(outline.y.end(), 2, bars[bar]);
        filled.y.insert(filled.y.end(), 2, missing);
        filled.lower.insert(filled.lower.end(), 2, 0.0);
        filled.upper.insert(filled.upper.end(), 2, bars[bar]);
    }
    chart.curves = {outline, filled};
    const std::string svg = run_gnuplot(script(chart, light));

    Corners wanted = corners_wanted(chart, outline.y);
    const std::size_t stroke = svg.find("gnuplot_plot_2");
    const Corners line = corners_drawn(svg, stroke, "d='", '\'');
    CHECK(line.size() == wanted.size());
    CHECK(without_partner(wanted, line) == 0);
    CHECK(without_partner(line, wanted) == 0);

    const Corners feet = corners_wanted(chart, filled.lower);
    wanted.insert(wanted.end(), feet.begin(), feet.end());
    const Corners area =
        corners_drawn(svg, 0, "fill-opacity = '0.200000' points = '", '\'');
    CHECK(without_partner(wanted, area) == 0);
    CHECK(without_partner(area, wanted) == 0);
    wanted.front().second += 5.0;
    CHECK(without_partner(wanted, area) == 1);  // control
}

TEST_CASE("A short piece of a curve survives beside a gap", "[figures]") {
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x{0.0, 50.0, 50.01, 50.01, 50.02, 100.0};
    const std::vector<double> y{gap, gap, 1.0, 2.0, gap, gap};
    const Ruler across = ruler(x, Scale::linear, 0.0, 5);
    const Ruler up = ruler(y, Scale::linear, 0.0, 5);
    const Trace thin = thinned(trace(x, across, {&y}, up), across, 480.0);
    CHECK(std::count(thin[1].begin(), thin[1].end(), 1.0) == 1);
    CHECK(std::count(thin[1].begin(), thin[1].end(), 2.0) == 1);
}

TEST_CASE("A chart may say where numbers stand on an axis, and that none do", "[figures]") {
    Chart chart{.name = "steps",
                .x_axis = {"step", Scale::linear, std::vector<double>{1.0, 2.0}},
                .y_axis = {"", Scale::linear, std::vector<double>{}},
                .x = {0.0, 3.0},
                .curves = {{.label = "", .y = {0.0, 3.0}}}};
    const std::string commands = script(chart, light);
    CHECK(commands.find("('1' 1, '2' 2)") != std::string::npos);
    CHECK(commands.find("unset ytics\n") != std::string::npos);
    // An empty list would let gnuplot choose: the two numbers must be all that is written.
    const std::string svg = run_gnuplot(commands);
    const auto occurrences = [](const std::string& drawing, std::string_view of) {
        std::size_t count = 0;
        for (std::size_t at = drawing.find(of); at != std::string::npos;
             at = drawing.find(of, at + 1)) {
            ++count;
        }
        return count;
    };
    const auto texts = [&](const std::string& drawing) {
        return occurrences(drawing, "</text>") - occurrences(drawing, "<text></text>");
    };
    CHECK(texts(svg) == 3);  // with the name of the x axis
    chart.y_axis.ticks.reset();
    CHECK(texts(run_gnuplot(script(chart, light))) > 3);  // control
    chart.x_axis.ticks.reset();
    CHECK(script(chart, light).find("('1' 1, '2' 2)") == std::string::npos);
}

TEST_CASE("The same script gives the same bytes", "[figures]") {
    const std::string commands =
        script(chart_of({1.0, 2.0}, {1.0, 2.0}, Scale::log), light);
    const std::string svg = run_gnuplot(commands);
    CHECK(svg == run_gnuplot(commands));
    CHECK(svg.find("GNUPLOT") == std::string::npos);  // no version
}
