/// @file parameters.hpp
/// @brief All parameters of a model beside their gradients, in one list, for any kind of model.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/normalization.hpp"
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

/// @cond
namespace detail {

// One tensor more at the end of a list.
template <Scalar T, class Tensor>
void append(ParameterListOf<T>& list, Tensor& values, const Tensor& gradient) {
    list.push_back({values.storage(), gradient.storage()});
}

// The two tensors of a layer.
template <Scalar T>
void append(ParameterListOf<T>& list, LayerOf<T>& layer, const LayerOf<T>& gradient) {
    append(list, layer.weights, gradient.weights);
    append(list, layer.biases, gradient.biases);
}

// The two tensors of a normalization, if it is one.
template <Scalar T>
void append(ParameterListOf<T>& list, NormOf<T>& norm, const NormOf<T>& gradient) {
    if (norm.kind != Normalization::none) {
        append(list, norm.gain, gradient.gain);
        append(list, norm.shift, gradient.shift);
    }
}

}  // namespace detail
/// @endcond

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
        detail::append(list, network.layers[l], workspace.gradients.layers[l]);
    }
    return list;
}

}  // namespace winit
