/// @file read_svg.hpp
/// @brief Reads drawings back, for the tests of what draws them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figures/labels.hpp"
#include "figures/style.hpp"

namespace winit {

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes = {};
    std::string text = {};  ///< With that of its children.
    std::vector<Element> children = {};

    double number(const std::string& key) const { return std::stod(attributes.at(key)); }
    std::string get(const std::string& key) const {
        const auto found = attributes.find(key);
        return found == attributes.end() ? "" : found->second;
    }
};

// Reads the part of XML that a drawing needs, and refuses everything else.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    Element document() {
        Element root = element();
        require(rest_.empty(), "nothing behind the root");
        return root;
    }

  private:
    static void require(bool holds, const std::string& what) {
        if (!holds) {
            throw std::runtime_error("no XML: " + what);
        }
    }

    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) {
            return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }

    std::string until(std::string_view ends) {
        const std::size_t length = rest_.find_first_of(ends);
        require(length != std::string_view::npos, "an end of " + std::string(ends));
        std::string text(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return text;
    }

    static std::string unescaped(std::string_view text) {
        static const std::vector<std::pair<std::string_view, char>> entities = {
            {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
        std::string result;
        while (!text.empty()) {
            require(static_cast<unsigned char>(text.front()) >= 0x20, "no control");
            require(text.front() != '<' && text.front() != '>', "no bracket");
            std::size_t length = 1;
            char c = text.front();
            if (c == '&') {
                const auto found = std::ranges::find_if(
                    entities, [&](const auto& e) { return text.starts_with(e.first); });
                require(found != entities.end(), "an entity");
                length = found->first.size();
                c = found->second;
            }
            result += c;
            text.remove_prefix(length);
        }
        return result;
    }

    Element element() {
        require(take("<"), "an element");
        Element result{.name = until(" />")};
        require(!result.name.empty(), "a name");
        while (take(" ")) {
            const std::string key = until("=");
            require(take("=\""), "a quote");
            require(result.attributes.emplace(key, unescaped(until("\""))).second,
                    "each attribute once");
            require(take("\""), "a quote");
        }
        if (take("/>")) {
            return result;
        }
        require(take(">"), "an end of the tag");
        while (!take("</" + result.name + ">")) {
            if (rest_.starts_with('<')) {
                result.children.push_back(element());
                result.text += result.children.back().text;
            } else {
                result.text += unescaped(until("<"));
            }
        }
        return result;
    }

    std::string_view rest_;
};

inline Element parsed(const std::string& svg) {
    return Reader(svg).document();
}

// All elements of a name, in the order in which they are painted.
inline std::vector<Element> all(const Element& root, std::string_view name) {
    std::vector<Element> found;
    for (const Element& child : root.children) {
        if (child.name == name) {
            found.push_back(child);
        }
        const std::vector<Element> inner = all(child, name);
        found.insert(found.end(), inner.begin(), inner.end());
    }
    return found;
}

inline std::vector<Element> with(const std::vector<Element>& elements,
                                 const std::string& key, const std::string& value) {
    std::vector<Element> found;
    std::ranges::copy_if(elements, std::back_inserter(found),
                         [&](const Element& element) { return element.get(key) == value; });
    return found;
}

inline std::vector<std::string> texts(const Element& root) {
    std::vector<std::string> result;
    for (const Element& text : all(root, "text")) {
        result.push_back(text.text);
    }
    return result;
}

inline bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

// Where a text begins and ends, as wide as the layout takes it.
struct Extent {
    double size;  // of the font
    double left;
    double right;
};

inline Extent extent_of(const Element& text) {
    const double size =
        text.get("font-size").empty() ? text_size : text.number("font-size");
    const double width = text_width(text.text, size);
    const std::string anchor = text.get("text-anchor");
    const double left = text.number("x") - (anchor == "middle" ? 0.5 * width
                                            : anchor == "end"  ? width
                                                               : 0.0);
    return {size, left, left + width};
}

// Do all texts lie inside the drawing, as wide as the layout takes them?
inline bool texts_inside(const Element& root) {
    std::istringstream box(root.attributes.at("viewBox"));
    double left = 0.0;
    double top = 0.0;
    double width = 0.0;
    double height = 0.0;
    box >> left >> top >> width >> height;
    return std::ranges::all_of(all(root, "text"), [&](const Element& text) {
        const auto [size, start, end] = extent_of(text);
        return start >= 0.0 && end <= width && text.number("y") <= height &&
               text.number("y") >= 0.7 * size;
    });
}

}  // namespace winit
