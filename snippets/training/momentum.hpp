/// @file momentum.hpp
/// @brief Gradient descent with momentum: a step along past gradients too.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/training/optimizer.hpp"

namespace winit {

/// @brief Gradient descent with a memory of past gradients, as `torch.optim.SGD` keeps it.
/// @see Polyak (1964), "Some methods of speeding up the convergence of iteration methods".
template <Scalar T>
class MomentumOf {
  public:
    /// @brief Start at rest.
    /// @param learning_rate  \f$\eta\f$, above 0.
    /// @param momentum       \f$\mu\f$, share of the velocity that is kept, in [0, 1).
    /// @throws std::invalid_argument if a number is out of its range.
    MomentumOf(double learning_rate, double momentum)
        : learning_rate_(static_cast<T>(learning_rate)),
          momentum_(static_cast<T>(momentum)) {
        require(learning_rate > 0.0, "Momentum: learning_rate must be above 0",
                learning_rate);
        require(momentum >= 0.0 && momentum < 1.0, "Momentum: momentum must be in [0, 1)",
                momentum);
    }

    /// @brief One step: \f$v \leftarrow \mu v + g\f$, then \f$\theta \leftarrow \theta - \eta v\f$.
    /// @param parameters  Changed in place; at every step the same tensors.
    /// @throws std::invalid_argument if a tensor and its gradient differ in size, or the list is
    ///         not of the shapes of the first step.
    void step(const ParameterListOf<T>& parameters) {
        detail::remember(parameters, velocities_,
                         "Momentum: parameters must have the shapes of the first step");
        for (std::size_t tensor = 0; tensor < parameters.size(); ++tensor) {
            T* const value = parameters[tensor].values.data();
            const T* const gradient = parameters[tensor].gradient.data();
            T* const velocity = velocities_[tensor].data();
            // Both updates in one pass over the memory.
            for (std::size_t i = 0; i < velocities_[tensor].size(); ++i) {
                velocity[i] = momentum_ * velocity[i] + gradient[i];
                value[i] -= learning_rate_ * velocity[i];
            }
        }
    }

  private:
    T learning_rate_;
    T momentum_;
    detail::MemoryOf<T> velocities_;
};

/// @brief Momentum in double precision.
using Momentum = MomentumOf<double>;

}  // namespace winit
