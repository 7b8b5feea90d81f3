/// @file rare_walks.hpp
/// @brief Chapter 4: the walks that carry the mean square: how long they are, and how rare.
#pragma once

#include <cmath>
#include <numbers>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/walks.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter04 {

/// @brief How far these walks end above the typical one, in its standard deviations.
inline double carrier_distance(std::size_t size, std::size_t factors) {
    const auto steps = static_cast<double>(factors);
    const double above = steps * (log_growth(size + 2) - log_growth(size));
    return above / std::sqrt(steps * log_growth_variance(size));
}

/// @brief Length and rarity of the walks that carry the mean square, by theory.
inline Result rare_walks(const Params& params) {
    const auto steps = static_cast<double>(params.factors);
    const double distance = carrier_distance(params.size, params.factors);
    Result result;
    result.value("carrier_length", std::exp(steps * log_growth(params.size + 2)),
                 "length of the walks that carry the mean square");
    result.value("carrier_distance", distance,
                 "their distance from the typical walk, in standard deviations");
    result.value("carrier_rarity", 2.0 / std::erfc(distance / std::numbers::sqrt2),
                 "draws of a normal number until one is that large");
    return result;
}

}  // namespace winit::chapter04
