/// @file traces.hpp
/// @brief The points of a curve on their way to a drawing.
#pragma once

#include <cstddef>
#include <vector>

#include "figures/axis.hpp"

namespace winit {

/// @brief Columns of equal length: places on the x axis, then one or two heights.
using Trace = std::vector<std::vector<double>>;

/// @brief Can a row be drawn? One with a number that is not finite leaves a gap.
bool complete(const Trace& trace, std::size_t row);

/// @brief A curve, or a band between two; NaN where an axis cannot show a number.
Trace trace(const std::vector<double>& x, const Ruler& across,
            const std::vector<const std::vector<double>*>& heights, const Ruler& up);

/// @brief The same to the eye with fewer points: at most four rows per pixel, the first, the
///        last and the extremes.
/// @param pixels  Length of the x axis.
Trace thinned(const Trace& full, const Ruler& across, double pixels);

/// @brief A few points of a curve, other ones for each of its neighbors.
///
/// Markers there tell curves apart without color, and show which ones lie on one another.
/// @param share  Number of the curve over the count of curves, in [0, 1).
Trace marked(const Trace& full, const Ruler& across, double share);

}  // namespace winit
