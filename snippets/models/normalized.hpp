/// @file normalized.hpp
/// @brief A multilayer perceptron whose hidden layers are normalized before their activation.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/layers/normalization.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"

namespace winit {

/// @brief A hidden layer: \f$h = f(N(x W^\top + b))\f$.
///
/// Where N normalizes, its shift does what b would do: b stays 0 and is no parameter, as
/// `nn.Linear(…, bias=False)` in front of a normalization.
template <Scalar T>
struct NormalizedLayerOf {
    LayerOf<T> dense;     ///< W, b and f.
    NormOf<T> norm = {};  ///< N, between the two; or none.
};

/// @brief Hidden layers with a normalization each, and a linear layer behind them.
template <Scalar T>
struct NormalizedNetworkOf {
    using Number = T;            ///< What it computes with.
    using Inputs = MatrixOf<T>;  ///< What it reads: one row per sample.

    std::vector<NormalizedLayerOf<T>>
        hidden;         ///< At least one, the input's neighbor first.
    LayerOf<T> output;  ///< Shape (outputs, units of the last hidden layer).
};

/// @brief A network with normalizations in double precision.
using NormalizedNetwork = NormalizedNetworkOf<double>;

/// @brief Put a normalization into every hidden layer of a network.
/// @param network  Its weights are taken as they are, and its biases if there is no normalization.
/// @param kind     Which one.
/// @return         The network; normalizations start with gain 1 and shift 0.
/// @throws std::invalid_argument if the network has no hidden layer.
template <Scalar T>
NormalizedNetworkOf<T> normalized(const NetworkOf<T>& network, Normalization kind) {
    require(network.layers.size() > 1, "normalized: network must have a hidden layer");
    NormalizedNetworkOf<T> result;
    for (const LayerOf<T>& layer : network.layers) {
        result.hidden.push_back(
            {.dense = layer, .norm = make_norm<T>(kind, layer.weights.shape(0))});
        if (kind != Normalization::none) {
            result.hidden.back().dense.biases.fill(T(0));
        }
    }
    result.hidden.pop_back();
    result.output = network.layers.back();
    return result;
}

/// @brief Room for what a forward and a backward pass compute, layer by layer.
template <Scalar T>
struct NormalizedWorkspaceOf {
    /// @brief The part of one hidden layer.
    struct Hidden {
        MatrixOf<T> pre_activations;  ///< \f$x W^\top + b\f$, shape (samples, units).
        NormWorkspaceOf<T> norm;      ///< What N computes of them.
        MatrixOf<T> activations;      ///< \f$h\f$, shape (samples, units).
        MatrixOf<T> delta;  ///< Derivative by h, then by `pre_activations`, same shape.
    };

    std::vector<Hidden> hidden;          ///< One per hidden layer.
    MatrixOf<T> output_pre_activations;  ///< Shape (samples, outputs).
    MatrixOf<T> output_values;           ///< f of them, same shape.
    MatrixOf<T> output_delta;            ///< Derivative of the loss by them.
    NormalizedNetworkOf<T> gradients;    ///< Derivative of the loss by every parameter.
    Mode mode = Mode::training;          ///< Which statistics BatchNorm divides by.

    /// @brief Make room for one network and one batch size.
    /// @param network  Gives the shapes.
    /// @param samples  Rows of the batch (count, at least 1).
    /// @throws std::invalid_argument if `samples` is 0 or countless, or the network has no hidden
    ///         layer.
    NormalizedWorkspaceOf(const NormalizedNetworkOf<T>& network, std::size_t samples) {
        require(samples > 0, "NormalizedWorkspace: samples must be at least 1");
        require(!network.hidden.empty(),
                "NormalizedWorkspace: network must have a hidden layer");
        const auto matrix = [samples](const LayerOf<T>& layer) {
            require(countable(samples, layer.weights.shape(0)),
                    "NormalizedWorkspace: samples must fit into memory", samples);
            return MatrixOf<T>(xt::zeros<T>({samples, layer.weights.shape(0)}));
        };
        for (const NormalizedLayerOf<T>& layer : network.hidden) {
            hidden.push_back({.pre_activations = matrix(layer.dense),
                              .norm = NormWorkspaceOf<T>(layer.norm, samples),
                              .activations = matrix(layer.dense),
                              .delta = matrix(layer.dense)});
            gradients.hidden.push_back({.dense = detail::zeros_like(layer.dense),
                                        .norm = detail::zeros_like(layer.norm)});
        }
        output_pre_activations = matrix(network.output);
        output_values = output_pre_activations;
        output_delta = output_pre_activations;
        gradients.output = detail::zeros_like(network.output);
    }

    /// @brief What the network makes of the batch.
    /// @return  Shape (samples, outputs).
    const MatrixOf<T>& outputs() const { return output_values; }

    /// @brief The derivative of the loss by outputs(): a loss sets it, backward() uses it up.
    /// @return  Shape (samples, outputs).
    MatrixOf<T>& output_gradient() { return output_delta; }
};

/// @brief A workspace in double precision.
using NormalizedWorkspace = NormalizedWorkspaceOf<double>;

/// @cond
namespace detail {

// Was a workspace made for a network? A few comparisons per layer, and nothing is allocated.
template <Scalar T>
bool fits(const NormalizedNetworkOf<T>& network,
          const NormalizedWorkspaceOf<T>& workspace) {
    const std::size_t samples = workspace.outputs().shape(0);
    const std::size_t outputs = network.output.weights.shape(0);
    if (network.hidden.empty() || workspace.hidden.size() != network.hidden.size() ||
        workspace.gradients.hidden.size() != network.hidden.size() ||
        !fits(network.output, workspace.gradients.output) ||
        !has_shape(workspace.outputs(), samples, outputs) ||
        !has_shape(workspace.output_pre_activations, samples, outputs) ||
        !has_shape(workspace.output_delta, samples, outputs)) {
        return false;
    }
    std::size_t inputs = network.hidden.front().dense.weights.shape(1);
    for (std::size_t l = 0; l < network.hidden.size(); ++l) {
        const auto& [dense, norm] = network.hidden[l];
        const auto& gradient = workspace.gradients.hidden[l];
        const auto& kept = workspace.hidden[l];
        const std::size_t units = dense.weights.shape(0);
        if (dense.weights.shape(1) != inputs || !fits(dense, gradient.dense) ||
            !fits(norm, gradient.norm, kept.norm, samples, units) ||
            !has_shape(kept.pre_activations, samples, units) ||
            !has_shape(kept.activations, samples, units) ||
            !has_shape(kept.delta, samples, units)) {
            return false;
        }
        inputs = units;
    }
    return network.output.weights.shape(1) == inputs;
}

}  // namespace detail
/// @endcond

/// @brief Send a batch through a network with normalizations.
/// @param network    The network.
/// @param batch      Inputs, shape (samples, features).
/// @param workspace  Made for this network and as many samples; its `mode` is heeded.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network, the batch
///         the workspace, or BatchNorm in training gets one sample.
template <Scalar T>
void forward(const NormalizedNetworkOf<T>& network, const MatrixOf<T>& batch,
             NormalizedWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "forward: workspace must be made for this network");
    require(batch.shape(1) == network.hidden.front().dense.weights.shape(1),
            "forward: batch must have one column per input of the network", batch.shape(1));
    require(batch.shape(0) == workspace.outputs().shape(0),
            "forward: batch must have as many samples as the workspace", batch.shape(0));
    const MatrixOf<T>* input = &batch;
    for (std::size_t l = 0; l < network.hidden.size(); ++l) {
        const auto& [dense, norm] = network.hidden[l];
        auto& kept = workspace.hidden[l];
        linear(*input, dense.weights, dense.biases, kept.pre_activations);
        activate(dense.activation,
                 normalize(norm, kept.pre_activations, workspace.mode, kept.norm),
                 kept.activations);
        input = &kept.activations;
    }
    linear(*input, network.output.weights, network.output.biases,
           workspace.output_pre_activations);
    activate(network.output.activation, workspace.output_pre_activations,
             workspace.output_values);
}

/// @brief A workspace in training for a network and as many samples as a batch has.
/// @param network  The network.
/// @param batch    Shape (samples, features), at least one sample.
/// @return         A workspace whose numbers are all 0.
/// @throws std::invalid_argument if the batch has no sample, or the network no hidden layer.
template <Scalar T>
NormalizedWorkspaceOf<T> workspace_for(const NormalizedNetworkOf<T>& network,
                                       const MatrixOf<T>& batch) {
    return {network, batch.shape(0)};
}

/// @brief Send the derivative of the loss back through a network with normalizations.
/// @param network    The network of the forward pass.
/// @param batch      The batch of the forward pass.
/// @param workspace  Of the forward pass, `output_gradient()` set; receives all gradients.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network.
template <Scalar T>
void backward(const NormalizedNetworkOf<T>& network, const MatrixOf<T>& batch,
              NormalizedWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace) &&
                detail::has_shape(batch, workspace.outputs().shape(0),
                                  network.hidden.front().dense.weights.shape(1)),
            "backward: batch and workspace must fit network");
    auto& gradients = workspace.gradients;
    multiply_by_derivative(network.output.activation, workspace.output_pre_activations,
                           workspace.output_delta);
    product(workspace.output_delta, workspace.hidden.back().activations,
            gradients.output.weights, {.left = true});
    sum_rows(workspace.output_delta, gradients.output.biases);
    product(workspace.output_delta, network.output.weights, workspace.hidden.back().delta);
    for (std::size_t l = network.hidden.size(); l-- > 0;) {
        const auto& [dense, norm] = network.hidden[l];
        auto& kept = workspace.hidden[l];
        auto& gradient = gradients.hidden[l];
        multiply_by_derivative(dense.activation,
                               detail::behind(norm, kept.pre_activations, kept.norm),
                               kept.delta);
        normalize_backward(norm, workspace.mode, kept.norm, kept.delta, gradient.norm);
        const MatrixOf<T>& input = l == 0 ? batch : workspace.hidden[l - 1].activations;
        product(kept.delta, input, gradient.dense.weights, {.left = true});
        sum_rows(kept.delta, gradient.dense.biases);
        if (l > 0) {
            product(kept.delta, dense.weights, workspace.hidden[l - 1].delta);
        }
    }
}

/// @brief The tensors of a network with normalizations and of its workspace.
/// @param network    Its weights, gains and shifts; biases where there is no normalization.
/// @param workspace  Its gradients.
/// @return           All tensors, the input's neighbor first.
/// @throws std::invalid_argument if the workspace was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(NormalizedNetworkOf<T>& network,
                                 const NormalizedWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "parameters_of: workspace must be made for this network");
    ParameterListOf<T> list;
    for (std::size_t l = 0; l < network.hidden.size(); ++l) {
        auto& [dense, norm] = network.hidden[l];
        const auto& gradient = workspace.gradients.hidden[l];
        detail::append(list, dense.weights, gradient.dense.weights);
        if (norm.kind == Normalization::none) {
            detail::append(list, dense.biases, gradient.dense.biases);
        }
        detail::append(list, norm, gradient.norm);
    }
    detail::append(list, network.output, workspace.gradients.output);
    return list;
}

/// @brief Let the running statistics of a network follow those of the last batch.
/// @param network    Its normalizations are changed in place.
/// @param workspace  Of a forward pass in training.
/// @throws std::invalid_argument if the workspace was made for another network, or for one sample
///         where there is a BatchNorm.
template <Scalar T>
void update_statistics(NormalizedNetworkOf<T>& network,
                       const NormalizedWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "update_statistics: workspace must be made for this network");
    for (std::size_t l = 0; l < network.hidden.size(); ++l) {
        update_statistics(network.hidden[l].norm, workspace.hidden[l].norm);
    }
}

}  // namespace winit
