/// @file parameters.hpp
/// @brief All parameters of a model beside their gradients, in one list, for any kind of model.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"

namespace winit {

/// @brief One tensor of parameters beside its gradient; both are owned elsewhere.
template <Scalar T>
struct ParametersOf {
    std::span<T> values;          ///< What is learned.
    std::span<const T> gradient;  ///< Derivative of the loss by it, as many numbers.
};

/// @brief A list of all tensors of a model.
template <Scalar T>
using ParameterListOf = std::vector<ParametersOf<T>>;

/// @brief The tensors of a network and of its workspace.
///
/// Made once before training: a list points into both and stays valid while they live.
///
/// @param network    Its weights and biases.
/// @param workspace  Its gradients.
/// @return           Weights and biases of each layer, the input's neighbor first.
/// @throws std::invalid_argument if the workspace was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(NetworkOf<T>& network, const WorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "parameters_of: workspace must be made for this network");
    ParameterListOf<T> list;
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        list.push_back({network.layers[l].weights.storage(),
                        workspace.gradients[l].weights.storage()});
        list.push_back(
            {network.layers[l].biases.storage(), workspace.gradients[l].biases.storage()});
    }
    return list;
}

/// @brief One step against the gradient: \f$\theta \leftarrow \theta - \eta\, g\f$.
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

}  // namespace winit
