/// @file network.hpp
/// @brief A multilayer perceptron: its parameters, its forward pass, its backward pass.
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"

namespace winit {

/// @brief One dense layer: \f$h = f(x W^\top + b)\f$.
template <Scalar T>
struct LayerOf {
    MatrixOf<T> weights;    ///< \f$W\f$, shape (fan_out, fan_in).
    VectorOf<T> biases;     ///< \f$b\f$, shape (fan_out).
    Activation activation;  ///< \f$f\f$.
};

/// @brief A stack of dense layers, the input's neighbor first.
template <Scalar T>
struct NetworkOf {
    using Number = T;            ///< What it computes with.
    using Inputs = MatrixOf<T>;  ///< What it reads: one row per sample.

    std::vector<LayerOf<T>>
        layers;  ///< At least one; fan_in of each is fan_out of the last.
};

/// @brief A layer in double precision.
using Layer = LayerOf<double>;

/// @brief A network in double precision.
using Network = NetworkOf<double>;

/// @brief How the activations of a network are chosen.
struct Activations {
    Activation hidden;                       ///< Of every layer but the last.
    Activation output = Activation::linear;  ///< Of the last layer.
};

/// @cond
namespace detail {

// Weights as an initializer draws them, in the shape that was asked for.
template <Scalar T>
MatrixOf<T> drawn(const InitializerOf<T>& initializer, Fans fans, Rng& rng,
                  std::string_view function) {
    require_fans(fans, function);
    if (!initializer) {
        throw std::invalid_argument(std::string(function) +
                                    ": initializer must hold a function");
    }
    MatrixOf<T> weights = initializer(fans, rng);
    if (weights.shape(0) != fans.fan_out || weights.shape(1) != fans.fan_in) {
        throw std::invalid_argument(std::string(function) +
                                    ": initializer must give (fan_out, fan_in) weights");
    }
    return weights;
}

}  // namespace detail
/// @endcond

/// @brief A network with weights from one initializer and biases of zero.
/// @param sizes        Units of every layer, the input first: at least two counts, none 0.
/// @param activations  Of the hidden layers and of the output.
/// @param initializer  Draws the weights of each layer, the input's neighbor first.
/// @param rng          Source of randomness, handed to the initializer.
/// @return             `sizes.size() - 1` layers.
/// @throws std::invalid_argument if `sizes` is too short or names a 0, or the initializer is empty,
///         refuses a layer or gives weights of another shape.
template <Scalar T>
NetworkOf<T> make_network(const std::vector<std::size_t>& sizes, Activations activations,
                          const InitializerOf<T>& initializer, Rng& rng) {
    require(sizes.size() >= 2, "make_network: sizes must name an input and an output");
    NetworkOf<T> network;
    for (std::size_t l = 0; l + 1 < sizes.size(); ++l) {
        const bool last = l + 2 == sizes.size();
        const Fans fans{.fan_in = sizes[l], .fan_out = sizes[l + 1]};
        network.layers.push_back(
            {.weights = detail::drawn(initializer, fans, rng, "make_network"),
             .biases = xt::zeros<T>({fans.fan_out}),
             .activation = last ? activations.output : activations.hidden});
    }
    return network;
}

/// @brief One layer of a network to be made: its size, its activation and its scheme.
template <Scalar T>
struct LayerPlanOf {
    std::size_t units;             ///< Units of the layer (count, at least 1).
    Activation activation;         ///< Of this layer.
    InitializerOf<T> initializer;  ///< Draws its weights.
};

/// @brief A network whose layers differ: each has an activation and a scheme of its own.
/// @param inputs  Features of a sample (count, at least 1).
/// @param plan    The layers, the input's neighbor first: at least one.
/// @param rng     Source of randomness, handed to the initializers in turn.
/// @return        As many layers as planned, with biases of zero.
/// @throws std::invalid_argument if there is no layer or one of 0 units, or an initializer is empty,
///         refuses a layer or gives weights of another shape.
template <Scalar T>
NetworkOf<T> make_network(std::size_t inputs, const std::vector<LayerPlanOf<T>>& plan,
                          Rng& rng) {
    require(!plan.empty(), "make_network: plan must name a layer");
    NetworkOf<T> network;
    Fans fans{.fan_in = inputs, .fan_out = 0};
    for (const LayerPlanOf<T>& layer : plan) {
        fans.fan_out = layer.units;
        network.layers.push_back(
            {.weights = detail::drawn(layer.initializer, fans, rng, "make_network"),
             .biases = xt::zeros<T>({fans.fan_out}),
             .activation = layer.activation});
        fans.fan_in = fans.fan_out;
    }
    return network;
}

/// @brief Number of trainable numbers of a network.
/// @param network  Any network.
/// @return         Weights and biases together (count).
template <Scalar T>
std::size_t parameter_count(const NetworkOf<T>& network) {
    std::size_t count = 0;
    for (const LayerOf<T>& layer : network.layers) {
        count += layer.weights.size() + layer.biases.size();
    }
    return count;
}

/// @cond
namespace detail {

// Room for the gradient of a layer: of its shapes, all 0.
template <Scalar T>
LayerOf<T> zeros_like(const LayerOf<T>& layer) {
    return {.weights = xt::zeros_like(layer.weights),
            .biases = xt::zeros_like(layer.biases),
            .activation = layer.activation};
}

}  // namespace detail
/// @endcond

/// @brief Room for what a forward and a backward pass compute, layer by layer.
///
/// Made once for a network and a batch size and used again for every step, so that training
/// allocates nothing. A gradient has the shapes of what it is the derivative by, so the gradients of
/// a network are kept as another network: that of `layers[l].weights` is
/// `gradients.layers[l].weights`.
template <Scalar T>
struct WorkspaceOf {
    std::vector<MatrixOf<T>> pre_activations;  ///< \f$z_l\f$, shape (samples, fan_out).
    std::vector<MatrixOf<T>> activations;      ///< \f$h_l = f(z_l)\f$, same shape.
    std::vector<MatrixOf<T>> deltas;  ///< \f$\partial L/\partial z_l\f$, same shape.
    NetworkOf<T>
        gradients;  ///< \f$\partial L/\partial W_l\f$ and \f$\partial L/\partial b_l\f$.
    std::vector<MatrixOf<T>> masks;  ///< Dropout's factors per hidden layer, or none.

    /// @brief Make room for one network and one batch size.
    /// @param network  Gives the shapes.
    /// @param samples  Rows of the batch (count, at least 1).
    /// @throws std::invalid_argument if `samples` is 0 or countless, or the network has no layer.
    WorkspaceOf(const NetworkOf<T>& network, std::size_t samples) {
        require(samples > 0, "Workspace: samples must be at least 1");
        require(!network.layers.empty(), "Workspace: network must have a layer");
        for (const LayerOf<T>& layer : network.layers) {
            require(countable(samples, layer.weights.shape(0)),
                    "Workspace: samples must fit into memory", samples);
            const MatrixOf<T> zeros = xt::zeros<T>({samples, layer.weights.shape(0)});
            pre_activations.push_back(zeros);
            activations.push_back(zeros);
            deltas.push_back(zeros);
            gradients.layers.push_back(detail::zeros_like(layer));
        }
    }

    /// @brief What the network makes of the batch.
    /// @return  Activations of the last layer, shape (samples, outputs).
    const MatrixOf<T>& outputs() const { return activations.back(); }

    /// @brief The derivative of the loss by outputs(): a loss sets it, backward() uses it up.
    /// @return  Shape (samples, outputs).
    MatrixOf<T>& output_gradient() { return deltas.back(); }
};

/// @brief A workspace in double precision.
using Workspace = WorkspaceOf<double>;

/// @cond
namespace detail {

template <Scalar T>
bool has_shape(const MatrixOf<T>& matrix, std::size_t rows, std::size_t columns) {
    return matrix.shape(0) == rows && matrix.shape(1) == columns;
}

// Is a gradient that of a layer?
template <Scalar T>
bool fits(const LayerOf<T>& layer, const LayerOf<T>& gradient) {
    return layer.biases.size() == layer.weights.shape(0) &&
           gradient.weights.shape() == layer.weights.shape() &&
           gradient.biases.size() == layer.biases.size();
}

// Was a workspace made for a network? A few comparisons per layer, and nothing is allocated.
template <Scalar T>
bool fits(const NetworkOf<T>& network, const WorkspaceOf<T>& workspace) {
    const std::size_t layers = network.layers.size();
    if (layers == 0 || workspace.pre_activations.size() != layers ||
        workspace.activations.size() != layers || workspace.deltas.size() != layers ||
        workspace.gradients.layers.size() != layers || workspace.masks.size() > layers) {
        return false;
    }
    const std::size_t samples = workspace.outputs().shape(0);
    for (std::size_t l = 0; l < layers; ++l) {
        const LayerOf<T>& layer = network.layers[l];
        const std::size_t units = layer.weights.shape(0);
        const std::size_t inputs = layer.weights.shape(1);
        if (!fits(layer, workspace.gradients.layers[l]) ||
            (l > 0 && inputs != network.layers[l - 1].weights.shape(0)) ||
            !has_shape(workspace.pre_activations[l], samples, units) ||
            !has_shape(workspace.activations[l], samples, units) ||
            !has_shape(workspace.deltas[l], samples, units) ||
            (l < workspace.masks.size() &&
             !has_shape(workspace.masks[l], samples, units))) {
            return false;
        }
    }
    return true;
}

// Is a batch one that a workspace was made for?
template <Scalar T>
bool fits(const NetworkOf<T>& network, const MatrixOf<T>& batch,
          const WorkspaceOf<T>& workspace) {
    return fits(network, workspace) && has_shape(batch, workspace.outputs().shape(0),
                                                 network.layers.front().weights.shape(1));
}

}  // namespace detail
/// @endcond

/// @brief Send a batch through the network.
/// @param network    The network.
/// @param batch      Inputs, shape (samples, features).
/// @param workspace  Receives pre-activations and activations; made for this network and size.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network, or the
///         batch the workspace.
template <Scalar T>
void forward(const NetworkOf<T>& network, const MatrixOf<T>& batch,
             WorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "forward: workspace must be made for this network");
    require(batch.shape(1) == network.layers.front().weights.shape(1),
            "forward: batch must have one column per input of the network", batch.shape(1));
    require(batch.shape(0) == workspace.outputs().shape(0),
            "forward: batch must have as many samples as the workspace", batch.shape(0));
    const MatrixOf<T>* input = &batch;
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        const LayerOf<T>& layer = network.layers[l];
        linear(*input, layer.weights, layer.biases, workspace.pre_activations[l]);
        activate(layer.activation, workspace.pre_activations[l], workspace.activations[l]);
        if (l < workspace.masks.size()) {
            workspace.activations[l] *= workspace.masks[l];
        }
        input = &workspace.activations[l];
    }
}

/// @brief A workspace for a network and as many samples as a batch has.
/// @param network  The network.
/// @param batch    Shape (samples, features), at least one sample.
/// @return         A workspace whose numbers are all 0.
/// @throws std::invalid_argument if the batch has no sample, or the network no layer.
template <Scalar T>
WorkspaceOf<T> workspace_for(const NetworkOf<T>& network, const MatrixOf<T>& batch) {
    return {network, batch.shape(0)};
}

/// @brief Outputs of a network for a batch, when nothing else is needed.
/// @param network  The network.
/// @param batch    Inputs, shape (samples, features), at least one sample.
/// @return         Outputs, shape (samples, outputs).
/// @throws std::invalid_argument if the batch does not fit the network, or one of the two is empty.
template <Scalar T>
MatrixOf<T> predict(const NetworkOf<T>& network, const MatrixOf<T>& batch) {
    require(!network.layers.empty(), "predict: network must have a layer");
    require(batch.shape(0) > 0, "predict: batch must have a sample");
    require(batch.shape(1) == network.layers.front().weights.shape(1),
            "predict: batch must have one column per input of the network", batch.shape(1));
    WorkspaceOf<T> workspace(network, batch.shape(0));
    forward(network, batch, workspace);
    return workspace.outputs();
}

/// @brief Send the derivative of the loss back through the network.
///
/// On entry `workspace.output_gradient()` holds \f$\partial L/\partial h\f$ of the last layer, as the
/// gradient function of a loss leaves it there. On exit every delta and every gradient is set.
///
/// @param network    The network of the forward pass.
/// @param batch      The batch of the forward pass, shape (samples, features).
/// @param workspace  Of the forward pass; receives deltas and gradients.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network.
/// @see Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
///      errors".
// [begin backward]
template <Scalar T>
void backward(const NetworkOf<T>& network, const MatrixOf<T>& batch,
              WorkspaceOf<T>& workspace) {
    require(detail::fits(network, batch, workspace),
            "backward: batch and workspace must fit network");
    for (std::size_t l = network.layers.size(); l-- > 0;) {
        MatrixOf<T>& delta = workspace.deltas[l];
        if (l < workspace.masks.size()) {
            delta *= workspace.masks[l];
        }
        multiply_by_derivative(network.layers[l].activation, workspace.pre_activations[l],
                               delta);
        const MatrixOf<T>& input = l == 0 ? batch : workspace.activations[l - 1];
        product(delta, input, workspace.gradients.layers[l].weights, {.left = true});
        sum_rows(delta, workspace.gradients.layers[l].biases);
        if (l > 0) {
            product(delta, network.layers[l].weights, workspace.deltas[l - 1]);
        }
    }
}
// [end backward]

}  // namespace winit
