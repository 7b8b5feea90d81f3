/// @file solutions.hpp
/// @brief Chapter 4: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/random/rng.hpp"

namespace winit::chapter04 {

/// @brief Logarithm of the length of one walk out of those that carry the mean of |x|^2.
///
/// One factor multiplies |x|^2 by a chi-square number r with `size` degrees of freedom. A
/// density weighted with r itself is that of a chi-square number with two degrees more.
// [begin carrying_walk]
inline double carrying_walk(std::size_t size, std::size_t factors, Rng& rng) {
    double length = 0.0;
    for (std::size_t factor = 0; factor < factors; ++factor) {
        double growth = 0.0;
        for (std::size_t degree = 0; degree < size + 2; ++degree) {
            const double draw = rng.normal();
            growth += draw * draw;
        }
        length += 0.5 * std::log(growth);
    }
    return length;
}
// [end carrying_walk]

}  // namespace winit::chapter04
