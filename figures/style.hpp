/// @file style.hpp
/// @brief The house style: sizes, colors, shapes.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace winit {

// A drawing is 640 px wide. On a phone it shrinks to 358 px, where text must keep 9 px: nothing
// may be set smaller than 9 * 640 / 358 = 16.1 px.
inline constexpr double drawing_width = 640.0;
inline constexpr double text_size = 18.0;
inline constexpr double exponent_size = 16.2;
inline constexpr double line_height = 22.0;

inline constexpr std::size_t color_count = 6;

/// @brief One scheme. Colors have a contrast of 4.5 or more to the page: they also color text.
struct Palette {
    std::string_view page;
    std::string_view text;
    std::string_view axis;     ///< Axes and their ticks, 3:1 or more.
    std::string_view grid;     ///< Faint on purpose: it carries no information.
    std::string_view level;    ///< Reference levels and their labels.
    std::string_view nothing;  ///< Cells without a number.
    std::array<std::string_view, color_count> colors;
};

inline constexpr Palette light{
    .page = "#ffffff",
    .text = "#22272e",
    .axis = "#7d838c",
    .grid = "#e8eaed",
    .level = "#646b75",
    .nothing = "#d5d8dc",
    .colors = {"#0a5fb4", "#c2410c", "#0b7a54", "#9333a8", "#8a6100", "#0e7490"},
};

inline constexpr Palette dark{
    .page = "#16191e",
    .text = "#e3e7ec",
    .axis = "#868e99",
    .grid = "#2b3038",
    .level = "#a3abb6",
    .nothing = "#3a404a",
    .colors = {"#6cb4ff", "#ff9a66", "#4fd1a5", "#e29cf2", "#e6c04f", "#5fd3ea"},
};

/// @brief Marker of each color (gnuplot's point types), so that color is never the only difference.
inline constexpr std::array<int, color_count> markers = {7, 5, 9, 13, 11, 15};

}  // namespace winit
