#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/numbers.hpp"
#include "figures/labels.hpp"
#include "figures/svg.hpp"
#include "figures/svg_canvas.hpp"

namespace winit {
namespace {

// Places (pixels). A row is one step, a column one layer.
constexpr std::size_t rows = 3;
constexpr double head_height = 30.0;
constexpr double row_height = 168.0;
constexpr double first_column = 52.0;
constexpr double last_column = 566.0;
constexpr double right_edge = 632.0;
constexpr double unit_offset =
    46.0;  // of two units, up and down from the middle of the row
constexpr double radius = 32.0;
constexpr double beside_unit = radius + 6.0;
constexpr double above_unit = 17.0;  // the text beside a unit stands above its wire
constexpr double beyond_output = 46.0;
constexpr double row_title = 70.0;  // up from the middle; the loss is as far down

// Numbers stand at these shares of a wire's length.
constexpr double weight_share = 0.3;
constexpr double gradient_share = 0.71;

constexpr double number_size = 16.5;
constexpr double number_room = 3.0;

// Strokes: the thinnest, and how much a large number adds.
constexpr double thin = 1.5;
constexpr double thicker = 5.0;
constexpr std::array<double, 2> broken = {5.0, 6.0};
constexpr double tint = 0.2;

// Colors of the palette.
constexpr std::size_t positive = 0;
constexpr std::size_t negative = 1;
constexpr std::size_t first_kind = 3;
constexpr std::size_t second_kind = 2;

constexpr double rounding = 1e-12;  // relative; equal units may differ by it

// Few characters for any number: 0.36, −1.2, 1.2e-5.
std::string short_text(double number, int digits) {
    const double size = std::abs(number);
    std::string text;
    if (size == 0.0 || (size >= 0.00995 && size < 99.5)) {
        text = significant(size, 2);
    } else {
        const double unit = std::pow(10.0, digits - 1);
        double exponent = std::floor(std::log10(size));
        double lead = std::round(size / std::pow(10.0, exponent) * unit) / unit;
        if (lead >= 10.0) {
            lead = 1.0;
            exponent += 1.0;
        }
        text = significant(lead, digits) + 'e' + significant(exponent, 3);
    }
    return (number < 0.0 ? "−" : "") + text;
}

// From thin to thick, at one scale for all drawings.
double stroke_for(double number) {
    const double size = std::abs(number);
    return thin + thicker * size / (1.0 + size);
}

bool same(double a, double b) {
    return std::abs(a - b) <= rounding * (std::abs(a) + std::abs(b));
}

// Do the two units of a layer have equal biases and equal weights, incoming and outgoing?
bool has_equal_units(const DrawnLayer& layer, const DrawnLayer& next) {
    const auto equal_sides = [](const std::vector<double>& row) {
        return same(row[0], row[1]);
    };
    const auto& incoming = layer.weights;
    return (layer.biases.empty() || equal_sides(layer.biases)) &&
           std::equal(incoming[0].begin(), incoming[0].end(), incoming[1].begin(), same) &&
           std::all_of(next.weights.begin(), next.weights.end(), equal_sides);
}

// Draws one step into its row.
class Row {
  public:
    Row(const DrawnStep& step, double middle, const Palette& palette, SvgCanvas& canvas)
        : step_(step), middle_(middle), palette_(palette), canvas_(canvas) {}

    void draw(std::size_t number) {
        for (std::size_t l = 1; l < step_.layers.size(); ++l) {
            draw_wires(l);
        }
        for (std::size_t l = 0; l < step_.layers.size(); ++l) {
            for (std::size_t unit = 0; unit < step_.layers[l].values.size(); ++unit) {
                draw_unit(l, unit);
            }
            draw_comparison(l);
        }
        text({right_edge, middle_ + row_title}, "step " + std::to_string(number),
             Align::right, palette_.text, text_size);
        text({right_edge, middle_ - row_title}, "loss " + short_text(step_.loss, 1),
             Align::right, palette_.text, number_size);
    }

  private:
    Point center(std::size_t l, std::size_t unit) const {
        const double share =
            static_cast<double>(l) / static_cast<double>(step_.layers.size() - 1);
        const double x = first_column + share * (last_column - first_column);
        if (step_.layers[l].values.size() == 1) {
            return {x, middle_};
        }
        return {x, unit == 0 ? middle_ + unit_offset : middle_ - unit_offset};
    }

    bool is_last(std::size_t l) const { return l + 1 == step_.layers.size(); }

    bool has_two_hidden(std::size_t l) const {
        return l > 0 && !is_last(l) && step_.layers[l].values.size() == 2;
    }

    bool equal_units(std::size_t l) const {
        return has_equal_units(step_.layers[l], step_.layers[l + 1]);
    }

    std::string_view number_color(double number) const {
        return number == 0.0 ? palette_.level : palette_.text;
    }

    std::string_view weight_color(double weight) const {
        return weight == 0.0  ? palette_.level
               : weight > 0.0 ? palette_.colors[positive]
                              : palette_.colors[negative];
    }

    std::string_view unit_color(std::size_t l, std::size_t unit) const {
        if (l == 0) {
            return palette_.axis;
        }
        if (is_last(l)) {
            return palette_.text;
        }
        const bool of_second_kind = unit == 1 && !equal_units(l);
        return palette_.colors[of_second_kind ? second_kind : first_kind];
    }

    void text(Point at, const std::string& words, Align align, std::string_view color,
              double size) {
        canvas_.text({at, words, align, std::string(color)}, size);
    }

    // On the page's color: a wire passes below.
    void wire_number(Point at, double number, std::string_view color) {
        const std::string words = short_text(number, 2);
        const double half = 0.5 * text_width(words, number_size) + number_room;
        const double up = 0.5 * number_size + 1.0;
        canvas_.rect({at.x - half, at.x + half, at.y - up, at.y + up},
                     {.fill = palette_.page});
        text(at, words, Align::center, color, number_size);
    }

    void draw_wires(std::size_t l) {
        const DrawnLayer& layer = step_.layers[l];
        const auto for_each_wire = [&](const auto& draw_one) {
            for (std::size_t unit = 0; unit < layer.weights.size(); ++unit) {
                for (std::size_t from = 0; from < layer.weights[unit].size(); ++from) {
                    draw_one(center(l - 1, from), center(l, unit), unit, from);
                }
            }
        };
        for_each_wire([&](Point from, Point to, std::size_t unit, std::size_t input) {
            const double weight = layer.weights[unit][input];
            if (weight == 0.0) {
                canvas_.line(from, to,
                             {.stroke = palette_.axis, .width = thin, .dashes = broken});
            } else {
                canvas_.line(from, to,
                             {.stroke = weight_color(weight), .width = stroke_for(weight)});
            }
        });
        for_each_wire([&](Point from, Point to, std::size_t unit, std::size_t input) {
            const Frame wire{from.x, to.x, from.y, to.y};
            const double weight = layer.weights[unit][input];
            const double gradient = layer.gradients[unit][input];
            wire_number(wire.at(weight_share, weight_share), weight, weight_color(weight));
            wire_number(wire.at(gradient_share, gradient_share), gradient,
                        number_color(gradient));
        });
    }

    void draw_unit(std::size_t l, std::size_t unit) {
        const DrawnLayer& layer = step_.layers[l];
        const Point at = center(l, unit);
        const std::string_view color = unit_color(l, unit);
        canvas_.circle(at, radius, {.fill = palette_.page});
        if (l > 0 && !is_last(l)) {
            canvas_.circle(at, radius, {.fill = color, .opacity = tint});
        }
        if (l == 0) {
            canvas_.circle(at, radius, {.stroke = color, .width = thin});
        } else if (layer.deltas[unit] == 0.0) {
            canvas_.circle(at, radius,
                           {.stroke = palette_.axis, .width = thin, .dashes = broken});
        } else {
            canvas_.circle(at, radius,
                           {.stroke = color, .width = stroke_for(layer.deltas[unit])});
        }
        const double value = layer.values[unit];
        text(at, short_text(value, 1), Align::center, number_color(value), number_size);
        draw_facts(l, unit);
    }

    // Bias and delta: of a lone unit above and below it, of two units beside each.
    void draw_facts(std::size_t l, std::size_t unit) {
        const DrawnLayer& layer = step_.layers[l];
        if (layer.deltas.empty()) {
            return;
        }
        const std::string delta = "δ " + short_text(layer.deltas[unit], 1);
        const std::string bias =
            layer.biases.empty() ? "" : "b " + short_text(layer.biases[unit], 1);
        const Point at = center(l, unit);
        if (layer.values.size() == 1) {
            text({at.x, at.y + beyond_output}, bias, Align::center, palette_.text,
                 number_size);
            text({at.x, at.y - beyond_output}, delta, Align::center, palette_.text,
                 number_size);
            return;
        }
        const double y = at.y + (unit == 0 ? above_unit : -above_unit);
        text({at.x + beside_unit, y}, bias.empty() ? delta : bias + " · " + delta,
             Align::left, palette_.text, number_size);
    }

    void draw_comparison(std::size_t l) {
        if (has_two_hidden(l)) {
            text({center(l, 0).x, middle_}, equal_units(l) ? "=" : "≠", Align::center,
                 palette_.text, text_size);
        }
    }

    const DrawnStep& step_;
    double middle_;
    const Palette& palette_;
    SvgCanvas& canvas_;
};

// The names of the columns.
void draw_head(const DrawnStep& step, double y, const Palette& palette, SvgCanvas& canvas) {
    const auto name = [&](double x, const std::string& words) {
        canvas.text({{x, y}, words, Align::center, std::string(palette.level)},
                    number_size);
    };
    const double width =
        (last_column - first_column) / static_cast<double>(step.layers.size() - 1);
    for (std::size_t l = 0; l < step.layers.size(); ++l) {
        const double x = first_column + width * static_cast<double>(l);
        name(x, step.layers[l].label);
        if (l + 1 < step.layers.size()) {
            name(x + weight_share * width, "weight");
            name(x + gradient_share * width, "gradient");
        }
    }
}

// The first step and the last two, each once.
std::vector<std::size_t> drawn_steps(std::size_t count) {
    std::vector<std::size_t> drawn = {0};
    for (std::size_t step = count > 2 ? count - 2 : 1; step < count; ++step) {
        drawn.push_back(step);
    }
    return drawn;
}

}  // namespace

std::string svg(const NetworkDrawing& network, const Palette& palette) {
    constexpr double height = head_height + static_cast<double>(rows) * row_height;
    SvgCanvas canvas(drawing_width, height, palette.page);
    draw_head(network.steps.front(), height - 0.5 * head_height, palette, canvas);
    double top = height - head_height;
    for (const std::size_t step : drawn_steps(network.steps.size())) {
        canvas.line({0.0, top}, {drawing_width, top},
                    {.stroke = palette.grid, .width = grid_width});
        Row(network.steps[step], top - 0.5 * row_height, palette, canvas).draw(step);
        top -= row_height;
    }
    return canvas.svg();
}

}  // namespace winit
