/// @file frame.hpp
/// @brief Places on a drawing, in pixels from its lower left corner.
#pragma once

#include <string>

namespace winit {

struct Point {
    double x;
    double y;
};

/// @brief A rectangle, such as the one between two axes.
struct Frame {
    double left;
    double right;
    double bottom;
    double top;

    /// @brief The place at these shares of the way across and up, 0 to 1.
    Point at(double across, double up) const {
        return {left + across * (right - left), bottom + up * (top - bottom)};
    }
};

enum class Align { left, center, right };

/// @brief A line of text that begins, stands or ends at a place, its center at that height.
struct Text {
    Point at;
    std::string text;
    Align align;
    std::string color;
};

}  // namespace winit
