#include "chapters/support/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace winit {

std::string shortest(double number) {
    if (std::isnan(number)) {
        return "";
    }
    std::array<char, 32> text{};
    // Adding zero turns -0.0 into 0.0: the sign of nothing is noise.
    char* const limit = text.data() + text.size();
    char* const end = std::to_chars(text.data(), limit, number + 0.0).ptr;
    return {text.data(), end};
}

std::string significant(double number, int digits) {
    constexpr double exactly_representable = 1e15;
    std::array<char, 64> text{};
    const bool whole =
        std::trunc(number) == number && std::abs(number) < exactly_representable;
    char* const limit = text.data() + text.size();
    char* const end =
        whole
            ? std::to_chars(text.data(), limit, static_cast<long long>(number)).ptr
            : std::to_chars(text.data(), limit, number, std::chars_format::general, digits)
                  .ptr;
    return {text.data(), end};
}

}  // namespace winit
