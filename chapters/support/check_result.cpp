#include "chapters/support/check_result.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <string>

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

void check_series(const Chart& chart) {
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

void check_series(const HeatMap& map) {
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

void check_numbers(const std::string& name, const std::vector<double>& numbers,
                   std::size_t expected) {
    if (numbers.size() != expected) {
        throw std::logic_error("the network '" + name + "' has " +
                               std::to_string(numbers.size()) + " numbers where " +
                               std::to_string(expected) + " belong");
    }
    for (const double number : numbers) {
        if (!std::isfinite(number)) {
            throw std::range_error("the network '" + name +
                                   "' does not keep finite numbers with these parameters");
        }
    }
}

// More than two units in a layer, and their numbers would lie over each other.
void check_layer(const std::string& name, const DrawnLayer& layer, std::size_t inputs) {
    const std::size_t units = layer.values.size();
    if (units < 1 || units > 2) {
        throw std::logic_error("the network '" + name + "' has a layer of " +
                               std::to_string(units) + " units, one or two can be drawn");
    }
    check_numbers(name, layer.values, units);
    check_numbers(name, layer.biases, layer.biases.empty() ? 0 : units);
    check_numbers(name, layer.deltas, inputs == 0 ? 0 : units);
    const std::size_t rows = inputs == 0 ? 0 : units;
    if (layer.weights.size() != rows || layer.gradients.size() != rows) {
        throw std::logic_error("the network '" + name +
                               "' has not one row of weights and gradients per unit");
    }
    for (std::size_t row = 0; row < rows; ++row) {
        check_numbers(name, layer.weights[row], inputs);
        check_numbers(name, layer.gradients[row], inputs);
    }
}

void check_series(const NetworkDrawing& network) {
    if (network.steps.empty()) {
        throw std::logic_error("the network '" + network.name + "' has no step");
    }
    for (const DrawnStep& step : network.steps) {
        check_numbers(network.name, {step.loss}, 1);
        if (step.layers.size() != network.steps.front().layers.size() ||
            step.layers.size() < 2) {
            throw std::logic_error("the network '" + network.name +
                                   "' has not two layers or more, as many at every step");
        }
        std::size_t inputs = 0;
        for (const DrawnLayer& layer : step.layers) {
            check_layer(network.name, layer, inputs);
            inputs = layer.values.size();
        }
    }
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
    each_series(result, [&series](const auto& one) {
        check_name(one.name, series);
        check_series(one);
    });
    std::set<std::string> grids;
    for (const GridRecord& grid : result.grids) {
        check_name(grid.name, grids);
    }
}

void check_names(const Experiments& experiments) {
    std::set<std::string> names;
    for (const Experiment& experiment : experiments) {
        check_name(experiment.name, names);
    }
}

}  // namespace winit
