/// @file counts.hpp
/// @brief Chapter 7: how much there is to compare.
#pragma once

#include <cmath>
#include <cstddef>

#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/07-comparing/slide_forward.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief Networks per scheme that rank the slide's three nearly always.
inline constexpr std::size_t some = 10;

/// @brief Networks per scheme that rank all five nearly always.
inline constexpr std::size_t many = 100;

/// @brief Schemes, orders of them, and what the slide's forward pass returns.
inline Result counts(const Params& params) {
    Result result;
    const double count = static_cast<double>(schemes().size());
    const double orders = std::tgamma(count + 1.0);
    result.value("schemes", count, "schemes that are compared", exact);
    result.value("orders", std::round(orders), "orders of that many schemes", exact);
    result.value("guess", 1.0 / orders, "share of guesses that are right");
    result.value("some", some,
                 "networks per scheme that rank the slide's three nearly always", exact);
    result.value("many", many, "networks per scheme that rank all five nearly always",
                 exact);
    result.value("slide_outputs", static_cast<double>(slide_output_count(params)),
                 "numbers that the slide's forward pass returns", exact);
    return result;
}

}  // namespace winit::chapter07
