/// @file zero_one.hpp
/// @brief ZerO initialization: a start without random numbers that still breaks the symmetry.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/identity.hpp"

namespace winit {

/// @brief Hadamard matrix of Sylvester's construction.
///
/// Entry (i, j) is -1 if i and j have an odd number of binary ones in common, 1 otherwise.
///
/// @param order  Rows and columns (count): a power of 2.
/// @return       \f$H\f$, shape (order, order), with \f$H H^\top\f$ = order times the identity.
/// @throws std::invalid_argument if `order` is not a power of 2, or more than memory can hold.
template <Scalar T = double>
MatrixOf<T> hadamard_matrix(std::size_t order) {
    require(std::has_single_bit(order), "hadamard_matrix: order must be a power of 2",
            order);
    require(countable(order, order), "hadamard_matrix: order must fit into memory", order);
    auto matrix = MatrixOf<T>::from_shape({order, order});
    for (std::size_t i = 0; i < order; ++i) {
        for (std::size_t j = 0; j < order; ++j) {
            matrix(i, j) = std::popcount(i & j) % 2 == 0 ? T(1) : T(-1);
        }
    }
    return matrix;
}

/// @brief ZerO weights, as an initializer.
///
/// A layer that does not grow passes its input on. A layer that grows would leave its new units
/// at zero, all alike; a Hadamard matrix gives each its own combination of the inputs.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Not used.
/// @return      Weights, shape (fan_out, fan_in): the identity if fan_out is not larger than
///              fan_in; otherwise the corner of the Hadamard matrix of order
///              \f$p = 2^{\lceil\log_2 n_{out}\rceil}\f$, divided by \f$\sqrt p\f$ as in the
///              authors' code.
/// @throws std::invalid_argument if a fan is 0.
/// @see Zhao, Schäfer and Anandkumar (2022), "ZerO Initialization", algorithm 1,
///      arXiv:2110.12661.
template <Scalar T = double>
MatrixOf<T> zero_one_weights(Fans fans, Rng& rng) {
    require_fans(fans, "zero_one_weights");
    if (fans.fan_out <= fans.fan_in) {
        return identity_weights<T>(fans, rng);
    }
    require(countable(fans.fan_out, fans.fan_out),
            "zero_one_weights: fan_out must fit into memory", fans.fan_out);
    const std::size_t order = std::bit_ceil(fans.fan_out);
    const T scale = T(1) / std::sqrt(static_cast<T>(order));
    const MatrixOf<T> hadamard = hadamard_matrix<T>(order);
    auto weights = MatrixOf<T>::from_shape({fans.fan_out, fans.fan_in});
    for (std::size_t unit = 0; unit < fans.fan_out; ++unit) {
        for (std::size_t input = 0; input < fans.fan_in; ++input) {
            weights(unit, input) = scale * hadamard(unit, input);
        }
    }
    return weights;
}

}  // namespace winit
