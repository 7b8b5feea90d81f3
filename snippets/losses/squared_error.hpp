/// @file squared_error.hpp
/// @brief The mean squared error and its gradient.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Mean squared error over all samples and outputs.
/// @param outputs  Shape (samples, outputs), not empty.
/// @param targets  Same shape.
/// @return         \f$\frac{1}{N}\sum (o - t)^2\f$ over the N entries, unit squared.
/// @throws std::invalid_argument if the shapes differ or are empty.
template <Scalar T>
double squared_error(const MatrixOf<T>& outputs, const MatrixOf<T>& targets) {
    require(outputs.shape() == targets.shape() && outputs.size() > 0,
            "squared_error: outputs and targets must have the same shape and an entry");
    double sum = 0.0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const double distance = static_cast<double>(outputs.data()[i] - targets.data()[i]);
        sum += distance * distance;
    }
    return sum / static_cast<double>(outputs.size());
}

/// @brief Derivative of the mean squared error by the outputs, into an existing matrix.
/// @param outputs   Shape (samples, outputs).
/// @param targets   Same shape.
/// @param gradient  Result \f$\frac{2}{N}(o - t)\f$, same shape.
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
void squared_error_gradient(const MatrixOf<T>& outputs, const MatrixOf<T>& targets,
                            MatrixOf<T>& gradient) {
    require(
        outputs.shape() == targets.shape() && outputs.shape() == gradient.shape(),
        "squared_error_gradient: outputs, targets and gradient must have the same shape");
    const T factor = T(2) / static_cast<T>(outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        gradient.data()[i] = factor * (outputs.data()[i] - targets.data()[i]);
    }
}

}  // namespace winit
