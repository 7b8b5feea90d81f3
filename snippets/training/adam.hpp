/// @file adam.hpp
/// @brief Adam: steps whose length does not depend on the size of the gradient.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/training/optimizer.hpp"

namespace winit {

/// @brief What Adam can be told; what stands here are the values of the paper.
struct AdamOptions {
    double learning_rate = 0.001;  ///< \f$\alpha\f$, above 0: about the length of a step.
    double beta1 = 0.9;            ///< Share of the mean gradient that is kept, in [0, 1).
    double beta2 = 0.999;          ///< Share of the mean square that is kept, in [0, 1).
    double epsilon = 1e-8;         ///< Added to the root of the mean square, above 0.
};

/// @brief Gradient descent that divides each parameter's mean gradient by its root mean square.
///
/// Both means begin at 0, so after t steps they are too small by \f$1 - \beta^t\f$. Without dividing
/// by that, the first step would be three times as long as the later ones.
///
/// @see Kingma and Ba (2015), "Adam: A Method for Stochastic Optimization", algorithm 1.
template <Scalar T>
class AdamOf {
  public:
    /// @brief Start with both means at 0.
    /// @param options  Rates, each in its range.
    /// @throws std::invalid_argument if a number is out of its range.
    explicit AdamOf(const AdamOptions& options = {}) : options_(options) {
        require(options.learning_rate > 0.0, "Adam: learning_rate must be above 0",
                options.learning_rate);
        require(options.beta1 >= 0.0 && options.beta1 < 1.0,
                "Adam: beta1 must be in [0, 1)", options.beta1);
        require(options.beta2 >= 0.0 && options.beta2 < 1.0,
                "Adam: beta2 must be in [0, 1)", options.beta2);
        require(options.epsilon > 0.0, "Adam: epsilon must be above 0", options.epsilon);
    }

    /// @brief One step: \f$\theta \leftarrow \theta - \alpha\, \hat m / (\sqrt{\hat v} + \epsilon)\f$.
    ///
    /// Before it, \f$m \leftarrow \beta_1 m + (1 - \beta_1) g\f$ and
    /// \f$v \leftarrow \beta_2 v + (1 - \beta_2) g^2\f$; after t steps
    /// \f$\hat m = m / (1 - \beta_1^t)\f$ and \f$\hat v = v / (1 - \beta_2^t)\f$.
    ///
    /// @param parameters  Changed in place; at every step the same tensors.
    /// @throws std::invalid_argument if a tensor and its gradient differ in size, or the list is
    ///         not of the shapes of the first step.
    // [begin adam_step]
    void step(const ParameterListOf<T>& parameters) {
        const char* const message =
            "Adam: parameters must have the shapes of the first step";
        detail::remember(parameters, means_, message);
        detail::remember(parameters, squares_, message);
        ++steps_;
        const auto& [rate, beta1, beta2, epsilon] = options_;
        const Factors factors{
            .beta1 = static_cast<T>(beta1),
            .rest1 = static_cast<T>(1.0 - beta1),
            .beta2 = static_cast<T>(beta2),
            .rest2 = static_cast<T>(1.0 - beta2),
            .rate = static_cast<T>(rate / (1.0 - std::pow(beta1, steps_))),
            .correction = static_cast<T>(1.0 / (1.0 - std::pow(beta2, steps_))),
            .epsilon = static_cast<T>(epsilon)};
        for (std::size_t tensor = 0; tensor < parameters.size(); ++tensor) {
            move(parameters[tensor], factors, means_[tensor].data(),
                 squares_[tensor].data());
        }
    }
    // [end adam_step]

  private:
    // The numbers of one step in the scalar of the model.
    struct Factors {
        T beta1;
        T rest1;  // 1 - beta1
        T beta2;
        T rest2;       // 1 - beta2
        T rate;        // Over what the mean gradient lacks after so many steps.
        T correction;  // Of the mean square, likewise.
        T epsilon;
    };

    static void move(const ParametersOf<T>& tensor, const Factors& by, T* mean, T* square) {
        const T* const gradient = tensor.gradient.data();
        T* const value = tensor.values.data();
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            mean[i] = by.beta1 * mean[i] + by.rest1 * gradient[i];
            square[i] = by.beta2 * square[i] + by.rest2 * gradient[i] * gradient[i];
            value[i] -=
                by.rate * mean[i] / (std::sqrt(by.correction * square[i]) + by.epsilon);
        }
    }

    AdamOptions options_;
    int steps_ = 0;
    detail::MemoryOf<T> means_;
    detail::MemoryOf<T> squares_;
};

/// @brief Adam in double precision.
using Adam = AdamOf<double>;

}  // namespace winit
