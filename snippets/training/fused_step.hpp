/// @file fused_step.hpp
/// @brief A step of gradient descent that never stores the gradient.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/models/network.hpp"

namespace winit {

/// @brief backward() and sgd_step() in one go: the same weights, within rounding.
///
/// A gradient is as large as the weights, and plain gradient descent needs it only once. Here
/// each layer's product of deltas and inputs is subtracted from the weights as it is computed;
/// `workspace.gradients` stays as it was. The layer below is served first, from the old weights.
///
/// @param network        The network of the forward pass; its parameters are changed in place.
/// @param batch          The batch of the forward pass, shape (samples, features).
/// @param workspace      Of the forward pass, `workspace.output_gradient()` set as for backward();
///                       every delta is set on return. Dropout's masks are not heeded: there must be none.
/// @param learning_rate  \f$\eta\f$, in units of parameter squared per loss.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network.
template <Scalar T>
void backward_and_sgd_step(NetworkOf<T>& network, const MatrixOf<T>& batch,
                           WorkspaceOf<T>& workspace, double learning_rate) {
    require(detail::fits(network, batch, workspace),
            "backward_and_sgd_step: batch and workspace must fit network");
    const T step = static_cast<T>(learning_rate);
    for (std::size_t l = network.layers.size(); l-- > 0;) {
        LayerOf<T>& layer = network.layers[l];
        MatrixOf<T>& delta = workspace.deltas[l];
        detail::multiply_by_derivative_of_value(layer.activation,
                                                workspace.pre_activations[l],
                                                workspace.activations[l], delta);
        if (l > 0) {
            product(delta, layer.weights, workspace.deltas[l - 1]);
        }
        const MatrixOf<T>& input = l == 0 ? batch : workspace.activations[l - 1];
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
