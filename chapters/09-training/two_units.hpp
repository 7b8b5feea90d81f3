/// @file two_units.hpp
/// @brief Chapter 9: as many hidden units as exclusive or needs, and not one more.
#pragma once

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/training_runs.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter09 {

/// @brief How many runs with two hidden units solve the problem at the larger budget.
inline Result two_units(const Params& params) {
    const Schedule schedule{params.enough_rate, params.enough_epochs};
    const auto epochs = solve_seeds<2>(schemes().back(), schedule, params.seeds, params);
    Result result;
    result.value("two_units_solved", solved_share(epochs),
                 "share of runs that solve it with two hidden units, He", shares);
    return result;
}

}  // namespace winit::chapter09
