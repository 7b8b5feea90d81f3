#include "chapters/support/report.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

void check_name(const std::string& name, std::set<std::string>& taken) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), fits)) {
        throw std::logic_error("the name '" + name + "' is not in snake_case");
    }
    if (!taken.insert(name).second) {
        throw std::logic_error("the name '" + name + "' is used twice");
    }
}

void check_length(const std::string& name, std::size_t length, std::size_t expected) {
    if (length != expected) {
        throw std::logic_error("'" + name + "' has " + std::to_string(length) +
                               " numbers for an axis of " + std::to_string(expected));
    }
}

void check_chart(const Chart& chart) {
    for (const Curve& curve : chart.curves) {
        check_length(chart.name + ": " + curve.label, curve.y.size(), chart.x.size());
        if (!curve.lower.empty() || !curve.upper.empty()) {
            check_length(chart.name + ": " + curve.label + " lower", curve.lower.size(),
                         chart.x.size());
            check_length(chart.name + ": " + curve.label + " upper", curve.upper.size(),
                         chart.x.size());
        }
    }
}

void check_map(const HeatMap& map) {
    for (const Panel& panel : map.panels) {
        check_length(map.name + ": " + panel.title, panel.cells.size(), map.y.size());
        for (const auto& row : panel.cells) {
            check_length(map.name + ": a row of " + panel.title, row.size(), map.x.size());
        }
    }
    for (const Overlay& overlay : map.overlays) {
        check_length(map.name + ": " + overlay.label, overlay.y.size(), overlay.x.size());
    }
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) {
        return text;
    }
    std::string escaped = "\"";
    for (const char c : text) {
        escaped += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return escaped + '"';
}

// A curve is a column of numbers; its band is two more.
struct Column {
    std::string label;
    const std::vector<double>* numbers;
};

std::vector<Column> columns(const Chart& chart) {
    std::vector<Column> all = {{chart.x_axis.label, &chart.x}};
    for (const Curve& curve : chart.curves) {
        all.push_back({curve.label, &curve.y});
        if (!curve.lower.empty()) {
            all.push_back({curve.label + " lower", &curve.lower});
            all.push_back({curve.label + " upper", &curve.upper});
        }
    }
    return all;
}

nlohmann::ordered_json described(std::string_view kind, const Tolerance& tolerance) {
    return {
        {"kind", kind}, {"relative", tolerance.relative}, {"absolute", tolerance.absolute}};
}

// The compiler names a file as it was given it: seen from the build folder, or from the root.
nlohmann::ordered_json described(const Place& place) {
    std::string_view file = place.file;
    while (file.starts_with("../")) {
        file.remove_prefix(3);
    }
    return {{"file", file}, {"line", place.line}};
}

nlohmann::ordered_json described(const GridRecord& grid) {
    nlohmann::ordered_json record = described(grid.place);
    record["optimizer"] = grid.optimizer;
    record["rates"] = grid.rates;
    record["epochs"] = grid.epochs;
    record["seeds"] = grid.seeds;
    record["at_edge"] = grid.at_edge;
    return record;
}

// More digits than any tolerance asks for; all of them would double the site's tables.
std::string cell(double number) {
    return std::isnan(number) ? "" : significant(number, 12);
}

}  // namespace

void check_result(const Result& result) {
    std::set<std::string> values;
    for (const Value& value : result.values) {
        check_name(value.name, values);
        if (!std::isfinite(value.number)) {
            throw std::range_error("the value '" + value.name +
                                   "' is not a finite number with these parameters");
        }
    }
    std::set<std::string> series = {"values"};  // values.json is taken
    for (const Chart& chart : result.charts) {
        check_name(chart.name, series);
        check_chart(chart);
    }
    for (const HeatMap& map : result.maps) {
        check_name(map.name, series);
        check_map(map);
    }
    std::set<std::string> grids;
    for (const GridRecord& grid : result.grids) {
        check_name(grid.name, grids);
    }
}

std::string summary(std::string_view question, const Result& result) {
    std::size_t name_width = 0;
    std::size_t number_width = 0;
    for (const Value& value : result.values) {
        name_width = std::max(name_width, value.name.size());
        number_width = std::max(number_width, significant(value.number, 4).size());
    }
    std::string text = std::string(question) + "\n\n";
    for (const Value& value : result.values) {
        const std::string number = significant(value.number, 4);
        text += value.name + std::string(name_width - value.name.size() + 2, ' ');
        text += std::string(number_width - number.size(), ' ') + number;
        text += "  " + value.meaning + '\n';
    }
    return text;
}

std::string values_json(std::string_view chapter, const Result& result) {
    auto values = nlohmann::ordered_json::object();
    for (const Value& value : result.values) {
        values[value.name] = {{"value", value.number},
                              {"meaning", value.meaning},
                              {"relative", value.tolerance.relative},
                              {"absolute", value.tolerance.absolute}};
    }
    auto series = nlohmann::ordered_json::object();
    for (const Chart& chart : result.charts) {
        series[chart.name] = described("chart", chart.tolerance);
        if (const auto& band = chart.band_tolerance) {
            series[chart.name]["band"] = {{"relative", band->relative},
                                          {"absolute", band->absolute}};
        }
    }
    for (const HeatMap& map : result.maps) {
        series[map.name] = described("map", map.tolerance);
    }
    const nlohmann::ordered_json report = {
        {"chapter", chapter}, {"values", values}, {"series", series}};
    return report.dump(2) + '\n';
}

std::string places_json(const Result& result) {
    auto values = nlohmann::ordered_json::object();
    for (const Value& value : result.values) {
        values[value.name] = described(value.place);
        values[value.name]["data"] = value.audience == Audience::data;
    }
    auto series = nlohmann::ordered_json::object();
    for (const Chart& chart : result.charts) {
        series[chart.name] = described(chart.place);
    }
    for (const HeatMap& map : result.maps) {
        series[map.name] = described(map.place);
    }
    auto grids = nlohmann::ordered_json::object();
    for (const GridRecord& grid : result.grids) {
        grids[grid.name] = described(grid);
    }
    const nlohmann::ordered_json report = {
        {"values", values}, {"series", series}, {"grids", grids}};
    return report.dump(1) + '\n';
}

std::string csv(const Chart& chart) {
    const std::vector<Column> all = columns(chart);
    std::string text = csv_text(all.front().label);
    for (std::size_t i = 1; i < all.size(); ++i) {
        text += ',' + csv_text(all[i].label);
    }
    for (std::size_t row = 0; row < chart.x.size(); ++row) {
        char separator = '\n';
        for (const Column& column : all) {
            text += separator + cell((*column.numbers)[row]);
            separator = ',';
        }
    }
    return text + '\n';
}

std::string csv(const HeatMap& map) {
    std::string text = "panel,x,y,cell\n";
    for (const Panel& panel : map.panels) {
        for (std::size_t row = 0; row < map.y.size(); ++row) {
            for (std::size_t column = 0; column < map.x.size(); ++column) {
                text += csv_text(panel.title) + ',' + cell(map.x[column]) + ',' +
                        cell(map.y[row]) + ',' + cell(panel.cells[row][column]) + '\n';
            }
        }
    }
    for (const Overlay& overlay : map.overlays) {
        for (std::size_t i = 0; i < overlay.x.size(); ++i) {
            text += csv_text(overlay.label) + ',' + cell(overlay.x[i]) + ',' +
                    cell(overlay.y[i]) + ",\n";
        }
    }
    return text;
}

}  // namespace winit
