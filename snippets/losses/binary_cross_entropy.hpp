/// @file binary_cross_entropy.hpp
/// @brief The loss of yes-or-no questions, from logits.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"

namespace winit {

/// @brief Mean binary cross-entropy, from logits.
///
/// Computed as \f$\max(z, 0) - z t + \ln(1 + e^{-|z|})\f$, so that no logit is too large.
///
/// @param logits   Shape (samples, outputs), not empty.
/// @param targets  Same shape, each in [0, 1].
/// @return         \f$-\frac1N\sum (t\ln\sigma(z) + (1-t)\ln(1-\sigma(z)))\f$, in nats per entry.
/// @throws std::invalid_argument if the shapes differ or are empty, or a target is not in [0, 1].
template <Scalar T>
double binary_cross_entropy(const MatrixOf<T>& logits, const MatrixOf<T>& targets) {
    require(
        logits.shape() == targets.shape() && logits.size() > 0,
        "binary_cross_entropy: logits and targets must have the same shape and an entry");
    double sum = 0.0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const auto logit = static_cast<double>(logits.data()[i]);
        const auto target = static_cast<double>(targets.data()[i]);
        require(target >= 0.0 && target <= 1.0,
                "binary_cross_entropy: a target must be in [0, 1]", target);
        sum += Softplus::value(logit) - logit * target;
    }
    return sum / static_cast<double>(logits.size());
}

/// @brief Derivative of the mean binary cross-entropy by the logits, into an existing matrix.
/// @param logits    Shape (samples, outputs).
/// @param targets   Same shape, each in [0, 1].
/// @param gradient  Result \f$(\sigma(z) - t)/N\f$, same shape.
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
void binary_cross_entropy_gradient(const MatrixOf<T>& logits, const MatrixOf<T>& targets,
                                   MatrixOf<T>& gradient) {
    require(
        logits.shape() == targets.shape() && logits.shape() == gradient.shape(),
        "binary_cross_entropy_gradient: logits, targets and gradient must have the same "
        "shape");
    const T per_entry = T(1) / static_cast<T>(logits.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        gradient.data()[i] =
            per_entry * (Sigmoid::value(logits.data()[i]) - targets.data()[i]);
    }
}

}  // namespace winit
