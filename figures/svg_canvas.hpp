/// @file svg_canvas.hpp
/// @brief Shapes and text as SVG: for figures, and for whatever else is to be drawn by hand.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "figures/frame.hpp"
#include "figures/style.hpp"

namespace winit {

/// @brief A text inside XML: letter by letter what it is. Bytes that are no UTF-8, and characters
///        that XML does not know, become U+FFFD; other control characters become spaces.
std::string escaped(std::string_view text);

/// @brief How a shape is painted. Colors are those of CSS; "none" paints nothing.
struct Ink {
    std::string_view fill = "none";
    std::string_view stroke = "none";
    double width = 1.0;                 ///< Of the stroke (pixels).
    double opacity = 1.0;               ///< Of fill and stroke.
    std::array<double, 2> dashes = {};  ///< Dash and gap (pixels); zeros: solid.
};

/// @brief Lines and areas, point by point.
class Outline {
  public:
    /// @brief For a drawing of that height (pixels): SVG counts from the upper edge.
    explicit Outline(double height) : height_(height) {}

    /// @brief Start a piece that is not joined to the one before.
    void move_to(Point point);
    void line_to(Point point);
    /// @brief Join the last piece to its own start.
    void close();
    void add_disc(Point center, double radius);
    /// @brief The shape of a marker.
    /// @param size  Pixels for each unit of its corners.
    void add_marker(const Marker& marker, Point center, double size);

    bool empty() const { return text_.empty(); }
    /// @brief As in the attribute `d` of a path.
    const std::string& text() const { return text_; }

  private:
    void add(char command, Point point);

    double height_;
    std::string text_;
};

/// @brief One drawing. Places are pixels from its lower left corner; what comes later lies above.
///
/// It names nothing (no id), so any number of drawings can stand in one page.
class SvgCanvas {
  public:
    /// @param page  Color behind everything; empty: the page shows through.
    SvgCanvas(double width, double height, std::string_view page);

    double height() const { return height_; }

    void line(Point from, Point to, const Ink& ink);
    void rect(const Frame& frame, const Ink& ink);
    void circle(Point center, double radius, const Ink& ink);
    /// @brief Nothing if the outline is empty.
    void path(const Outline& outline, const Ink& ink);

    /// @brief A line of text. Nothing if it is empty.
    /// @param size   Height of the font (pixels).
    /// @param power  Smaller and raised behind it: an exponent.
    void text(const Text& text, double size = text_size, std::string_view power = {});

    /// @brief Until end(): only what lies inside the frame is seen.
    void begin_clip(const Frame& frame);
    /// @brief Until end(): drawn together and then seen through.
    void begin_group(double opacity);
    /// @brief Until end(): a grid over a frame, without smoothing. See cells().
    void begin_cells(const Frame& frame, std::size_t columns, std::size_t rows);
    /// @brief Inside begin_cells(): an area in columns and rows counted from the upper left corner.
    /// @param d  As in the attribute of a path.
    void cells(std::string_view d, std::string_view color);
    void end();

    /// @brief The whole element <svg>.
    std::string svg() const;

  private:
    void shape(std::string_view element, const std::string& geometry, const Ink& ink);
    void begin_view(const Frame& frame, const std::string& box);

    double width_;
    double height_;
    std::string body_;
    std::string open_;  // one letter for each element that end() has to close
};

}  // namespace winit
