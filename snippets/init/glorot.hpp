/// @file glorot.hpp
/// @brief Glorot (Xavier) initialization: a compromise between the signal and its gradient.
#pragma once

#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Standard deviation that Glorot initialization gives to one weight.
///
/// A linear layer keeps the signal with variance \f$1/n_{in}\f$ and the gradient with
/// \f$1/n_{out}\f$. Only a square layer can do both; this is the harmonic mean of the two.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param gain  Factor for the nonlinearity, finite; 1 for a linear layer.
/// @return      \f$g\sqrt{2/(n_{in} + n_{out})}\f$, without unit.
/// @throws std::invalid_argument if a fan is 0 or `gain` is not finite.
/// @see Glorot and Bengio (2010), eq. 12.
// [begin glorot_stddev]
inline double glorot_stddev(Fans fans, double gain = 1.0) {
    require(std::isfinite(gain), "glorot_stddev: gain must be finite", gain);
    return gain * std::sqrt(1.0 / fan_count(fans, FanMode::fan_avg));
}
// [end glorot_stddev]

/// @brief Bound of the Glorot uniform distribution.
/// @param fans  Size of the layer (counts, at least 1).
/// @param gain  Factor for the nonlinearity, finite; 1 for a linear layer.
/// @return      \f$g\sqrt{6/(n_{in} + n_{out})}\f$, without unit.
/// @throws std::invalid_argument if a fan is 0 or `gain` is not finite.
/// @see Glorot and Bengio (2010), eq. 16.
inline double glorot_bound(Fans fans, double gain = 1.0) {
    return std::sqrt(3.0) * glorot_stddev(fans, gain);
}

/// @brief Weights from the Glorot uniform distribution: what the paper proposes.
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in), uniform on
///              \f$\pm\sqrt{6/(n_{in} + n_{out})}\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see Glorot and Bengio (2010), eq. 16.
// [begin glorot_uniform]
template <Scalar T = double>
MatrixOf<T> glorot_uniform(Fans fans, Rng& rng) {
    const double bound = glorot_bound(fans);
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}
// [end glorot_uniform]

/// @brief Weights from the normal distribution with Glorot's variance.
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Weights, shape (fan_out, fan_in), \f$N(0, 2/(n_{in} + n_{out}))\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see Glorot and Bengio (2010), eq. 12.
template <Scalar T = double>
MatrixOf<T> glorot_normal(Fans fans, Rng& rng) {
    return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, glorot_stddev(fans), rng);
}

}  // namespace winit
