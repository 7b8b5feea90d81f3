#include "chapters/support/numbers.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace winit {

std::string significant(double number, int digits) {
    constexpr double exactly_representable = 1e15;
    if (std::trunc(number) == number && std::abs(number) < exactly_representable) {
        return std::to_string(static_cast<long long>(number));
    }
    std::array<char, 64> text{};
    // Programs never leave the locale "C": the point is a point.
    std::snprintf(text.data(), text.size(), "%.*g", digits, number);
    return text.data();
}

}  // namespace winit
