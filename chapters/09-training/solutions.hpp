/// @file solutions.hpp
/// @brief Chapter 9: solutions of the exercises, compiled and tested.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/small_network.hpp"
#include "chapters/09-training/training_runs.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter09 {

/// @brief Final errors of networks with a number of hidden units, one per random start.
// [begin final_errors]
template <std::size_t Units>
std::vector<double> final_errors(const Scheme& scheme, const Schedule& schedule,
                                 std::size_t seeds, const Params& params) {
    return repeat({seeds, params.seed, params.threads}, [&](const Rng& rng) {
        return train(draw_net<Units>(scheme.item, rng), schedule, {}).error;
    });
}
// [end final_errors]

/// @brief Share of the errors that lie within a distance of a level.
inline double share_near(const std::vector<double>& errors, double level, double distance) {
    const auto count = std::count_if(errors.begin(), errors.end(), [&](double error) {
        return std::abs(error - level) < distance;
    });
    return static_cast<double>(count) / static_cast<double>(errors.size());
}

}  // namespace winit::chapter09
