/// @file result.hpp
/// @brief What an experiment returns: named numbers and named series. Data only.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace winit {

/// @brief How far a number may lie from the committed one and still count as the same.
///
/// A closed form repeats to rounding. A statistic over trained networks may differ between BLAS
/// kernels, and says here by how much.
struct Tolerance {
    double relative = 1e-9;  ///< Share of the committed number.
    double absolute = 0.0;   ///< In the number's own unit; for numbers that may be zero.
};

/// @brief For counts and parameters: not a bit may change.
inline constexpr Tolerance exact{.relative = 0.0, .absolute = 0.0};

/// @brief A line of the source: where something was computed.
struct Place {
    const char* file = "";  ///< As the compiler names it, from the root of the project.
    int line = 0;           ///< Counted from 1; 0: unknown.
};

/// @brief Who reads a number.
enum class Audience {
    text,  ///< A page quotes it; the site's build refuses one that no page quotes.
    data,  ///< Readers of the tables, who compare more than the text has room for.
};

/// @brief One number that the prose, a test or the browser may quote by its name.
struct Value {
    std::string name;     ///< snake_case, unique in the chapter.
    double number;        ///< The number, unrounded and finite.
    std::string meaning;  ///< One line: what it measures, and its unit.
    Tolerance tolerance = {};
    Place place = {};
    Audience audience = Audience::text;
};

enum class Scale { linear, log };

struct Axis {
    std::string label;  ///< What is counted or measured, and its unit.
    Scale scale = Scale::linear;
    /// Where numbers stand, on the axes of a chart: chosen if not given, nowhere if empty.
    std::optional<std::vector<double>> ticks = {};
};

/// @brief How a curve is drawn. Theory is thin and lies over what was measured.
enum class Mark {
    line,    ///< Measured, a line.
    points,  ///< Measured, dots.
    theory,  ///< Predicted: thin, dashed, in the color of the measured curve that it belongs to.
    reference,  ///< A level to compare with: thin and grey.
};

/// @brief One curve of a chart.
struct Curve {
    std::string label;           ///< Stands at the curve's end; empty: no label.
    std::vector<double> y = {};  ///< One number per x; NaN where there is none.
    Mark mark = Mark::line;
    int color = -1;                  ///< Number in the house palette; -1: the next one.
    std::vector<double> lower = {};  ///< Lower edge of a band, or empty.
    std::vector<double> upper = {};  ///< Upper edge of a band, or empty.
};

/// @brief Curves over one axis. It becomes <name>.csv, <name>.svg and <name>-dark.svg.
struct Chart {
    static constexpr std::string_view kind = "chart";  ///< In values.json and for a page.

    std::string name;  ///< snake_case, unique in the chapter.
    Axis x_axis;
    Axis y_axis;
    std::vector<double> x = {};
    std::vector<Curve> curves = {};
    Tolerance tolerance = {};
    /// Of the edges of bands, where one network of several decides; not given: as the curves.
    std::optional<Tolerance> band_tolerance = {};
    bool equal_units = false;  ///< Linear axes: as long across as up, so circles are round.
    Place place = {};
};

/// @brief One panel of a heat map; rows from the lowest y to the highest.
struct Panel {
    std::string title;
    std::vector<std::vector<double>> cells = {};  ///< cells[row][column]; NaN: no cell.
};

/// @brief A line or a few points over every panel of a heat map, such as a prediction.
struct Overlay {
    std::string label;  ///< Stands beside the last point that is seen; may be empty.
    std::vector<double> x = {};  ///< In the unit of the map's x axis.
    std::vector<double> y = {};  ///< As long as x; beyond the map or not finite: not drawn.
    Mark mark = Mark::line;      ///< A line or points.
};

/// @brief Colored grids that share their axes and their colors. Files as for a Chart.
struct HeatMap {
    static constexpr std::string_view kind = "map";  ///< In values.json and for a page.

    std::string name;  ///< snake_case, unique in the chapter.
    Axis x_axis;
    Axis y_axis;
    Axis cell_axis;              ///< What the color stands for, and its scale.
    std::vector<double> x = {};  ///< Center of each column.
    std::vector<double> y = {};  ///< Center of each row.
    std::vector<Panel> panels = {};
    std::vector<Overlay> overlays = {};
    Tolerance tolerance = {};
    Place place = {};
};

/// @brief One layer of a drawn network at one step of its training.
struct DrawnLayer {
    std::string label;                ///< Names the column: input, hidden, output.
    std::vector<double> values = {};  ///< What its one or two units give.
    std::vector<double> biases = {};  ///< One per unit, or none.
    std::vector<double> deltas = {};  ///< Derivatives by the pre-activations; inputs: none.
    std::vector<std::vector<double>> weights = {};  ///< weights[unit][from]; inputs: none.
    std::vector<std::vector<double>> gradients = {};  ///< Derivatives by the weights.
};

/// @brief A network before one of its steps.
struct DrawnStep {
    double loss;
    std::vector<DrawnLayer> layers = {};  ///< Inputs first; the same shapes at every step.
};

/// @brief A network so small that all its numbers can be drawn. Files as for a Chart: the table has
///        every step, the drawing the first and the last two.
struct NetworkDrawing {
    static constexpr std::string_view kind = "network";  ///< In values.json and for a page.

    std::string name;                   ///< snake_case, unique in the chapter.
    std::vector<DrawnStep> steps = {};  ///< At least one.
    Tolerance tolerance = {};
    Place place = {};
};

/// @brief What a ranking of starts stands on, for the site's build to judge; see grid.hpp.
struct GridRecord {
    std::string name;  ///< snake_case, unique in the chapter.
    std::string optimizer;
    std::vector<double> rates = {};
    std::vector<std::size_t> epochs = {};
    std::size_t seeds = 0;
    std::vector<std::string> at_edge = {};  ///< Starts whose best rate is at an end.
    Place place = {};
};

/// @brief Everything that one run of an experiment found out.
///
/// What is added notes the line that added it, so that a page can lead from a number or a figure to
/// its source. That line is the caller's: leave `file` and `line` alone.
struct Result {
    std::vector<Value> values = {};
    std::vector<Chart> charts = {};
    std::vector<HeatMap> maps = {};
    std::vector<NetworkDrawing> networks = {};
    std::vector<GridRecord> grids = {};

    /// @brief Add a number that was measured or derived.
    void value(std::string name, double number, std::string meaning,
               Tolerance tolerance = {}, const char* file = __builtin_FILE(),
               int line = __builtin_LINE()) {
        values.push_back(
            {std::move(name), number, std::move(meaning), tolerance, {file, line}});
    }

    /// @brief Add a number for readers of the data: no page has to quote it.
    void data(std::string name, double number, std::string meaning,
              Tolerance tolerance = {}, const char* file = __builtin_FILE(),
              int line = __builtin_LINE()) {
        values.push_back({std::move(name),
                          number,
                          std::move(meaning),
                          tolerance,
                          {file, line},
                          Audience::data});
    }

    /// @brief Add curves.
    void chart(Chart chart, const char* file = __builtin_FILE(),
               int line = __builtin_LINE()) {
        chart.place = {file, line};
        charts.push_back(std::move(chart));
    }

    /// @brief Add colored grids.
    void map(HeatMap map, const char* file = __builtin_FILE(),
             int line = __builtin_LINE()) {
        map.place = {file, line};
        maps.push_back(std::move(map));
    }

    /// @brief Add a network to look into.
    void network(NetworkDrawing network, const char* file = __builtin_FILE(),
                 int line = __builtin_LINE()) {
        network.place = {file, line};
        networks.push_back(std::move(network));
    }

    /// @brief Add all that another experiment found out, behind what is here.
    void add(Result other) {
        const auto append = [](auto& to, auto& from) {
            to.insert(to.end(), std::make_move_iterator(from.begin()),
                      std::make_move_iterator(from.end()));
        };
        append(values, other.values);
        append(charts, other.charts);
        append(maps, other.maps);
        append(networks, other.networks);
        append(grids, other.grids);
    }

    /// @brief Look a number up by its name.
    /// @throws std::invalid_argument if no value has that name.
    double operator[](std::string_view name) const {
        for (const Value& value : values) {
            if (value.name == name) {
                return value.number;
            }
        }
        throw std::invalid_argument("Result: no value is named " + std::string(name));
    }
};

/// @brief Every series of a result, in the order in which files and pages list them.
/// @param visit  Called with each Chart, HeatMap and NetworkDrawing.
template <class Visit>
void each_series(const Result& result, const Visit& visit) {
    const auto each = [&visit](const auto& all) {
        for (const auto& series : all) {
            visit(series);
        }
    };
    each(result.charts);
    each(result.maps);
    each(result.networks);
}

}  // namespace winit
