/// @file sparse.hpp
/// @brief Sparse initialization: most weights are zero, the rest are normal.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief How many weights are zero, and how wide the others are.
struct Sparsity {
    double zeros;          ///< Share of each input's weights that is 0, in [0, 1].
    double stddev = 0.01;  ///< Standard deviation of the others, finite, not negative.
};

/// @brief Sparse weights as `torch.nn.init.sparse_` draws them.
///
/// Units that listen to few inputs each start out different from one another.
///
/// @param fans      Size of the layer (counts, at least 1).
/// @param sparsity  Share of zeros and standard deviation of the rest.
/// @param rng       Source of randomness; advanced by fan_out * fan_in normal numbers and one
///                  random order of the units per input.
/// @return          Weights, shape (fan_out, fan_in); in every column the same number of zeros,
///                  the share rounded up.
/// @throws std::invalid_argument if a fan is 0 or a number is out of its range.
/// @see Martens (2010), "Deep learning via Hessian-free optimization", sec. 5.
template <Scalar T = double>
MatrixOf<T> sparse_weights(Fans fans, const Sparsity& sparsity, Rng& rng) {
    require_fans(fans, "sparse_weights");
    require(sparsity.zeros >= 0.0 && sparsity.zeros <= 1.0,
            "sparse_weights: zeros must be in [0, 1]", sparsity.zeros);
    MatrixOf<T> weights =
        normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0, sparsity.stddev, rng);
    const auto zeros = static_cast<std::size_t>(
        std::ceil(sparsity.zeros * static_cast<double>(fans.fan_out)));
    for (std::size_t input = 0; input < fans.fan_in; ++input) {
        const std::vector<std::size_t> units = random_order(fans.fan_out, rng);
        for (std::size_t i = 0; i < zeros; ++i) {
            weights(units[i], input) = T(0);
        }
    }
    return weights;
}

}  // namespace winit
