/// @file he.hpp
/// @brief He (Kaiming) initialization: weights that keep a signal's size through ReLU layers.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Standard deviation that He initialization gives to one weight.
///
/// A ReLU sets the negative half of its pre-activations to zero, which halves the mean square
/// of the signal. The factor 2 restores it. A leaky ReLU with slope a on the negative side keeps
/// a little more, and needs a little less.
///
/// @param fan_in          Inputs of one unit (count, at least 1).
/// @param negative_slope  Slope a of a leaky ReLU for negative inputs; 0 for a ReLU.
/// @return                \f$\sqrt{2 / ((1 + a^2)\, n_{in})}\f$, without unit.
/// @throws std::invalid_argument if `fan_in` is 0 or `negative_slope` is not finite.
/// @see He et al. (2015), "Delving Deep into Rectifiers", arXiv:1502.01852.
// [begin he_stddev]
inline double he_stddev(std::size_t fan_in, double negative_slope = 0.0) {
    require(fan_in > 0, "he_stddev: fan_in must be at least 1");
    require(std::isfinite(negative_slope), "he_stddev: negative_slope must be finite",
            negative_slope);
    const double kept = (1.0 + negative_slope * negative_slope) / 2.0;
    return std::sqrt(1.0 / (kept * static_cast<double>(fan_in)));
}
// [end he_stddev]

/// @brief Weights from the He normal distribution.
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Weights, shape (fan_out, fan_in), independent, \f$N(0, 2/n_{in})\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see He et al. (2015), "Delving Deep into Rectifiers", arXiv:1502.01852.
// [begin he_normal]
template <Scalar T = double>
MatrixOf<T> he_normal(Fans fans, Rng& rng) {
    require(fans.fan_out > 0, "he_normal: fan_out must be at least 1");
    return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, he_stddev(fans.fan_in), rng);
}
// [end he_normal]

/// @brief Weights from the He uniform distribution.
///
/// A uniform number on [-b, b) has variance \f$b^2/3\f$. To reach \f$2/n_{in}\f$ the bound must
/// be \f$\sqrt{6/n_{in}}\f$, not \f$\sqrt{2/n_{in}}\f$.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in), independent, uniform on
///              \f$[-\sqrt{6/n_{in}}, \sqrt{6/n_{in}})\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see He et al. (2015), "Delving Deep into Rectifiers", arXiv:1502.01852.
// [begin he_uniform]
template <Scalar T = double>
MatrixOf<T> he_uniform(Fans fans, Rng& rng) {
    require(fans.fan_out > 0, "he_uniform: fan_out must be at least 1");
    const double bound = std::sqrt(3.0) * he_stddev(fans.fan_in);
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}
// [end he_uniform]

}  // namespace winit
