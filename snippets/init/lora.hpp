/// @file lora.hpp
/// @brief LoRA: weights that stay as they are, and a correction of low rank that learns.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/linear_algebra/product.hpp"

namespace winit {

/// @brief A correction \f$BA\f$ to the weights of one layer.
template <Scalar T>
struct LowRankOf {
    MatrixOf<T> a;  ///< \f$A\f$, shape (rank, fan_in): what the correction looks at.
    MatrixOf<T> b;  ///< \f$B\f$, shape (fan_out, rank): what it adds.
};

/// @brief A correction in double precision.
using LowRank = LowRankOf<double>;

/// @brief A correction that corrects nothing yet: A random, B zero.
/// @param fans  Size of the layer (counts, at least 1).
/// @param rank  Of the correction (count, at least 1).
/// @param rng   Source of randomness; advanced by rank * fan_in normal numbers.
/// @return      \f$A\f$ of variance \f$1/n_{in}\f$ and \f$B = 0\f$.
/// @throws std::invalid_argument if a count is 0.
/// @see Hu et al. (2022), "LoRA: Low-Rank Adaptation of Large Language Models", sec. 4.1,
///      arXiv:2106.09685.
template <Scalar T = double>
LowRankOf<T> make_low_rank(Fans fans, std::size_t rank, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0 && rank > 0,
            "make_low_rank: fans and rank must be at least 1");
    return {.a = lecun_normal<T>({.fan_in = fans.fan_in, .fan_out = rank}, rng),
            .b = zero_weights<T>({.fan_in = rank, .fan_out = fans.fan_out}, rng)};
}

/// @brief The weights as the layer uses them.
/// @param weights     \f$W_0\f$, frozen, shape (fan_out, fan_in).
/// @param correction  Of this layer.
/// @return            \f$W_0 + BA\f$, same shape.
/// @throws std::invalid_argument if the shapes do not fit.
template <Scalar T>
MatrixOf<T> corrected(const MatrixOf<T>& weights, const LowRankOf<T>& correction) {
    require(correction.a.shape(0) == correction.b.shape(1),
            "corrected: A and B must have the same rank", correction.b.shape(1));
    require(weights.shape(0) == correction.b.shape(0) &&
                weights.shape(1) == correction.a.shape(1),
            "corrected: weights and correction must have the same fans");
    MatrixOf<T> sum = weights;
    product(correction.b, correction.a, sum, {}, T(1), T(1));
    return sum;
}

/// @brief Derivatives of the loss by both factors, from the derivative by the weights.
///
/// Each contains the other factor: where B is zero A has no gradient, and where both are zero
/// neither has one, for ever.
///
/// @param weight_gradient  \f$G = \partial L/\partial W\f$ at the corrected weights, shape
///                         (fan_out, fan_in).
/// @param correction       Of this layer.
/// @return                 \f$B^\top G\f$ in `a`, \f$G A^\top\f$ in `b`.
/// @throws std::invalid_argument if the shapes do not fit.
// [begin low_rank_gradient]
template <Scalar T>
LowRankOf<T> low_rank_gradient(const MatrixOf<T>& weight_gradient,
                               const LowRankOf<T>& correction) {
    require(correction.a.shape(0) == correction.b.shape(1),
            "low_rank_gradient: A and B must have the same rank", correction.b.shape(1));
    require(weight_gradient.shape(0) == correction.b.shape(0) &&
                weight_gradient.shape(1) == correction.a.shape(1),
            "low_rank_gradient: gradient and correction must have the same fans");
    LowRankOf<T> gradient = correction;
    product(correction.b, weight_gradient, gradient.a, {.left = true});
    product(weight_gradient, correction.a, gradient.b, {.right = true});
    return gradient;
}
// [end low_rank_gradient]

}  // namespace winit
