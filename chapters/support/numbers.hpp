/// @file numbers.hpp
/// @brief Numbers as text, the same text on every machine.
#pragma once

#include <string>

namespace winit {

/// @brief The fewest digits that read back as the same number; empty for NaN.
std::string shortest(double number);

/// @brief A number for people: whole numbers in full, others with that many significant digits.
std::string significant(double number, int digits);

}  // namespace winit
