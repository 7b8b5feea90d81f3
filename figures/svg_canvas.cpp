#include "figures/svg_canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace winit {
namespace {

// From the center of a line of text down to its baseline, in shares of the font size.
constexpr double baseline = 0.325;
constexpr double raised = 0.5;

// Two decimals: finer than any screen. Done by hand because what the standard library brings for
// numbers of any size weighs more than all of the rest in a page.
std::string decimal(double value) {
    constexpr double far = 1e7;  // pixels: beyond every drawing
    const double bounded = std::isnan(value) ? 0.0 : std::clamp(value, -far, far);
    const auto hundredths = static_cast<std::int64_t>(std::llround(100.0 * bounded));
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    std::string text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
    if (size % 100 != 0) {
        text += '.';
        text += static_cast<char>('0' + size % 100 / 10);
        if (size % 10 != 0) {
            text += static_cast<char>('0' + size % 10);
        }
    }
    return text;
}

std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
}

std::string attribute(std::string_view name, double value) {
    return attribute(name, decimal(value));
}

// Bytes of the character that begins a text, 0 if it is none that XML may hold.
std::size_t character_length(std::string_view text) {
    constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80           ? 1
                               : (first >> 5) == 0x06 ? 2
                               : (first >> 4) == 0x0e ? 3
                               : (first >> 3) == 0x1e ? 4
                                                      : 0;
    if (length < 2 || length > text.size()) {
        return length == 1 ? 1 : 0;
    }
    std::uint32_t code = first & (0x7fU >> length);
    for (const char c : text.substr(1, length - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0U) != 0x80U) {
            return 0;
        }
        code = (code << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    const bool no_character = code == 0xfffe || code == 0xffff || code > 0x10ffff;
    return code < least[length] || surrogate || no_character ? 0 : length;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const char c = text.front();
        if (length == 0) {
            result += "\xef\xbf\xbd";
        } else if (length > 1) {
            result += text.substr(0, length);
        } else if (c == '&') {
            result += "&amp;";
        } else if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";
        } else if (c == '"') {
            result += "&quot;";
        } else {
            result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return result;
}

void Outline::add(char command, Point point) {
    text_ += command + decimal(point.x) + ',' + decimal(height_ - point.y);
}

void Outline::move_to(Point point) {
    add('M', point);
}

void Outline::line_to(Point point) {
    add('L', point);
}

void Outline::close() {
    text_ += 'z';
}

void Outline::add_disc(Point center, double radius) {
    const std::string half = 'a' + decimal(radius) + ',' + decimal(radius) + " 0 1 0 ";
    move_to({center.x - radius, center.y});
    text_ += half + decimal(2.0 * radius) + ",0" + half + decimal(-2.0 * radius) + ",0z";
}

void Outline::add_marker(const Marker& marker, Point center, double size) {
    if (marker.corner_count == 0) {
        add_disc(center, size);
        return;
    }
    for (std::size_t i = 0; i < marker.corner_count; ++i) {
        const auto& [x, y] = marker.corners[i];
        add(i == 0 ? 'M' : 'L', {center.x + size * x, center.y + size * y});
    }
    close();
}

SvgCanvas::SvgCanvas(double width, double height, std::string_view page)
    : width_(width), height_(height) {
    if (!page.empty()) {
        rect({0.0, width, 0.0, height}, {.fill = page});
    }
}

void SvgCanvas::line(Point from, Point to, const Ink& ink) {
    shape("line",
          attribute("x1", from.x) + attribute("y1", height_ - from.y) +
              attribute("x2", to.x) + attribute("y2", height_ - to.y),
          ink);
}

void SvgCanvas::rect(const Frame& frame, const Ink& ink) {
    shape("rect",
          attribute("x", frame.left) + attribute("y", height_ - frame.top) +
              attribute("width", frame.right - frame.left) +
              attribute("height", frame.top - frame.bottom),
          ink);
}

void SvgCanvas::circle(Point center, double radius, const Ink& ink) {
    shape("circle",
          attribute("cx", center.x) + attribute("cy", height_ - center.y) +
              attribute("r", radius),
          ink);
}

void SvgCanvas::path(const Outline& outline, const Ink& ink) {
    if (!outline.empty()) {
        shape("path", attribute("d", outline.text()), ink);
    }
}

void SvgCanvas::shape(std::string_view element, const std::string& geometry,
                      const Ink& ink) {
    body_ += '<' + std::string(element) + geometry;
    if (ink.fill != "none") {
        body_ += attribute("fill", ink.fill);
    }
    if (ink.stroke != "none") {
        body_ += attribute("stroke", ink.stroke) + attribute("stroke-width", ink.width);
    }
    if (ink.dashes[0] > 0.0) {
        body_ += attribute("stroke-dasharray",
                           decimal(ink.dashes[0]) + ',' + decimal(ink.dashes[1]));
    }
    if (ink.opacity < 1.0) {
        body_ += attribute("opacity", ink.opacity);
    }
    body_ += "/>";
}

void SvgCanvas::text(const Text& text, double size, std::string_view power) {
    constexpr std::array<std::string_view, 3> anchors = {"", "middle", "end"};
    if (text.text.empty()) {
        return;
    }
    const double y = height_ - text.at.y + baseline * size;
    body_ += "<text" + attribute("x", text.at.x) + attribute("y", y) +
             attribute("fill", text.color);
    if (text.align != Align::left) {
        body_ += attribute("text-anchor", anchors[static_cast<std::size_t>(text.align)]);
    }
    if (size != text_size) {
        body_ += attribute("font-size", size);
    }
    body_ += '>' + escaped(text.text);
    if (!power.empty()) {
        body_ += "<tspan" + attribute("dy", -raised * size) +
                 attribute("font-size", exponent_size / text_size * size) + '>' +
                 escaped(power) + "</tspan>";
    }
    body_ += "</text>";
}

// A drawing inside the drawing shows nothing beyond its edge, and needs no name to do so.
void SvgCanvas::begin_view(const Frame& frame, const std::string& box) {
    body_ += "<svg" + attribute("x", frame.left) + attribute("y", height_ - frame.top) +
             attribute("width", frame.right - frame.left) +
             attribute("height", frame.top - frame.bottom) + attribute("viewBox", box) +
             attribute("preserveAspectRatio", "none");
    open_ += 's';
}

void SvgCanvas::begin_clip(const Frame& frame) {
    begin_view(frame, decimal(frame.left) + ' ' + decimal(height_ - frame.top) + ' ' +
                          decimal(frame.right - frame.left) + ' ' +
                          decimal(frame.top - frame.bottom));
    body_ += '>';
}

void SvgCanvas::begin_cells(const Frame& frame, std::size_t columns, std::size_t rows) {
    begin_view(frame, "0 0 " + std::to_string(columns) + ' ' + std::to_string(rows));
    body_ += attribute("shape-rendering", "crispEdges") + '>';
}

void SvgCanvas::cells(std::string_view d, std::string_view color) {
    shape("path", attribute("d", d), {.fill = color});
}

void SvgCanvas::begin_group(double opacity) {
    body_ += "<g" + attribute("opacity", opacity) + '>';
    open_ += 'g';
}

void SvgCanvas::end() {
    body_ += open_.back() == 's' ? "</svg>" : "</g>";
    open_.pop_back();
}

std::string SvgCanvas::svg() const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" +
           attribute("viewBox", "0 0 " + decimal(width_) + ' ' + decimal(height_)) +
           attribute("font-family", "sans-serif") + attribute("font-size", text_size) +
           attribute("fill", "none") + attribute("stroke-linecap", "round") +
           attribute("stroke-linejoin", "round") + '>' + body_ + "</svg>";
}

}  // namespace winit
