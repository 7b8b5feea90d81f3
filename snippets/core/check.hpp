/// @file check.hpp
/// @brief State what a function needs, and say so plainly when it is not met.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace winit {

/// @brief Throw if a caller broke a function's precondition.
///
/// Every public function checks its arguments once, first of all, with this call. What it calls
/// relies on that.
///
/// @param condition  What must hold.
/// @param message    "<function>: <what must hold>", for the reader of the error.
/// @throws std::invalid_argument if `condition` is false.
inline void require(bool condition, std::string_view message) {
    if (!condition) {
        throw std::invalid_argument(std::string(message));
    }
}

/// @brief The same, naming the value that came.
/// @param condition  What must hold.
/// @param message    "<function>: <what must hold>".
/// @param got        The offending number; the error ends in ", got <number>".
/// @throws std::invalid_argument if `condition` is false.
template <class Number>
void require(bool condition, std::string_view message, Number got) {
    if (!condition) {
        std::array<char, 32> number{};
        char* const end =
            std::to_chars(number.data(), number.data() + number.size(), got).ptr;
        throw std::invalid_argument(std::string(message) + ", got " +
                                    std::string(number.data(), end));
    }
}

/// @brief Can a matrix of this size exist?
///
/// A product of counts that overflows comes out small: the matrix would be made without the memory
/// for its rows.
///
/// @param rows     Rows (count).
/// @param columns  Columns (count).
/// @return         Whether rows * columns numbers of 8 bytes can be addressed.
inline bool countable(std::size_t rows, std::size_t columns) {
    return columns == 0 || rows <= PTRDIFF_MAX / sizeof(double) / columns;
}

}  // namespace winit
