#include "chapters/support/report.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <nlohmann/json.hpp>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

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

nlohmann::ordered_json described(const OptionFacts& option) {
    nlohmann::ordered_json record = {
        {"name", option.name}, {"flag", option.flag}, {"kind", option.kind}};
    const auto add = [&record](const auto& from, const auto& to, const auto& number) {
        record["from"] = from;
        record["to"] = to;
        record["default"] = number[0];
        record["quick"] = number[1];
    };
    const std::array numbers = {option.standard, option.quick};
    const std::array counts = {static_cast<std::uint64_t>(option.standard),
                               static_cast<std::uint64_t>(option.quick)};
    if (option.kind == "choice") {
        record["default"] = option.choices.at(counts[0]);
        record["quick"] = option.choices.at(counts[1]);
        record["choices"] = option.choices;
    } else if (option.kind == "seed") {
        add(std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(), counts);
    } else if (option.kind == "count") {
        add(static_cast<std::uint64_t>(option.range.from),
            static_cast<std::uint64_t>(option.range.to), counts);
    } else {
        add(option.range.from, option.range.to, numbers);
    }
    record["meaning"] = option.meaning;
    return record;
}

}  // namespace

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
    each_series(result, [&series](const auto& one) {
        series[one.name] = described(one.kind, one.tolerance);
    });
    for (const Chart& chart : result.charts) {
        if (const auto& band = chart.band_tolerance) {
            series[chart.name]["band"] = {{"relative", band->relative},
                                          {"absolute", band->absolute}};
        }
    }
    const nlohmann::ordered_json report = {
        {"chapter", chapter}, {"values", values}, {"series", series}};
    return report.dump(2) + '\n';
}

std::string places_json(const Result& result, const std::vector<OptionFacts>& options,
                        const std::vector<Contents>& contents) {
    auto values = nlohmann::ordered_json::object();
    for (const Value& value : result.values) {
        values[value.name] = described(value.place);
        values[value.name]["data"] = value.audience == Audience::data;
    }
    auto series = nlohmann::ordered_json::object();
    each_series(result,
                [&series](const auto& one) { series[one.name] = described(one.place); });
    auto grids = nlohmann::ordered_json::object();
    for (const GridRecord& grid : result.grids) {
        grids[grid.name] = described(grid);
    }
    auto settable = nlohmann::ordered_json::array();
    for (const OptionFacts& option : options) {
        settable.push_back(described(option));
    }
    auto experiments = nlohmann::ordered_json::object();
    for (const Contents& of_one : contents) {
        experiments[of_one.experiment] = {{"values", of_one.values},
                                          {"series", of_one.series}};
    }
    const nlohmann::ordered_json report = {{"values", values},
                                           {"series", series},
                                           {"grids", grids},
                                           {"options", settable},
                                           {"experiments", experiments}};
    return report.dump(1) + '\n';
}

}  // namespace winit
