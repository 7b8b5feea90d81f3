/// @file check_result.hpp
/// @brief Refuses what no file could carry.
#pragma once

#include "chapters/support/experiments.hpp"
#include "chapters/support/result.hpp"

namespace winit {

/// @brief Refuse a result that the files could not carry.
/// @throws std::range_error  naming a value that is not finite.
/// @throws std::logic_error  naming what an experiment got wrong: a name used twice or not in
///                           snake_case, a curve or a row of another length than its axis.
void check_result(const Result& result);

/// @brief Refuse a list that --only could not choose from.
/// @throws std::logic_error  naming an experiment whose name is used twice or not in snake_case.
void check_names(const Experiments& experiments);

}  // namespace winit
