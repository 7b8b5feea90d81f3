/// @file script.hpp
/// @brief What the scripts for charts and for heat maps share.
#pragma once

#include <string>
#include <string_view>

#include "figures/axis.hpp"
#include "figures/frame.hpp"
#include "figures/style.hpp"
#include "figures/traces.hpp"

namespace winit {

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

/// @brief A line of text on a drawing of that height.
std::string text_command(const Text& text, double height);

/// @brief A named block of data. Rows that are not complete leave a gap.
std::string block(const std::string& name, const Trace& rows);

}  // namespace winit
