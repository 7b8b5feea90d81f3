#include "chapters/support/csv.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

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

// More digits than any tolerance asks for; all of them would double the site's tables.
std::string cell(double number) {
    return std::isnan(number) ? "" : significant(number, 12);
}

// The rows of one layer, each begun with its step.
std::string layer_rows(const DrawnLayer& layer, const std::string& step,
                       const std::string& index) {
    std::string text;
    const auto add = [&](const char* quantity, const std::vector<double>& numbers,
                         const std::string& unit) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            text += step + ',' + quantity + ',' + index + ',' +
                    (unit.empty() ? number + ',' : unit + ',' + number) + ',' +
                    cell(numbers[i]) + '\n';
        }
    };
    add("value", layer.values, "");
    add("bias", layer.biases, "");
    add("delta", layer.deltas, "");
    for (std::size_t unit = 0; unit < layer.weights.size(); ++unit) {
        add("weight", layer.weights[unit], std::to_string(unit + 1));
        add("gradient", layer.gradients[unit], std::to_string(unit + 1));
    }
    return text;
}

}  // namespace

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

std::string csv(const NetworkDrawing& network) {
    std::string text = "step,quantity,layer,unit,from,number\n";
    for (std::size_t i = 0; i < network.steps.size(); ++i) {
        const DrawnStep& step = network.steps[i];
        const std::string number = std::to_string(i);
        text += number + ",loss,,,," + cell(step.loss) + '\n';
        for (std::size_t l = 0; l < step.layers.size(); ++l) {
            text += layer_rows(step.layers[l], number, std::to_string(l + 1));
        }
    }
    return text;
}

}  // namespace winit
