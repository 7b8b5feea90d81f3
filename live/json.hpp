/// @file json.hpp
/// @brief JSON text, as far as a module writes it.
#pragma once

#include <string>
#include <string_view>

namespace winit::live {

/// @brief A text within quotes; control characters, quotes and backslashes escaped.
std::string json_text(std::string_view text);

/// @brief A finite number, to all its digits; null for others.
std::string json_number(double number);

/// @brief Add `"name": value` to an object that was begun with a brace.
void add_member(std::string& object, std::string_view name, std::string_view value);

}  // namespace winit::live
