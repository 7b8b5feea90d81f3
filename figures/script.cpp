#include "figures/script.hpp"

#include <array>
#include <cstddef>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

// An exponent in gnuplot's enhanced text.
std::string enhanced(const Tick& tick) {
    return tick.power.empty() ? tick.label
                              : tick.label + "^{/=" + significant(exponent_size, 3) + " " +
                                    tick.power + "}";
}

}  // namespace

std::string literal(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20;
        result += c == '\'' ? std::string("''") : std::string(1, control ? ' ' : c);
    }
    return result + "'";
}

std::string number(double value) {
    return shortest(value);
}

std::string opening(double height, const Palette& palette) {
    return "set encoding utf8\n"
           "set terminal svg size " +
           number(drawing_width) + "," + number(height) +
           " dynamic enhanced rounded font 'sans-serif," + number(text_size) +
           "' background '" + std::string(palette.page) +
           "'\n"
           "unset key\n";
}

std::string margins(const Frame& frame, double height) {
    return "set lmargin at screen " + number(frame.left / drawing_width) +
           "\nset rmargin at screen " + number(frame.right / drawing_width) +
           "\nset bmargin at screen " + number(frame.bottom / height) +
           "\nset tmargin at screen " + number(frame.top / height) + '\n';
}

std::string axis_commands(std::string_view axis, const Ruler& ruler,
                          const Palette& palette) {
    const std::string name(axis);
    std::string ticks;
    for (const Tick& tick : ruler.ticks) {
        ticks +=
            (ticks.empty() ? "" : ", ") + literal(enhanced(tick)) + ' ' + number(tick.at);
    }
    const char* const offset = axis == "x" ? "0,0.35" : "0.3,0";
    const std::string range =
        (ruler.scale == Scale::log ? "set logscale " : "unset logscale ") + name +
        "\nset " + name + "range [" + number(ruler.span.from) + ':' +
        number(ruler.span.to) + "]\n";
    if (ticks.empty()) {  // gnuplot takes an empty list for a wish to choose some itself
        return range + "unset " + name + "tics\n";
    }
    return range + "set " + name + "tics nomirror out scale 0.5 offset " + offset +
           " textcolor rgb '" + std::string(palette.text) + "' (" + ticks + ")\n";
}

std::string text_command(const Text& text, double height) {
    constexpr std::array sides = {"left", "center", "right"};
    return "set label " + literal(text.text) + " at screen " +
           number(text.at.x / drawing_width) + ',' + number(text.at.y / height) + ' ' +
           sides[static_cast<std::size_t>(text.align)] + " noenhanced textcolor rgb '" +
           text.color + "'\n";
}

std::string block(const std::string& name, const Trace& rows) {
    std::string text = '$' + name + " << EOD\n";
    for (std::size_t row = 0; row < rows.front().size(); ++row) {
        std::string line;
        for (const std::vector<double>& column : rows) {
            line += (line.empty() ? "" : " ") + number(column[row]);
        }
        text += (complete(rows, row) ? line : "") + '\n';
    }
    return text + "EOD\n";
}

}  // namespace winit
