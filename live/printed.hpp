/// @file printed.hpp
/// @brief What the page's printed figure shows, to be drawn below what the reader made of it.
#pragma once

#include <optional>

#include "chapters/support/result.hpp"

namespace winit::live {

/// @brief The printed numbers of a chart in the dress of a new one.
/// @param chart  Its name says which, its curves say how they are drawn.
/// @return       Nothing if the page has no such chart, or one with other curves.
std::optional<Chart> printed(const Chart& chart);

/// @brief The chart with what the reader guessed: a mark where a curve may end.
/// @param chart  As it is drawn; its table stays without the guess.
/// @return       The same chart where the reader guessed nothing.
Chart with_guess(Chart chart);

}  // namespace winit::live
