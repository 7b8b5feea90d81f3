/// @file heuristic.hpp
/// @brief The heuristic that Xavier initialization was made to replace.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief Bound of the commonly used heuristic.
/// @param fan_in  Inputs of one unit (count, at least 1).
/// @return        \f$1/\sqrt{n_{in}}\f$, without unit.
/// @throws std::invalid_argument if `fan_in` is 0.
/// @see Glorot and Bengio (2010), eq. 1.
inline double heuristic_bound(std::size_t fan_in) {
    require(fan_in > 0, "heuristic_bound: fan_in must be at least 1");
    return 1.0 / std::sqrt(static_cast<double>(fan_in));
}

/// @brief Weights by the heuristic: uniform on \f$\pm1/\sqrt{n_{in}}\f$.
///
/// The variance is \f$1/(3 n_{in})\f$, so a linear layer cuts the signal's mean square to a third.
/// PyTorch's dense layers start like this: `kaiming_uniform_` with a negative slope of the root
/// of 5 comes out at the same bound.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0.
/// @see Glorot and Bengio (2010), eq. 1 and 15.
// [begin heuristic_uniform]
template <Scalar T = double>
MatrixOf<T> heuristic_uniform(Fans fans, Rng& rng) {
    require(fans.fan_out > 0, "heuristic_uniform: fan_out must be at least 1");
    const double bound = heuristic_bound(fans.fan_in);
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}
// [end heuristic_uniform]

}  // namespace winit
