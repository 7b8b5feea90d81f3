/// @file uniform.hpp
/// @brief Uniform weights with a bound of your own choice.
#pragma once

#include <algorithm>
#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Independent weights from the uniform distribution on [-bound, bound).
///
/// Their variance is \f$b^2/3\f$: the bound is \f$\sqrt3\f$ standard deviations.
///
/// @param fans   Size of the layer (counts, at least 1).
/// @param bound  \f$b\f$, finite, not negative.
/// @param rng    Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return       Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0 or `bound` is out of its range.
template <Scalar T = double>
MatrixOf<T> uniform_weights(Fans fans, double bound, Rng& rng) {
    require_fans(fans, "uniform_weights");
    require(std::isfinite(bound) && bound >= 0.0,
            "uniform_weights: bound must be a number not below 0", bound);
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}

/// @brief Density of the uniform distribution on [-bound, bound): what a histogram should show.
/// @param x      Any number.
/// @param bound  \f$b\f$, above 0.
/// @return       \f$1/(2b)\f$ inside, 0 outside.
/// @throws std::invalid_argument if `bound` is not above 0.
inline double uniform_density(double x, double bound) {
    require(bound > 0.0, "uniform_density: bound must be above 0", bound);
    return x >= -bound && x < bound ? 0.5 / bound : 0.0;
}

/// @brief Distribution function of the uniform distribution on [-bound, bound).
/// @param x      Any number.
/// @param bound  \f$b\f$, above 0.
/// @return       \f$P(X \le x)\f$.
/// @throws std::invalid_argument if `bound` is not above 0.
inline double uniform_cdf(double x, double bound) {
    require(bound > 0.0, "uniform_cdf: bound must be above 0", bound);
    return std::clamp(0.5 + 0.5 * x / bound, 0.0, 1.0);
}

}  // namespace winit
