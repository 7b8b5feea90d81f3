/// @file orthogonal.hpp
/// @brief Orthogonal initialization: weights that turn a signal and do not stretch it.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/linear_algebra/householder.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief A matrix with orthonormal rows, drawn without preference for any direction.
///
/// The Q of a QR factorization of a normal matrix. A factorization is free to choose the signs
/// of R's diagonal; making them positive makes Q unique, and its distribution the uniform (Haar) one.
///
/// @param fans  Number of rows (fan_out, at least 1) and their length (fan_in, not less).
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Shape (fan_out, fan_in).
/// @throws std::invalid_argument if there is no row, or more rows than a row is long.
/// @see Mezzadri (2007), "How to Generate Random Matrices from the Classical Compact Groups",
///      arXiv:math-ph/0609050.
template <Scalar T = double>
MatrixOf<T> orthonormal_rows(Fans fans, Rng& rng) {
    const auto [length, count] = fans;
    require(count > 0 && count <= length,
            "orthonormal_rows: fan_out must be from 1 to fan_in", count);
    return orthonormalized(normal_matrix<T>(count, length, 0.0, 1.0, rng));
}

/// @brief Orthogonal weights times a gain.
/// @param fans  Size of the layer (counts, at least 1).
/// @param gain  Factor for the nonlinearity, finite; the root of 2 for a ReLU.
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Weights W, shape (fan_out, fan_in): \f$W^\top W = g^2 I\f$ if fan_out is not
///              smaller than fan_in, \f$W W^\top = g^2 I\f$ if it is.
/// @throws std::invalid_argument if a fan is 0 or `gain` is not finite.
/// @see Saxe, McClelland and Ganguli (2014), "Exact solutions to the nonlinear dynamics of
///      learning in deep linear neural networks", arXiv:1312.6120.
template <Scalar T = double>
MatrixOf<T> orthogonal_with(Fans fans, double gain, Rng& rng) {
    require_fans(fans, "orthogonal_with");
    require(std::isfinite(gain), "orthogonal_with: gain must be finite", gain);
    MatrixOf<T> weights;
    if (fans.fan_out <= fans.fan_in) {
        weights = orthonormal_rows<T>(fans, rng);
    } else {
        const MatrixOf<T> columns =
            orthonormal_rows<T>({.fan_in = fans.fan_out, .fan_out = fans.fan_in}, rng);
        weights = xt::transpose(columns);
    }
    if (gain != 1.0) {
        weights *= static_cast<T>(gain);
    }
    return weights;
}

/// @brief Orthogonal weights, as an initializer.
///
/// A square layer keeps the length of every signal exactly, and that of every gradient.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in normal numbers.
/// @return      Weights, shape (fan_out, fan_in), as orthogonal_with() of gain 1.
/// @throws std::invalid_argument if a fan is 0.
/// @see Saxe, McClelland and Ganguli (2014), arXiv:1312.6120.
template <Scalar T = double>
MatrixOf<T> orthogonal(Fans fans, Rng& rng) {
    return orthogonal_with<T>(fans, 1.0, rng);
}

}  // namespace winit
