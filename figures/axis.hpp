/// @file axis.hpp
/// @brief Ranges and few, round ticks.
#pragma once

#include <string>
#include <vector>

#include "chapters/support/result.hpp"

namespace winit {

struct Span {
    double from;
    double to;
};

struct Tick {
    double at;
    std::string label;       ///< The number, or the base of a power.
    double width;            ///< Estimated, in pixels.
    std::string power = {};  ///< A small, raised exponent, or nothing.
};

/// @brief A tick labeled with its number.
Tick tick_at(double number);

/// @brief An axis ready to be drawn.
struct Ruler {
    Scale scale = Scale::linear;
    Span span{0.0, 1.0};
    std::vector<Tick> ticks = {};
    double zero_at =
        0.0;  ///< On a log axis that must show zeros: where they stand; else 0.

    /// @brief Where a number stands on the axis, 0 at its start and 1 at its end; NaN if nowhere.
    double position(double number) const;
    /// @brief The number to draw in its place; NaN if it cannot stand on this axis.
    double drawable(double number) const;
};

/// @brief An axis for these numbers.
/// @param numbers   NaN is ignored.
/// @param scale     A log axis shows zeros on a separate line below; negative numbers nowhere.
/// @param margin    Share of the axis left free at both ends.
/// @param max_ticks Upper limit for their count.
Ruler ruler(const std::vector<double>& numbers, Scale scale, double margin, int max_ticks);

/// @brief Widest label of an axis (pixels).
double widest_tick(const Ruler& ruler);

}  // namespace winit
