/// @file solutions.hpp
/// @brief Chapter 11: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter11 {

/// @brief Root mean square of what one-hot words add to the pre-activations.
/// @param fan_in  The count that the weights are scaled by.
// [begin word_term]
inline double word_term(std::size_t fan_in, std::size_t words, std::size_t units, Rng rng) {
    const double stddev = 1.0 / std::sqrt(static_cast<double>(fan_in));
    const Matrix weights = normal_matrix(units, words, 0.0, stddev, rng);
    std::vector<Sentence> every_word;
    for (std::size_t word = 1; word < words; ++word) {
        every_word.push_back({word});
    }
    return root_mean_square(linear(one_hot(every_word, words).front(), weights));
}
// [end word_term]

/// @brief The forget bias with which half of a cell is left after some steps.
/// @throws std::invalid_argument if there is no step.
// [begin half_life_bias]
inline double half_life_bias(std::size_t steps) {
    require(steps > 0, "half_life_bias: steps must be at least 1");
    const double gate = std::pow(0.5, 1.0 / static_cast<double>(steps));
    return std::log(gate / (1.0 - gate));
}
// [end half_life_bias]

}  // namespace winit::chapter11
