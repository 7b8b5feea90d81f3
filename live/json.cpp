#include "live/json.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace winit::live {

std::string json_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", c);
            quoted += escaped.data();
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string json_number(double number) {
    if (!std::isfinite(number)) {
        return "null";
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.17g", number);
    return text.data();
}

void add_member(std::string& object, std::string_view name, std::string_view value) {
    if (object.back() != '{') {
        object += ',';
    }
    object += json_text(name);
    object += ':';
    object += value;
}

}  // namespace winit::live
