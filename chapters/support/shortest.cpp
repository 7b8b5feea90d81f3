// Apart from numbers.cpp: the tables behind std::to_chars are large, and not every front end needs them.
#include <array>
#include <charconv>
#include <cmath>

#include "chapters/support/numbers.hpp"

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

}  // namespace winit
