/// @file linear.hpp
/// @brief The dense layer: one matrix product and a bias.
#pragma once

#include <algorithm>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/linear_algebra/product.hpp"

namespace winit {

/// @brief Pre-activations of a dense layer without bias.
/// @param batch    Inputs, shape (samples, fan_in).
/// @param weights  Weights, shape (fan_out, fan_in).
/// @return         \f$X W^\top\f$, shape (samples, fan_out).
/// @throws std::invalid_argument if the two fan_in differ.
template <Scalar T>
MatrixOf<T> linear(const MatrixOf<T>& batch, const MatrixOf<T>& weights) {
    require(batch.shape(1) == weights.shape(1),
            "linear: batch and weights must share fan_in");
    auto pre_activations = MatrixOf<T>::from_shape({batch.shape(0), weights.shape(0)});
    product(batch, weights, pre_activations, {.right = true});
    return pre_activations;
}

/// @brief Pre-activations of a dense layer with bias, into an existing matrix.
///
/// Nothing is allocated and nothing is checked: training calls this in its innermost loop.
///
/// @param batch            Inputs, shape (samples, fan_in).
/// @param weights          Weights, shape (fan_out, fan_in).
/// @param biases           Biases, shape (fan_out).
/// @param pre_activations  Result \f$X W^\top + b\f$, shape (samples, fan_out).
template <Scalar T>
void linear(const MatrixOf<T>& batch, const MatrixOf<T>& weights, const VectorOf<T>& biases,
            MatrixOf<T>& pre_activations) {
    for (std::size_t sample = 0; sample < batch.shape(0); ++sample) {
        std::copy(biases.begin(), biases.end(), &pre_activations(sample, 0));
    }
    product(batch, weights, pre_activations, {.right = true}, T(1), T(1));
}

/// @brief Sum over the samples, into an existing vector: the gradient of a bias.
/// @param batch  Shape (samples, units).
/// @param sums   Result, shape (units).
template <Scalar T>
void sum_rows(const MatrixOf<T>& batch, VectorOf<T>& sums) {
    std::fill(sums.begin(), sums.end(), T(0));
    T* sum = sums.data();
    for (std::size_t sample = 0; sample < batch.shape(0); ++sample) {
        const T* row = &batch(sample, 0);
        for (std::size_t unit = 0; unit < sums.size(); ++unit) {
            sum[unit] += row[unit];
        }
    }
}

}  // namespace winit
