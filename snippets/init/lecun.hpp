/// @file lecun.hpp
/// @brief LeCun initialization: weights that keep a signal's size through linear layers.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Standard deviation that LeCun initialization gives to one weight.
/// @param fan_in  Inputs of one unit (count, at least 1).
/// @return        \f$\sqrt{1 / n_{in}}\f$, without unit.
/// @throws std::invalid_argument if `fan_in` is 0.
/// @see LeCun et al. (1998), "Efficient BackProp"
inline double lecun_stddev(std::size_t fan_in) {
    require(fan_in > 0, "lecun_stddev: fan_in must be at least 1");
    return std::sqrt(1.0 / static_cast<double>(fan_in));
}

/// @brief Weights from the LeCun normal distribution.
///
/// Right for a linear layer or one in its linear regime. With square layers it is also what
/// Xavier initialization gives.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Weights, shape (fan_out, fan_in), independent, \f$N(0, 1/n_{in})\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see LeCun et al. (1998), "Efficient BackProp"
template <Scalar T = double>
MatrixOf<T> lecun_normal(Fans fans, Rng& rng) {
    require(fans.fan_out > 0, "lecun_normal: fan_out must be at least 1");
    return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, lecun_stddev(fans.fan_in), rng);
}

/// @brief Weights from the LeCun uniform distribution.
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in), independent, uniform on
///              \f$[-\sqrt{3/n_{in}}, \sqrt{3/n_{in}})\f$.
/// @throws std::invalid_argument if a fan is 0.
/// @see LeCun et al. (1998), "Efficient BackProp"
template <Scalar T = double>
MatrixOf<T> lecun_uniform(Fans fans, Rng& rng) {
    require(fans.fan_out > 0, "lecun_uniform: fan_out must be at least 1");
    const double bound = std::sqrt(3.0) * lecun_stddev(fans.fan_in);
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}

}  // namespace winit
