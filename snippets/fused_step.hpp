/// @file fused_step.hpp
/// @brief A step of gradient descent that never stores the gradient.
#pragma once

#include <cstddef>

#include "snippets/activations.hpp"
#include "snippets/check.hpp"
#include "snippets/linear.hpp"
#include "snippets/network.hpp"
#include "snippets/product.hpp"
#include "snippets/types.hpp"

namespace winit {

/// @cond
namespace detail {

// The chain rule through f, from the value of f where that saves computing it again.
template <Scalar T>
void multiply_by_slope_of_value(Activation activation, const MatrixOf<T>& pre_activations,
                                const MatrixOf<T>& activations, MatrixOf<T>& gradient) {
    const T* z = pre_activations.data();
    const T* y = activations.data();
    T* g = gradient.data();
    if (activation == Activation::sigmoid) {
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            g[i] *= Sigmoid::slope(z[i], y[i]);
        }
    } else if (activation == Activation::tanh) {
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            g[i] *= Tanh::slope(z[i], y[i]);
        }
    } else {
        multiply_by_slope(activation, pre_activations, gradient);
    }
}

}  // namespace detail
/// @endcond

/// @brief backward() and descend() in one go: the same weights, within rounding.
///
/// A gradient is as large as the weights, and plain gradient descent needs it only once. Here
/// each layer's product of deltas and inputs is subtracted from the weights as it is computed;
/// `pass.gradients` stays as it was. The layer below is served first, from the old weights.
///
/// @param network        The network of the forward pass; its parameters are changed in place.
/// @param batch          The batch of the forward pass, shape (samples, features).
/// @param pass           The forward pass, `pass.deltas.back()` set as for backward(); every delta
///                       is set on return. Dropout's masks are not heeded: there must be none.
/// @param learning_rate  \f$\eta\f$, in units of parameter squared per loss.
/// @throws std::invalid_argument if the batch or the pass does not fit the network.
template <Scalar T>
void backward_and_descend(NetworkOf<T>& network, const MatrixOf<T>& batch, PassOf<T>& pass,
                          double learning_rate) {
    require(detail::fits(network, batch, pass),
            "backward_and_descend: batch and pass must fit network");
    const T step = static_cast<T>(learning_rate);
    for (std::size_t l = network.layers.size(); l-- > 0;) {
        LayerOf<T>& layer = network.layers[l];
        MatrixOf<T>& delta = pass.deltas[l];
        detail::multiply_by_slope_of_value(layer.activation, pass.pre_activations[l],
                                           pass.activations[l], delta);
        if (l > 0) {
            product(delta, layer.weights, pass.deltas[l - 1]);
        }
        const MatrixOf<T>& input = l == 0 ? batch : pass.activations[l - 1];
        product(delta, input, layer.weights, {.left = true}, -step, T(1));
        for (std::size_t sample = 0; sample < delta.shape(0); ++sample) {
            const T* row = &delta(sample, 0);
            for (std::size_t unit = 0; unit < layer.biases.size(); ++unit) {
                layer.biases.data()[unit] -= step * row[unit];
            }
        }
    }
}

}  // namespace winit
