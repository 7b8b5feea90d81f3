/// @file one_step.hpp
/// @brief Chapter 3: a step against the gradient, and the slide's step along it.
#pragma once

#include <functional>

#include "chapters/03-no-learning/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/slides.hpp"

namespace winit::chapter03 {

/// @brief A change of weights along or against a gradient.
using Step = std::function<void(Matrix&, const Matrix&, double)>;

/// @brief Gradient descent for one matrix: downhill.
// [begin downhill]
inline void downhill(Matrix& weights, const Matrix& gradient, double learning_rate) {
    xt::noalias(weights) -= learning_rate * gradient;
}
// [end downhill]

/// @brief Loss (w - 1)^2 / 2 after one step from 0.
inline double after_one_step(const Step& step, double learning_rate) {
    Matrix weight{{0.0}};
    step(weight, Matrix{{-1.0}}, learning_rate);
    return 0.5 * (weight(0, 0) - 1.0) * (weight(0, 0) - 1.0);
}

/// @brief What one step with either sign does to the loss of a single weight.
inline Result one_step() {
    Result result;
    result.value("sign_start", after_one_step(downhill, 0.0), "(w - 1)^2 / 2 at w = 0");
    result.value("sign_minus", after_one_step(downhill, sign_rate),
                 "the same after one step against the gradient");
    result.value("sign_plus", after_one_step(slides::climb<double>, sign_rate),
                 "the same after one step of the slide");
    return result;
}

}  // namespace winit::chapter03
