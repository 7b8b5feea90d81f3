/// @file constant.hpp
/// @brief Zero and constant weights: the starts that this book warns of.
#pragma once

#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Weights that all have the same value.
///
/// All rows agree, so all units of the layer compute the same function.
///
/// @param fans   Size of the layer (counts, at least 1).
/// @param value  The weight, finite.
/// @return       Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0 or `value` is not finite.
template <Scalar T = double>
MatrixOf<T> constant_weights(Fans fans, double value) {
    require_fans(fans, "constant_weights");
    require(std::isfinite(value), "constant_weights: value must be finite", value);
    return xt::full_like(MatrixOf<T>::from_shape({fans.fan_out, fans.fan_in}),
                         static_cast<T>(value));
}

/// @brief Weights that are all zero, as an initializer.
/// @param fans  Size of the layer (counts, at least 1).
/// @return      Zeros, shape (fan_out, fan_in). The generator is not used.
/// @throws std::invalid_argument if a fan is 0.
// [begin zero_weights]
template <Scalar T = double>
MatrixOf<T> zero_weights(Fans fans, Rng&) {
    return constant_weights<T>(fans, 0.0);
}
// [end zero_weights]

}  // namespace winit
