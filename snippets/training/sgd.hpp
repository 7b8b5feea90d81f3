/// @file sgd.hpp
/// @brief Gradient descent: a step against the gradient.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"

namespace winit {

/// @brief One step against the gradient: \f$\theta \leftarrow \theta - \eta\, g\f$.
///
/// The sign matters: with a plus the loss climbs. `xt::noalias` promises that both sides are
/// different matrices; without it xtensor makes a copy of the right side at every step.
///
/// @param network        Its parameters are changed in place.
/// @param workspace      Holds the gradients of backward().
/// @param learning_rate  \f$\eta\f$, in units of parameter squared per loss.
/// @throws std::invalid_argument if the workspace was made for another network.
/// @see Glorot and Bengio (2010), sec. 2.3.
// [begin descend]
template <Scalar T>
void sgd_step(NetworkOf<T>& network, const WorkspaceOf<T>& workspace,
              double learning_rate) {
    require(detail::fits(network, workspace),
            "sgd_step: workspace must be made for this network");
    const T step = static_cast<T>(learning_rate);
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        xt::noalias(network.layers[l].weights) -=
            step * workspace.gradients.layers[l].weights;
        xt::noalias(network.layers[l].biases) -=
            step * workspace.gradients.layers[l].biases;
    }
}
// [end descend]

/// @brief The same step for any kind of model.
/// @param parameters     Changed in place.
/// @param learning_rate  \f$\eta\f$, in units of parameter squared per loss.
/// @throws std::invalid_argument if a tensor and its gradient differ in size.
template <Scalar T>
void sgd_step(const ParameterListOf<T>& parameters, double learning_rate) {
    const T step = static_cast<T>(learning_rate);
    for (const ParametersOf<T>& tensor : parameters) {
        require(tensor.values.size() == tensor.gradient.size(),
                "sgd_step: every tensor must have a gradient of its size",
                tensor.gradient.size());
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            tensor.values[i] -= step * tensor.gradient[i];
        }
    }
}

/// @brief Gradient descent as an optimizer for train(): sgd_step() at a fixed rate.
class GradientDescent {
  public:
    /// @brief Choose the rate.
    /// @param learning_rate  \f$\eta\f$, above 0, in units of parameter squared per loss.
    /// @throws std::invalid_argument if the rate is not above 0.
    explicit GradientDescent(double learning_rate) : learning_rate_(learning_rate) {
        require(learning_rate > 0.0, "GradientDescent: learning_rate must be above 0",
                learning_rate);
    }

    /// @brief One step: \f$\theta \leftarrow \theta - \eta\, g\f$.
    /// @param parameters  Changed in place.
    /// @throws std::invalid_argument if a tensor and its gradient differ in size.
    template <Scalar T>
    void step(const ParameterListOf<T>& parameters) const {
        sgd_step(parameters, learning_rate_);
    }

    /// @brief The rate of every step.
    /// @return  \f$\eta\f$.
    double learning_rate() const { return learning_rate_; }

  private:
    double learning_rate_;
};

}  // namespace winit
