/// @file variance_scaling.hpp
/// @brief The family that LeCun, Glorot and He initialization belong to.
#pragma once

#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/truncated_normal.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Distributions that weights are drawn from.
enum class Distribution {
    uniform,           ///< Flat up to a bound of \f$\sqrt3\f$ standard deviations.
    normal,            ///< The normal distribution.
    truncated_normal,  ///< Cut at two standard deviations and stretched back.
};

/// @brief One member of the family: a scale, a fan and a distribution.
///
/// LeCun is scale 1 by fan_in, Glorot scale 1 by fan_avg, He scale 2 by fan_in; for a leaky ReLU
/// of negative slope a, \f$2/(1 + a^2)\f$. By fan_out it is the gradient that keeps its size.
struct VarianceScaling {
    double scale = 1.0;                                ///< Variance times fan, above 0.
    FanMode mode = FanMode::fan_in;                    ///< Which fan divides it.
    Distribution distribution = Distribution::normal;  ///< Shape of the distribution.
};

/// @brief Standard deviation that a member of the family gives to one weight.
/// @param fans     Size of the layer (counts, at least 1).
/// @param scaling  The member of the family; its scale finite and above 0.
/// @return         \f$\sqrt{s/n}\f$, without unit.
/// @throws std::invalid_argument if a fan is 0 or the scale is out of its range.
inline double variance_scaling_stddev(Fans fans, const VarianceScaling& scaling) {
    require(std::isfinite(scaling.scale) && scaling.scale > 0.0,
            "variance_scaling: scale must be a number above 0", scaling.scale);
    return std::sqrt(scaling.scale / fan_count(fans, scaling.mode));
}

/// @brief Weights of a member of the family.
/// @param fans     Size of the layer (counts, at least 1).
/// @param scaling  The member of the family; its scale finite and above 0.
/// @param rng      Source of randomness; advanced by fan_out * fan_in numbers.
/// @return         Weights, shape (fan_out, fan_in), with variance scale / fan in each of the
///                 three distributions.
/// @throws std::invalid_argument if a fan is 0 or the scale is out of its range.
template <Scalar T = double>
MatrixOf<T> variance_scaling(Fans fans, const VarianceScaling& scaling, Rng& rng) {
    const double stddev = variance_scaling_stddev(fans, scaling);
    const double bound = std::sqrt(3.0) * stddev;
    switch (scaling.distribution) {
        case Distribution::uniform:
            return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
        case Distribution::normal:
            return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, stddev, rng);
        case Distribution::truncated_normal:
            return rescaled_truncated_normal<T>(fans, stddev, rng);
    }
    throw std::invalid_argument(
        "variance_scaling: distribution must be one of the enumeration");
}

}  // namespace winit
