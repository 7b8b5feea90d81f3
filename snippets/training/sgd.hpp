/// @file sgd.hpp
/// @brief Gradient descent: the step itself, with and without momentum.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"

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
        xt::noalias(network.layers[l].weights) -= step * workspace.gradients[l].weights;
        xt::noalias(network.layers[l].biases) -= step * workspace.gradients[l].biases;
    }
}
// [end descend]

/// @brief Gradient descent with a memory of past gradients.
/// @see Polyak (1964), "Some methods of speeding up the convergence of iteration methods".
template <Scalar T>
class MomentumOf {
  public:
    /// @brief Start at rest.
    /// @param network        Gives the shapes.
    /// @param learning_rate  \f$\eta\f$, above 0.
    /// @param momentum       \f$\mu\f$, share of the velocity that is kept, in [0, 1).
    /// @throws std::invalid_argument if a number is out of its range.
    MomentumOf(const NetworkOf<T>& network, double learning_rate, double momentum)
        : learning_rate_(static_cast<T>(learning_rate)),
          momentum_(static_cast<T>(momentum)) {
        require(learning_rate > 0.0, "Momentum: learning_rate must be above 0",
                learning_rate);
        require(momentum >= 0.0 && momentum < 1.0, "Momentum: momentum must be in [0, 1)",
                momentum);
        for (const LayerOf<T>& layer : network.layers) {
            velocities_.push_back({.weights = xt::zeros_like(layer.weights),
                                   .biases = xt::zeros_like(layer.biases)});
        }
    }

    /// @brief One step: \f$v \leftarrow \mu v + g\f$, then \f$\theta \leftarrow \theta - \eta v\f$.
    /// @param network    Its parameters are changed in place.
    /// @param workspace  Holds the gradients of backward().
    /// @throws std::invalid_argument if network or workspace are not of the shapes of the start.
    void step(NetworkOf<T>& network, const WorkspaceOf<T>& workspace) {
        require(detail::fits(network, workspace),
                "Momentum: workspace must be made for this network");
        require(fits(network), "Momentum: network must have the shapes of the start");
        for (std::size_t l = 0; l < network.layers.size(); ++l) {
            const LayerGradientOf<T>& gradient = workspace.gradients[l];
            move(network.layers[l].weights, gradient.weights, velocities_[l].weights);
            move(network.layers[l].biases, gradient.biases, velocities_[l].biases);
        }
    }

  private:
    bool fits(const NetworkOf<T>& network) const {
        if (network.layers.size() != velocities_.size()) {
            return false;
        }
        for (std::size_t l = 0; l < velocities_.size(); ++l) {
            if (!detail::fits(network.layers[l], velocities_[l])) {
                return false;
            }
        }
        return true;
    }

    // Both updates in one pass over the memory.
    template <class Tensor>
    void move(Tensor& values, const Tensor& gradient, Tensor& velocity) const {
        T* value = values.data();
        const T* derivative = gradient.data();
        T* speed = velocity.data();
        for (std::size_t i = 0; i < values.size(); ++i) {
            speed[i] = momentum_ * speed[i] + derivative[i];
            value[i] -= learning_rate_ * speed[i];
        }
    }

    T learning_rate_;
    T momentum_;
    std::vector<LayerGradientOf<T>> velocities_;
};

/// @brief Momentum in double precision.
using Momentum = MomentumOf<double>;

}  // namespace winit
