/// @file parameters.hpp
/// @brief Every number a model can learn, whatever the model, in one list.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "snippets/check.hpp"
#include "snippets/network.hpp"
#include "snippets/types.hpp"

namespace winit {

/// @brief One tensor of parameters beside its gradient; both belong to somebody else.
template <Scalar T>
struct ParametersOf {
    std::span<T> values;          ///< What is learned.
    std::span<const T> gradient;  ///< Derivative of the loss by it, as many numbers.
};

/// @brief A list of all tensors of a model.
template <Scalar T>
using ParameterListOf = std::vector<ParametersOf<T>>;

/// @brief The tensors of a network and of its pass.
///
/// Made once before training: a list points into both and stays valid while they live.
///
/// @param network  Its weights and biases.
/// @param pass     Its gradients.
/// @return         Weights and biases of each layer, the input's neighbor first.
/// @throws std::invalid_argument if the pass was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(NetworkOf<T>& network, const PassOf<T>& pass) {
    require(detail::fits(network, pass),
            "parameters_of: pass must be made for this network");
    ParameterListOf<T> list;
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        list.push_back(
            {network.layers[l].weights.storage(), pass.gradients[l].weights.storage()});
        list.push_back(
            {network.layers[l].biases.storage(), pass.gradients[l].biases.storage()});
    }
    return list;
}

/// @brief One step against the gradient: \f$\theta \leftarrow \theta - \eta\, g\f$.
/// @param parameters     Changed in place.
/// @param learning_rate  \f$\eta\f$, in units of parameter squared per loss.
/// @throws std::invalid_argument if a tensor and its gradient differ in size.
template <Scalar T>
void descend(const ParameterListOf<T>& parameters, double learning_rate) {
    const T step = static_cast<T>(learning_rate);
    for (const ParametersOf<T>& tensor : parameters) {
        require(tensor.values.size() == tensor.gradient.size(),
                "descend: every tensor must have a gradient of its size",
                tensor.gradient.size());
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            tensor.values[i] -= step * tensor.gradient[i];
        }
    }
}

}  // namespace winit
