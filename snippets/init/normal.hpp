/// @file normal.hpp
/// @brief Normal weights with a standard deviation of your own choice.
#pragma once

#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Independent weights from the normal distribution with mean 0.
/// @param fans    Size of the layer (counts, at least 1).
/// @param stddev  Standard deviation, finite, not negative.
/// @param rng     Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return        Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0 or `stddev` is out of its range.
template <Scalar T = double>
MatrixOf<T> normal_weights(Fans fans, double stddev, Rng& rng) {
    require_fans(fans, "normal_weights");
    require(std::isfinite(stddev) && stddev >= 0.0,
            "normal_weights: stddev must be a number not below 0", stddev);
    return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, stddev, rng);
}

}  // namespace winit
