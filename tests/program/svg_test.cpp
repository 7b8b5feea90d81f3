#include "figures/svg.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figures/chart_layout.hpp"
#include "figures/colors.hpp"
#include "figures/heat_map_layout.hpp"
#include "figures/labels.hpp"
#include "figures/style.hpp"
#include "figures/svg_canvas.hpp"
#include "tests/catch.hpp"
#include "tests/program/read_svg.hpp"

using namespace winit;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
const std::string odd_label = "it's {a}\\_^ `id` <$1> & \"b\" ]]> 5 σ";

std::size_t occurrences(const std::string& text, char c) {
    return static_cast<std::size_t>(std::ranges::count(text, c));
}

using Corners = std::vector<std::pair<double, double>>;

// The corners of a path of absolute places.
Corners corners_of(std::string d) {
    std::ranges::replace_if(
        d,
        [](char c) { return c == ',' || std::isalpha(static_cast<unsigned char>(c)) != 0; },
        ' ');
    std::istringstream numbers(d);
    Corners corners;
    for (double x = 0.0, y = 0.0; numbers >> x >> y;) {
        corners.emplace_back(x, y);
    }
    return corners;
}

Corners corners_wanted(const Chart& chart, const std::vector<double>& heights,
                       const Chart* beside = nullptr) {
    const ChartLayout layout = lay_out(chart, light, beside);
    Corners corners;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        const Point at =
            layout.frame.at(layout.x.position(chart.x[i]), layout.y.position(heights[i]));
        if (std::isfinite(at.x) && std::isfinite(at.y)) {
            corners.emplace_back(at.x, chart_height - at.y);
        }
    }
    return corners;
}

bool close(const Corners& drawn, const Corners& wanted) {
    return drawn.size() == wanted.size() &&
           std::ranges::equal(drawn, wanted, [](const auto& one, const auto& other) {
               return std::abs(one.first - other.first) <= 0.5 &&
                      std::abs(one.second - other.second) <= 0.5;
           });
}

// The only line of that width and color.
std::string stroke(const Element& root, double width, std::string_view color) {
    std::vector<Element> found;
    for (const Element& path : with(all(root, "path"), "stroke", std::string(color))) {
        if (std::abs(path.number("stroke-width") - width) < 0.01) {
            found.push_back(path);
        }
    }
    REQUIRE(found.size() == 1);
    return found.front().get("d");
}

Chart chart_of(std::vector<double> x, std::vector<double> y, Scale scale) {
    return {.name = "chart",
            .x_axis = {"across", scale},
            .y_axis = {"up", scale},
            .x = std::move(x),
            .curves = {{.label = "curve", .y = std::move(y)}}};
}

HeatMap map_of(std::vector<std::vector<double>> cells, Scale scale) {
    return {.name = "map",
            .x_axis = {"across"},
            .y_axis = {"up"},
            .cell_axis = {"color", scale},
            .x = {1.0, 2.0, 3.0},
            .y = {1.0, 2.0},
            .panels = {{"a panel", std::move(cells)}}};
}

std::string hex(const Color& color) {
    std::ostringstream text;
    text << '#' << std::hex;
    for (const int channel : color) {
        text << channel / 16 << channel % 16;
    }
    return text.str();
}

// The paths inside the first grid of cells, by color.
std::map<std::string, std::string> areas(const Element& root) {
    std::map<std::string, std::string> result;
    const Element grid = all(root, "svg").front();
    for (const Element& path : grid.children) {
        result[path.attributes.at("fill")] = path.attributes.at("d");
    }
    return result;
}

}  // namespace

TEST_CASE("The reader of these tests refuses what is no XML", "[svg]") {
    for (const char* const bad : {"<a>", "<a></b>", "<a b=1/>", R"(<a b="1" b="2"/>)",
                                  "<a>&nbsp;</a>", R"(<a b="<"/>)", "<a>\x01</a>",
                                  "<a/><b/>", "<a>5 > 4</a>", R"(<a b="1"c="2"/>)"}) {
        CHECK_THROWS_AS(parsed(bad), std::runtime_error);
    }
    CHECK(parsed(R"(<a b="1"><c/>x &amp; y</a>)").text == "x & y");
}

TEST_CASE("A drawing is XML whatever its labels contain", "[svg]") {
    Chart chart = chart_of({1.0, 2.0}, {1.0, 2.0}, Scale::linear);
    chart.x_axis.label = odd_label;
    const Element root = parsed(svg(chart, light));
    CHECK(contains(texts(root), odd_label));
    CHECK(root.get("viewBox") == "0 0 640 400");

    CHECK(escaped("a\nb\x01"
                  "c") == "a b c");
    const std::string unknown = "\xef\xbf\xbd";
    CHECK(escaped("\xff|\xc3|\xed\xa0\x80|\xef\xbf\xbe|\xc0\xaf") ==
          unknown + '|' + unknown + '|' + unknown + unknown + unknown + '|' + unknown +
              unknown + unknown + '|' + unknown + unknown);
    for (const std::string good : {"σ", "−", "😀", "\xef\xbf\xbd"}) {
        CHECK(escaped(good) == good);
    }
    CHECK(escaped("\xe2\x88") == unknown + unknown);  // the end is missing
}

TEST_CASE("A drawing names nothing, so that many can stand in one page", "[svg]") {
    HeatMap map = map_of({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}, Scale::linear);
    map.overlays = {{"line", {1.0, 3.0}, {1.0, 2.0}}};
    const Chart chart = chart_of({1.0, 2.0}, {1.0, 2.0}, Scale::log);
    for (const std::string& drawing : {svg(chart, light, &chart), svg(map, dark)}) {
        const Element root = parsed(drawing);
        for (const char* const word :
             {" id=", "url(", "href", "<style", "<script", " role="}) {
            CHECK(drawing.find(word) == std::string::npos);
        }
        CHECK(root.name == "svg");
        CHECK(root.get("xmlns") == "http://www.w3.org/2000/svg");
    }
}

TEST_CASE("Every point of a curve lands where its axis says", "[svg]") {
    for (const Scale scale : {Scale::linear, Scale::log}) {
        Chart chart = chart_of({1.0, 3.0, 10.0, 40.0}, {2.0, 0.5, 70.0, 7.0}, scale);
        chart.curves.push_back({"dots", {1.0, 2.0, 3.0, 4.0}, Mark::points});
        chart.curves.push_back({"theory", {4.0, 3.0, 2.0, 1.0}, Mark::theory});
        chart.curves.push_back({"level", {5.0, 5.0, 5.0, 5.0}, Mark::reference});
        const Element root = parsed(svg(chart, light));
        const auto wanted = [&](std::size_t i) {
            return corners_wanted(chart, chart.curves[i].y);
        };
        CHECK(close(corners_of(stroke(root, line_width, light.colors[0])), wanted(0)));
        CHECK(close(corners_of(stroke(root, theory_width, light.colors[1])), wanted(2)));
        CHECK(close(corners_of(stroke(root, level_width, light.level)), wanted(3)));
        CHECK_FALSE(  // control
            close(corners_of(stroke(root, line_width, light.colors[0])), wanted(1)));

        Corners centers;  // of squares, which are the second color's
        const auto dots = with(all(root, "path"), "fill", std::string(light.colors[1]));
        REQUIRE(dots.size() == 1);
        const Corners corners = corners_of(dots.front().get("d"));
        for (std::size_t i = 0; i + 3 < corners.size(); i += 4) {
            centers.emplace_back(0.5 * (corners[i].first + corners[i + 2].first),
                                 0.5 * (corners[i].second + corners[i + 2].second));
        }
        CHECK(close(centers, wanted(1)));
    }
}

TEST_CASE("Ticks stand at their numbers, their names outside of the axes", "[svg]") {
    const Chart chart = chart_of({1.0, 2.0, 3.0}, {1.0, 1e-9, 1e-3}, Scale::log);
    const ChartLayout layout = lay_out(chart, light);
    const Frame& frame = layout.frame;
    const Element root = parsed(svg(chart, light));
    const auto left = with(all(root, "text"), "text-anchor", "end");
    const auto below = with(all(root, "text"), "text-anchor", "middle");
    REQUIRE(left.size() == layout.y.ticks.size());
    REQUIRE(below.size() == layout.x.ticks.size() + 1);  // and the name of the axis
    for (std::size_t i = 0; i < left.size(); ++i) {
        const Tick& tick = layout.y.ticks[i];
        CHECK(left[i].text == tick.label + tick.power);
        CHECK(left[i].number("x") < frame.left - tick_length);
        const double y = chart_height - frame.at(0.0, layout.y.position(tick.at)).y;
        CHECK(left[i].number("y") == Approx(y + 0.325 * text_size).margin(0.5));
    }
    for (std::size_t i = 0; i < layout.x.ticks.size(); ++i) {
        const Tick& tick = layout.x.ticks[i];
        CHECK(below[i].text == tick.label);
        CHECK(below[i].number("x") ==
              Approx(frame.at(layout.x.position(tick.at), 0.0).x).margin(0.5));
        CHECK(below[i].number("y") - text_size > chart_height - frame.bottom);
    }
    const auto ticks = with(all(root, "line"), "stroke", std::string(light.axis));
    CHECK(ticks.size() == layout.x.ticks.size() + layout.y.ticks.size());
}

TEST_CASE("Labels are all there and inside the drawing", "[svg]") {
    Chart chart = chart_of({1e-9, 1e9}, {1.0, 1e-12}, Scale::log);
    chart.y_axis.label = "a rather long name of the axis, with its unit / seconds";
    for (int i = 0; i < 8; ++i) {
        chart.curves.push_back({"number " + std::to_string(i), {1.0, 1e-12}});
    }
    const Element root = parsed(svg(chart, dark));
    for (const Curve& curve : chart.curves) {
        CHECK(contains(texts(root), curve.label));
    }
    CHECK(contains(texts(root), chart.y_axis.label));
    CHECK(contains(texts(root), "10−10"));  // a power
    CHECK(with(all(root, "tspan"), "font-size", "16.2").size() ==
          all(root, "tspan").size());
    CHECK(texts_inside(root));
    chart.y_axis.label += chart.y_axis.label;
    CHECK_FALSE(
        texts_inside(parsed(svg(chart, dark))));  // control: too long for any layout

    HeatMap map = map_of({{1.0, 0.0, 3.0}, {4.0, 5.0, 1e-6}}, Scale::log);
    map.overlays = {{"a line's name", {1.0, 3.0}, {1.0, 2.0}}, {"", {1.0}, {1.0}}};
    const Element heat = parsed(svg(map, light));
    for (const char* const label :
         {"across", "up", "color", "a panel", "0", "a line's name"}) {
        CHECK(contains(texts(heat), label));
    }
    CHECK(texts_inside(heat));
}

TEST_CASE("Printed curves lie below as pale ghosts on common axes", "[svg]") {
    const Chart chart = chart_of({1.0, 2.0, 3.0}, {1.0, 2.0, 3.0}, Scale::linear);
    Chart printed = chart_of({1.0, 4.0, 8.0}, {9.0, 20.0, 30.0}, Scale::linear);
    printed.curves.front().lower = {8.0, 8.0, 8.0};
    printed.curves.front().upper = {9.0, 31.0, 31.0};
    const std::string drawing = svg(chart, light, &printed);
    const Element root = parsed(drawing);
    const std::vector<Element> groups = all(root, "g");
    REQUIRE(groups.size() == 1);
    CHECK(groups.front().number("opacity") <= 0.5);
    CHECK(groups.front().number("opacity") >= 0.2);
    const Corners ghost =
        corners_of(stroke(groups.front(), line_width, light.colors.front()));
    const ChartLayout layout = lay_out(chart, light, &printed);
    REQUIRE(ghost.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const double share = layout.y.position(printed.curves.front().y[i]);
        CHECK(ghost[i].second ==
              Approx(chart_height - layout.frame.at(0.0, share).y).margin(0.5));
        CHECK(ghost[i].second >= chart_height - layout.frame.top);
    }
    // Below: all of the chart's own comes later. On the same axes: it has moved.
    const std::size_t end = drawing.find("</g>");
    CHECK(drawing.find("stroke-width=\"4\"", end) != std::string::npos);
    const Element own = parsed(svg(chart, light));
    const Corners alone = corners_of(stroke(own, line_width, light.colors.front()));
    CHECK(close(alone, corners_wanted(chart, chart.curves.front().y)));
    CHECK_FALSE(close(alone, corners_wanted(chart, chart.curves.front().y, &printed)));
    CHECK(all(own, "g").empty());
    CHECK(std::ranges::count(texts(root), "curve") == 1);  // ghosts have no labels

    for (Chart other : {printed, printed, printed}) {
        static int which = 0;
        (which == 0 ? other.x_axis.scale : other.y_axis.scale) = Scale::log;
        other.equal_units = ++which == 3;
        CHECK(svg(chart, light, &other) == svg(chart, light));
    }
}

TEST_CASE("A chart may say that no numbers stand on an axis", "[svg]") {
    Chart chart = chart_of({1.0, 2.0}, {1.0, 2.0}, Scale::linear);
    chart.x_axis.ticks = std::vector<double>{};
    chart.y_axis.ticks = std::vector<double>{1.0};
    const Element root = parsed(svg(chart, light));
    CHECK(texts(root).size() == 4);  // two axes, one curve, one tick
    CHECK(contains(texts(root), "1"));
    chart.x_axis.ticks.reset();
    CHECK(texts(parsed(svg(chart, light))).size() > 4);  // control
}

TEST_CASE("A missing number leaves a gap in a line and in a band", "[svg]") {
    Chart chart =
        chart_of({1.0, 2.0, 3.0, 4.0, 5.0}, {1.0, 2.0, missing, 2.0, 1.0}, Scale::linear);
    Curve& curve = chart.curves.front();
    curve.lower = {0.0, 1.0, missing, 1.0, 0.0};
    curve.upper = {2.0, 3.0, missing, 3.0, 2.0};
    const Element root = parsed(svg(chart, light));
    const std::string line = stroke(root, line_width, light.colors[0]);
    CHECK(occurrences(line, 'M') == 2);
    CHECK(occurrences(line, 'L') == 2);
    CHECK(close(corners_of(line), corners_wanted(chart, curve.y)));
    const auto bands = with(all(root, "path"), "opacity", "0.2");
    REQUIRE(bands.size() == 1);
    CHECK(occurrences(bands.front().get("d"), 'z') == 2);
    Corners edges = corners_of(bands.front().get("d"));
    Corners wanted = corners_wanted(chart, curve.lower);
    const Corners upper = corners_wanted(chart, curve.upper);
    wanted.insert(wanted.end(), upper.begin(), upper.end());
    std::ranges::sort(edges);
    std::ranges::sort(wanted);
    CHECK(close(edges, wanted));
}

TEST_CASE("Zeros on a logarithmic axis stand on their own line", "[svg]") {
    const Chart chart = chart_of({1.0, 2.0, 3.0}, {1.0, 0.0, 1e-3}, Scale::log);
    const Element root = parsed(svg(chart, light));
    const Corners line = corners_of(stroke(root, line_width, light.colors[0]));
    REQUIRE(line.size() == 3);
    CHECK(line[1].second > line[2].second);
    CHECK(close(line, corners_wanted(chart, chart.curves.front().y)));
    CHECK(contains(texts(root), "0"));
}

TEST_CASE("Charts and maps of unusual data are drawn", "[svg]") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double huge = std::numeric_limits<double>::max();
    for (const Scale scale : {Scale::linear, Scale::log}) {
        for (const Chart& chart : {chart_of({}, {}, scale), chart_of({1.0}, {1.0}, scale),
                                   chart_of({1.0, 2.0}, {missing, missing}, scale),
                                   chart_of({1.0, 2.0}, {0.0, 0.0}, scale),
                                   chart_of({3.0, 2.0}, {-1.0, 5.0}, scale),
                                   chart_of({1.0, 2.0}, {-huge, huge}, scale),
                                   chart_of({1.0, 2.0}, {infinity, -infinity}, scale)}) {
            const std::string drawing = svg(chart, light, &chart);
            CHECK_NOTHROW(parsed(drawing));
            for (const char* const word : {"nan", "inf\"", "inf,", "inf<"}) {
                CHECK(drawing.find(word) == std::string::npos);
            }
        }
        HeatMap map = map_of({{missing}}, scale);
        map.x = {1.0};
        map.y = {1.0};
        map.panels.push_back({"zero", {{0.0}}});
        map.panels.push_back({"no cell", {}});
        map.overlays = {{"nowhere", {1.0}, {1.0}}};
        CHECK_NOTHROW(parsed(svg(map, light)));
        map.panels.clear();
        CHECK_NOTHROW(parsed(svg(map, light)));
    }
}

TEST_CASE("A long curve keeps its peaks and loses its weight in a page", "[svg]") {
    std::vector<double> x;
    std::vector<double> y;
    for (int i = 0; i < 100000; ++i) {
        x.push_back(i);
        y.push_back(i == 54321 ? 9.0 : std::sin(0.001 * i));
    }
    Chart chart = chart_of(x, y, Scale::linear);
    const std::string drawing = svg(chart, light);
    CHECK(drawing.size() < 40'000);
    const Corners line = corners_of(stroke(parsed(drawing), line_width, light.colors[0]));
    const Corners peak = corners_wanted(chart, {9.0});
    CHECK(std::ranges::min(line, {}, &std::pair<double, double>::second).second ==
          Approx(peak.front().second).margin(0.5));

    chart.curves.front().mark = Mark::points;
    const auto dots =
        with(all(parsed(svg(chart, light)), "path"), "fill", std::string(light.colors[0]));
    REQUIRE(dots.size() == 1);
    const std::size_t count = occurrences(dots.front().get("d"), 'M');
    CHECK(count < 100'000 / 4);
    CHECK(count > 1'000);
}

TEST_CASE("Names of a map's columns keep a space between them", "[svg]") {
    HeatMap map{.name = "rates",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"start"},
                .cell_axis = {"accuracy"},
                .x = {0.03, 0.1, 0.3, 1.0, 3.0},
                .y = {1.0, 2.0}};
    for (const std::size_t panels : {1U, 3U}) {
        map.panels.assign(panels,
                          {"", {{0.1, 0.2, 0.3, 0.4, 0.5}, {0.5, 0.4, 0.3, 0.2, 0.1}}});
        const HeatMapLayout layout = lay_out(map);
        const auto& ticks = layout.x.ticks;
        // Five names have room in one panel; in a third of it "0.03" would touch "0.1".
        CHECK((ticks.size() == map.x.size()) == (panels == 1));
        const double column = layout.panel_width / static_cast<double>(map.x.size());
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            const double between = (ticks[i].at - ticks[i - 1].at) * column;
            CHECK(between > 0.5 * (ticks[i].width + ticks[i - 1].width) + 9.0);
        }
    }
}

TEST_CASE("Cells of a map have their places and their colors", "[svg]") {
    const HeatMap map = map_of({{1.0, 1.0, 10.0}, {0.0, missing, 100.0}}, Scale::log);
    for (const Palette& palette : {light, dark}) {
        const Element root = parsed(svg(map, palette));
        const Element grid = all(root, "svg").front();
        CHECK(grid.get("viewBox") == "0 0 3 2");
        const HeatMapLayout layout = lay_out(map);
        const Frame frame = panel_layout(map, 0, layout, palette).frame;
        CHECK(grid.number("x") == Approx(frame.left).margin(0.01));
        CHECK(grid.number("y") == Approx(layout.height - frame.top).margin(0.01));
        CHECK(grid.number("width") == Approx(frame.right - frame.left).margin(0.01));
        CHECK(grid.number("height") == Approx(frame.top - frame.bottom).margin(0.01));
        // Rows are counted from above; equal neighbors are one area.
        const std::map<std::string, std::string> wanted = {
            {hex(step_color(0, layout)), "M0 1h2v1h-2z"},
            {hex(step_color(color_steps / 2, layout)), "M2 1h1v1h-1z"},
            {hex(step_color(color_steps - 1, layout)), "M2 0h1v1h-1z"},
            {std::string(palette.page), "M0 0h1v1h-1z"},
            {std::string(palette.nothing), "M1 0h1v1h-1z"}};
        CHECK(areas(root) == wanted);
        // The steps are so fine that no cell's color is far from the printed one.
        const Color unrounded = cell_color(10.0, layout, palette);
        const Color step = step_color(color_steps / 2, layout);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            CHECK(std::abs(unrounded[channel] - step[channel]) <= 2);
        }
    }
}

TEST_CASE("A line over a map is cut off at its edge and points beyond are not drawn",
          "[svg]") {
    HeatMap map = map_of({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}, Scale::linear);
    map.overlays = {{"predicted", {1.0, 2.0, 2.5, 3.0}, {1.0, HUGE_VAL, 1.5, 99.0}},
                    {"here", {2.0}, {2.0}, Mark::points},
                    {"beyond", {2.0}, {9.0}, Mark::points}};
    const Element root = parsed(svg(map, light));
    const HeatMapLayout layout = lay_out(map);
    const Frame frame = panel_layout(map, 0, layout, light).frame;
    const std::string line = stroke(root, overlay_width, light.text);
    CHECK(occurrences(line, 'M') == 2);
    const Corners corners = corners_of(line);
    REQUIRE(corners.size() == 3);
    const Point third = frame.at((1.5 + 0.5) / 3.0, (0.5 + 0.5) / 2.0);
    CHECK(corners[1].first == Approx(third.x).margin(0.5));
    CHECK(corners[1].second == Approx(layout.height - third.y).margin(0.5));
    const Element clip = all(root, "svg").at(1);  // behind the cells
    CHECK(clip.children.size() == 2);
    CHECK(clip.number("width") == Approx(frame.right - frame.left).margin(0.01));
    CHECK(contains(texts(root), "predicted"));
    CHECK(contains(texts(root), "here"));
    CHECK_FALSE(contains(texts(root), "beyond"));
    const auto dots = with(all(root, "path"), "fill", std::string(light.text));
    CHECK(dots.size() == 1);
}

TEST_CASE("A network can be drawn on the canvas", "[svg]") {
    SvgCanvas canvas(200.0, 100.0, "");
    canvas.line({20.0, 50.0}, {180.0, 80.0}, {.stroke = "currentColor", .width = 2.5});
    canvas.circle({20.0, 50.0}, 15.0, {.fill = "#ffffff", .stroke = "var(--ring)"});
    canvas.text({{20.0, 50.0}, "0.5", Align::center, "#000000"}, 12.0);
    const Element root = parsed(canvas.svg());
    REQUIRE(root.children.size() == 3);  // and no page behind
    CHECK(root.children[0].number("y1") == 50.0);
    CHECK(root.children[0].number("y2") == 20.0);  // from the upper edge
    CHECK(root.children[0].number("stroke-width") == 2.5);
    CHECK(root.children[1].get("stroke") == "var(--ring)");
    CHECK(root.children[2].get("font-size") == "12");
    CHECK(root.children[2].number("y") == Approx(50.0 + 0.325 * 12.0));
}

TEST_CASE("Coordinates are short and never words", "[svg]") {
    const auto written = [](double x) {
        Outline outline(0.0);
        outline.move_to({x, 0.0});
        return outline.text();
    };
    CHECK(written(1.0) == "M1,0");
    CHECK(written(-0.004) == "M0,0");
    CHECK(written(-0.5) == "M-0.5,0");
    CHECK(written(12.345) == "M12.35,0");
    CHECK(written(7.04) == "M7.04,0");
    CHECK(written(missing) == "M0,0");
    CHECK(written(HUGE_VAL) == "M10000000,0");
}
