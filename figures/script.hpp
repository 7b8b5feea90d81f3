/// @file script.hpp
/// @brief What the scripts for charts and for heat maps share.
#pragma once

#include <string>
#include <string_view>

#include "figures/axis.hpp"
#include "figures/style.hpp"

namespace winit {

/// @brief Where the axes stand on the drawing (pixels from its lower left corner).
struct Frame {
    double left;
    double right;
    double bottom;
    double top;
};

/// @brief A text for gnuplot, safe whatever it contains.
std::string literal(std::string_view text);

/// @brief A number for gnuplot: the same digits on every machine.
std::string number(double value);

/// @brief Terminal, encoding and page color.
std::string opening(double height, const Palette& palette);

/// @brief Put the axes there.
std::string margins(const Frame& frame, double height);

/// @brief Range, scale and ticks of an axis.
/// @param axis  "x" or "y".
std::string axis_commands(std::string_view axis, const Ruler& ruler,
                          const Palette& palette);

enum class Align { left, center, right };

/// @brief A line of text, its center at that height.
std::string text_at(double x, double y, std::string_view text, Align align,
                    std::string_view color, double height);

/// @brief Widest label of an axis (pixels).
double widest_tick(const Ruler& ruler);

}  // namespace winit
