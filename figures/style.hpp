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

// From an axis to the names of its ticks (pixels), as gnuplot places them.
inline constexpr double tick_length = 6.75;
inline constexpr double tick_label_left = 15.6;   ///< To their ends.
inline constexpr double tick_label_below = 24.3;  ///< To their centers.

// Strokes (pixels).
inline constexpr double line_width = 4.0;
inline constexpr double theory_width = 1.8;
inline constexpr double casing_width = 2.2;  ///< In the page's color, below a theory.
inline constexpr double level_width = 1.5;
inline constexpr double border_width = 1.5;  ///< Axes and their ticks.
inline constexpr double grid_width = 1.0;
inline constexpr double leader_width = 1.0;  ///< From a curve to its label.

inline constexpr double band_opacity = 0.2;
inline constexpr double ghost_opacity = 0.35;  ///< Of printed curves below the others.

/// @brief Dash and gap of a theory, in halves of its width.
inline constexpr std::array<int, 2> theory_dashes = {8, 6};

/// @brief How a color is marked, so that color is never the only difference.
struct Marker {
    int point_type;            ///< As gnuplot counts them.
    std::size_t corner_count;  ///< 0: a disc with radius 1.
    /// Around the center, in marker sizes, the second number up.
    std::array<std::array<double, 2>, 5> corners;
};

inline constexpr std::array<Marker, color_count> markers = {{
    {7, 0, {}},
    {5, 4, {{{-1.0, 1.0}, {1.0, 1.0}, {1.0, -1.0}, {-1.0, -1.0}}}},
    {9, 3, {{{0.0, 1.33}, {1.33, -0.67}, {-1.33, -0.67}}}},
    {13, 4, {{{0.0, 1.414}, {1.414, 0.0}, {0.0, -1.414}, {-1.414, 0.0}}}},
    {11, 3, {{{0.0, -1.33}, {1.33, 0.67}, {-1.33, 0.67}}}},
    {15,
     5,
     {{{0.0, 1.33}, {1.265, 0.411}, {0.782, -1.067}, {-0.782, -1.067}, {-1.265, 0.411}}}},
}};

// Markers in gnuplot's point sizes, one of which is this many pixels from the center.
inline constexpr double marker_unit = 6.75;
inline constexpr double marker_outline = 0.148;  ///< Around its corners, in its own size.
inline constexpr double line_marker = 0.85;
inline constexpr double point_marker = 0.8;
inline constexpr double marker_casing = 1.4;  ///< The marker in the page's color below one.

// Over the cells of a heat map: in the text's color, and wider below in the page's.
inline constexpr double overlay_width = 2.5;
inline constexpr double overlay_casing_width = 6.0;
inline constexpr double overlay_marker = 0.9;
inline constexpr double overlay_marker_casing = 1.4;
inline constexpr double overlay_label_offset = 27.0;  ///< Up or down from its point.

}  // namespace winit
