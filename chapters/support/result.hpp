/// @file result.hpp
/// @brief What an experiment returns: named numbers and named series. Data only.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
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

/// @brief One number that the prose, a test or the browser may quote by its name.
struct Value {
    std::string name;     ///< snake_case, unique in the chapter.
    double number;        ///< The number, unrounded and finite.
    std::string meaning;  ///< One line: what it measures, and its unit.
    Tolerance tolerance = {};
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
    theory,  ///< Predicted: thin, dashed, in the color of the measured curve of its tone.
    reference,  ///< A level to compare with: thin and grey.
};

/// @brief One curve of a chart.
struct Curve {
    std::string label;           ///< Stands at the curve's end; empty: no label.
    std::vector<double> y = {};  ///< One number per x; NaN where there is none.
    Mark mark = Mark::line;
    int tone = -1;                   ///< Color of the house palette; -1: the next one.
    std::vector<double> lower = {};  ///< Lower edge of a band, or empty.
    std::vector<double> upper = {};  ///< Upper edge of a band, or empty.
};

/// @brief Curves over one axis. It becomes <name>.csv, <name>.svg and <name>-dark.svg.
struct Chart {
    std::string name;  ///< snake_case, unique in the chapter.
    Axis x_axis;
    Axis y_axis;
    std::vector<double> x = {};
    std::vector<Curve> curves = {};
    Tolerance tolerance = {};
    bool equal_units = false;  ///< Linear axes: as long across as up, so circles are round.
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
    std::string name;  ///< snake_case, unique in the chapter.
    Axis x_axis;
    Axis y_axis;
    Axis cell_axis;              ///< What the color stands for, and its scale.
    std::vector<double> x = {};  ///< Center of each column.
    std::vector<double> y = {};  ///< Center of each row.
    std::vector<Panel> panels = {};
    std::vector<Overlay> overlays = {};
    Tolerance tolerance = {};
};

/// @brief Everything that one run of an experiment found out.
struct Result {
    std::vector<Value> values = {};
    std::vector<Chart> charts = {};
    std::vector<HeatMap> maps = {};

    /// @brief Add a number that was chosen or counted, not measured.
    template <class Number>
    void parameter(std::string name, Number number, std::string meaning) {
        static_assert(std::is_arithmetic_v<Number>);
        values.push_back(
            {std::move(name), static_cast<double>(number), std::move(meaning), exact});
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

}  // namespace winit
