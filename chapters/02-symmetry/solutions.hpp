/// @file solutions.hpp
/// @brief Chapter 2: solutions of the exercises, compiled and tested.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <vector>

#include "snippets/data/datasets.hpp"

namespace winit::chapter02 {

/// @brief Smallest squared error of a function that never falls, over blocks of targets in order.
///
/// Pool adjacent violators: where a block's mean is below its left neighbor's, the two must
/// share one value.
// [begin isotonic_error]
inline double isotonic_error(const std::vector<std::vector<double>>& blocks) {
    struct Pool {
        double sum, squares, count;
    };
    std::vector<Pool> pools;
    for (const auto& block : blocks) {
        Pool pool{0.0, 0.0, 0.0};
        for (const double target : block) {
            pool = {pool.sum + target, pool.squares + target * target, pool.count + 1.0};
        }
        while (!pools.empty() &&
               pool.sum * pools.back().count < pools.back().sum * pool.count) {
            const Pool left = pools.back();
            pools.pop_back();
            pool = {left.sum + pool.sum, left.squares + pool.squares,
                    left.count + pool.count};
        }
        pools.push_back(pool);
    }
    double error = 0.0;
    for (const Pool& pool : pools) {
        error += pool.squares - pool.sum * pool.sum / pool.count;
    }
    return error;
}
// [end isotonic_error]

/// @brief Smallest mean squared error on XOR of any network with one hidden unit.
///
/// Such a network is a monotone function of one score, w . x. So try the directions of w; on a
/// tie the samples share one block.
// [begin best_single_unit]
inline double best_single_unit(std::size_t directions) {
    const Regression data = xor_data();
    double best = 1.0;
    for (std::size_t d = 0; d < directions; ++d) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(d) /
                             static_cast<double>(directions);
        std::map<long, std::vector<double>> by_score;
        for (std::size_t sample = 0; sample < 4; ++sample) {
            const double score = std::cos(angle) * data.inputs(sample, 0) +
                                 std::sin(angle) * data.inputs(sample, 1);
            by_score[std::lround(1e9 * score)].push_back(data.targets(sample, 0));
        }
        std::vector<std::vector<double>> blocks;
        for (const auto& [score, targets] : by_score) {
            blocks.push_back(targets);
        }
        best = std::min(best, isotonic_error(blocks) / 4.0);
    }
    return best;
}
// [end best_single_unit]

}  // namespace winit::chapter02
