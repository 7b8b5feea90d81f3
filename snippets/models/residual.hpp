/// @file residual.hpp
/// @brief Residual networks: every block adds its branch to the residual stream.
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

/// @brief One block: \f$h' = h + \alpha\,(W_2 f(W_1 f(N(h)) + b_1) + b_2)\f$.
///
/// The layers' activations stand before their weights, so that h itself runs through the network
/// untouched. So does the normalization N, if there is one: that is "pre-LN" where it is LayerNorm.
template <Scalar T>
struct ResidualBlockOf {
    LayerOf<T> first;            ///< \f$W_1, b_1\f$, shape (hidden, width); f before it.
    LayerOf<T> second;           ///< \f$W_2, b_2\f$, shape (width, hidden); f before it.
    VectorOf<T> scale = {T(1)};  ///< \f$\alpha\f$, one number that is learned as well.
    NormOf<T> norm = {};         ///< N, of the residual stream's width or none.
};

/// @brief A linear layer into the residual stream, blocks along it, a linear layer out of it.
template <Scalar T>
struct ResidualNetworkOf {
    using Number = T;            ///< What it computes with.
    using Inputs = MatrixOf<T>;  ///< What it reads: one row per sample.

    LayerOf<T> input;                        ///< Shape (width, features), linear.
    std::vector<ResidualBlockOf<T>> blocks;  ///< At least one, all of the same width.
    LayerOf<T> output;                       ///< Shape (outputs, width); f before it.
    NormOf<T> norm = {};                     ///< N before that f, or none.
};

/// @brief A residual network in double precision.
using ResidualNetwork = ResidualNetworkOf<double>;

/// @brief Sizes of a residual network.
struct ResidualSizes {
    std::size_t inputs;   ///< Features of a sample (count).
    std::size_t width;    ///< Of the residual stream (count).
    std::size_t hidden;   ///< Units inside a block (count).
    std::size_t outputs;  ///< Of the network (count).
    std::size_t blocks;   ///< Along the residual stream (count).
};

/// @brief A residual network with weights from one initializer, biases 0 and scales 1.
/// @param sizes        All counts at least 1.
/// @param activation   \f$f\f$, the same everywhere.
/// @param initializer  Draws all weights, in the order of the residual stream.
/// @param rng          Source of randomness, handed to the initializer.
/// @param norm         What stands in front of every branch and of the output.
/// @return             The network.
/// @throws std::invalid_argument if a count is 0, or the initializer is empty, refuses a layer or
///         gives weights of another shape.
template <Scalar T>
ResidualNetworkOf<T> make_residual_network(const ResidualSizes& sizes,
                                           Activation activation,
                                           const InitializerOf<T>& initializer, Rng& rng,
                                           Normalization norm = Normalization::none) {
    require(sizes.blocks > 0, "make_residual_network: blocks must be at least 1");
    const auto layer = [&](std::size_t in, std::size_t out, Activation before) {
        return LayerOf<T>{
            .weights = detail::drawn(initializer, {.fan_in = in, .fan_out = out}, rng,
                                     "make_residual_network"),
            .biases = xt::zeros<T>({out}),
            .activation = before};
    };
    ResidualNetworkOf<T> network;
    network.input = layer(sizes.inputs, sizes.width, Activation::linear);
    for (std::size_t block = 0; block < sizes.blocks; ++block) {
        LayerOf<T> first = layer(sizes.width, sizes.hidden, activation);
        LayerOf<T> second = layer(sizes.hidden, sizes.width, activation);
        network.blocks.push_back({.first = std::move(first),
                                  .second = std::move(second),
                                  .norm = make_norm<T>(norm, sizes.width)});
    }
    network.output = layer(sizes.width, sizes.outputs, activation);
    network.norm = make_norm<T>(norm, sizes.width);
    return network;
}

/// @brief Room for what a forward and a backward pass through a residual network compute.
template <Scalar T>
struct ResidualWorkspaceOf {
    /// @brief The part of one block.
    struct Block {
        NormWorkspaceOf<T> norm;    ///< What N computes of h.
        MatrixOf<T> activated;      ///< \f$f(N(h))\f$, shape (samples, width).
        MatrixOf<T> hidden;         ///< \f$W_1 f(N(h)) + b_1\f$, shape (samples, hidden).
        MatrixOf<T> hidden_active;  ///< f of that, same shape.
        MatrixOf<T> branch;         ///< \f$W_2 \dots + b_2\f$, shape (samples, width).
        MatrixOf<T> hidden_delta;   ///< Derivative by `hidden`, same shape.
        MatrixOf<T> branch_delta;   ///< Derivative by `branch`, then by `activated`.
    };

    std::vector<MatrixOf<T>> residual_stream;  ///< h before each block and after the last.
    std::vector<Block> blocks;                 ///< One per block.
    NormWorkspaceOf<T> norm;    ///< What N computes of the last residual stream.
    MatrixOf<T> activated;      ///< f of that, shape (samples, width).
    MatrixOf<T> output_values;  ///< Shape (samples, outputs).
    MatrixOf<T> output_delta;   ///< Derivative of the loss by them.
    MatrixOf<T>
        residual_stream_delta;  ///< Derivative by it, from the last block to the first.
    ResidualNetworkOf<T> gradients;  ///< Derivative of the loss by every parameter.
    Mode mode = Mode::training;      ///< Which statistics BatchNorm divides by.

    /// @brief Make room for one network and one batch size.
    /// @param network  Gives the shapes.
    /// @param samples  Rows of the batch (count, at least 1).
    /// @throws std::invalid_argument if `samples` is 0 or countless, or the network has no block.
    ResidualWorkspaceOf(const ResidualNetworkOf<T>& network, std::size_t samples) {
        require(samples > 0, "ResidualWorkspace: samples must be at least 1");
        require(!network.blocks.empty(), "ResidualWorkspace: network must have a block");
        const std::size_t width = network.input.weights.shape(0);
        const auto matrix = [samples](std::size_t columns) {
            require(countable(samples, columns),
                    "ResidualWorkspace: samples must fit into memory", samples);
            return MatrixOf<T>(xt::zeros<T>({samples, columns}));
        };
        for (const ResidualBlockOf<T>& block : network.blocks) {
            const std::size_t hidden = block.first.weights.shape(0);
            residual_stream.push_back(matrix(width));
            blocks.push_back({.norm = NormWorkspaceOf<T>(block.norm, samples),
                              .activated = matrix(width),
                              .hidden = matrix(hidden),
                              .hidden_active = matrix(hidden),
                              .branch = matrix(width),
                              .hidden_delta = matrix(hidden),
                              .branch_delta = matrix(width)});
            gradients.blocks.push_back({.first = detail::zeros_like(block.first),
                                        .second = detail::zeros_like(block.second),
                                        .scale = xt::zeros_like(block.scale),
                                        .norm = detail::zeros_like(block.norm)});
        }
        residual_stream.push_back(matrix(width));
        activated = matrix(width);
        output_values = matrix(network.output.weights.shape(0));
        output_delta = output_values;
        residual_stream_delta = activated;
        gradients.input = detail::zeros_like(network.input);
        gradients.output = detail::zeros_like(network.output);
        gradients.norm = detail::zeros_like(network.norm);
        norm = NormWorkspaceOf<T>(network.norm, samples);
    }

    /// @brief What the network makes of the batch.
    /// @return  Shape (samples, outputs).
    const MatrixOf<T>& outputs() const { return output_values; }

    /// @brief The derivative of the loss by outputs(): a loss sets it, backward() uses it.
    /// @return  Shape (samples, outputs).
    MatrixOf<T>& output_gradient() { return output_delta; }
};

/// @brief A workspace in double precision.
using ResidualWorkspace = ResidualWorkspaceOf<double>;

/// @cond
namespace detail {

// Do the blocks of a network fit its residual stream, and those of a workspace the network?
template <Scalar T>
bool fits(const ResidualBlockOf<T>& block, const ResidualBlockOf<T>& gradient,
          const typename ResidualWorkspaceOf<T>::Block& kept, std::size_t samples,
          std::size_t width) {
    const std::size_t hidden = block.first.weights.shape(0);
    return fits(block.first, gradient.first) && fits(block.second, gradient.second) &&
           fits(block.norm, gradient.norm, kept.norm, samples, width) &&
           has_shape(block.first.weights, hidden, width) &&
           has_shape(block.second.weights, width, hidden) && block.scale.size() == 1 &&
           gradient.scale.size() == 1 && has_shape(kept.activated, samples, width) &&
           has_shape(kept.hidden, samples, hidden) &&
           has_shape(kept.hidden_active, samples, hidden) &&
           has_shape(kept.branch, samples, width) &&
           has_shape(kept.hidden_delta, samples, hidden) &&
           has_shape(kept.branch_delta, samples, width);
}

// Was a workspace made for a network? A few comparisons per block, and nothing is allocated.
template <Scalar T>
bool fits(const ResidualNetworkOf<T>& network, const ResidualWorkspaceOf<T>& workspace) {
    const std::size_t blocks = network.blocks.size();
    const std::size_t samples = workspace.outputs().shape(0);
    const std::size_t width = network.input.weights.shape(0);
    const std::size_t outputs = network.output.weights.shape(0);
    if (blocks == 0 || workspace.blocks.size() != blocks ||
        workspace.residual_stream.size() != blocks + 1 ||
        workspace.gradients.blocks.size() != blocks ||
        !fits(network.input, workspace.gradients.input) ||
        !fits(network.output, workspace.gradients.output) ||
        network.output.weights.shape(1) != width ||
        !fits(network.norm, workspace.gradients.norm, workspace.norm, samples, width) ||
        !has_shape(workspace.activated, samples, width) ||
        !has_shape(workspace.residual_stream_delta, samples, width) ||
        !has_shape(workspace.outputs(), samples, outputs) ||
        !has_shape(workspace.output_delta, samples, outputs) ||
        !has_shape(workspace.residual_stream.back(), samples, width)) {
        return false;
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        if (!has_shape(workspace.residual_stream[b], samples, width) ||
            !fits<T>(network.blocks[b], workspace.gradients.blocks[b], workspace.blocks[b],
                     samples, width)) {
            return false;
        }
    }
    return true;
}

}  // namespace detail
/// @endcond

/// @brief Send a batch through a residual network.
/// @param network    The network.
/// @param batch      Inputs, shape (samples, features).
/// @param workspace  Made for this network and as many samples.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network, or the
///         batch the workspace.
template <Scalar T>
void forward(const ResidualNetworkOf<T>& network, const MatrixOf<T>& batch,
             ResidualWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "forward: workspace must be made for this network");
    require(batch.shape(1) == network.input.weights.shape(1),
            "forward: batch must have one column per input of the network", batch.shape(1));
    require(batch.shape(0) == workspace.outputs().shape(0),
            "forward: batch must have as many samples as the workspace", batch.shape(0));
    linear(batch, network.input.weights, network.input.biases,
           workspace.residual_stream[0]);
    for (std::size_t b = 0; b < network.blocks.size(); ++b) {
        const auto& [first, second, scale, norm] = network.blocks[b];
        auto& kept = workspace.blocks[b];
        activate(first.activation,
                 normalize(norm, workspace.residual_stream[b], workspace.mode, kept.norm),
                 kept.activated);
        linear(kept.activated, first.weights, first.biases, kept.hidden);
        activate(second.activation, kept.hidden, kept.hidden_active);
        linear(kept.hidden_active, second.weights, second.biases, kept.branch);
        xt::noalias(workspace.residual_stream[b + 1]) =
            workspace.residual_stream[b] + scale(0) * kept.branch;
    }
    activate(network.output.activation,
             normalize(network.norm, workspace.residual_stream.back(), workspace.mode,
                       workspace.norm),
             workspace.activated);
    linear(workspace.activated, network.output.weights, network.output.biases,
           workspace.output_values);
}

/// @brief A workspace for a residual network and as many samples as a batch has.
/// @param network  The network.
/// @param batch    Shape (samples, features), at least one sample.
/// @return         A workspace whose numbers are all 0.
/// @throws std::invalid_argument if the batch has no sample, or the network no block.
template <Scalar T>
ResidualWorkspaceOf<T> workspace_for(const ResidualNetworkOf<T>& network,
                                     const MatrixOf<T>& batch) {
    return {network, batch.shape(0)};
}

/// @brief Send the derivative of the loss back through a residual network.
///
/// The residual stream's derivative passes every block unchanged; each block adds to it.
///
/// @param network    The network of the forward pass.
/// @param batch      The batch of the forward pass.
/// @param workspace  Of the forward pass, `output_gradient()` set; receives all gradients.
/// @throws std::invalid_argument if the batch or the workspace does not fit the network.
template <Scalar T>
void backward(const ResidualNetworkOf<T>& network, const MatrixOf<T>& batch,
              ResidualWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace) &&
                detail::has_shape(batch, workspace.outputs().shape(0),
                                  network.input.weights.shape(1)),
            "backward: batch and workspace must fit network");
    product(workspace.output_delta, workspace.activated, workspace.gradients.output.weights,
            {.left = true});
    sum_rows(workspace.output_delta, workspace.gradients.output.biases);
    product(workspace.output_delta, network.output.weights,
            workspace.residual_stream_delta);
    multiply_by_derivative(
        network.output.activation,
        detail::behind(network.norm, workspace.residual_stream.back(), workspace.norm),
        workspace.residual_stream_delta);
    normalize_backward(network.norm, workspace.mode, workspace.norm,
                       workspace.residual_stream_delta, workspace.gradients.norm);
    for (std::size_t b = network.blocks.size(); b-- > 0;) {
        const auto& [first, second, scale, norm] = network.blocks[b];
        auto& kept = workspace.blocks[b];
        auto& gradient = workspace.gradients.blocks[b];
        T along = 0;
        for (std::size_t i = 0; i < kept.branch.size(); ++i) {
            along += workspace.residual_stream_delta.data()[i] * kept.branch.data()[i];
        }
        gradient.scale(0) = along;
        xt::noalias(kept.branch_delta) = scale(0) * workspace.residual_stream_delta;
        product(kept.branch_delta, kept.hidden_active, gradient.second.weights,
                {.left = true});
        sum_rows(kept.branch_delta, gradient.second.biases);
        product(kept.branch_delta, second.weights, kept.hidden_delta);
        multiply_by_derivative(second.activation, kept.hidden, kept.hidden_delta);
        product(kept.hidden_delta, kept.activated, gradient.first.weights, {.left = true});
        sum_rows(kept.hidden_delta, gradient.first.biases);
        product(kept.hidden_delta, first.weights, kept.branch_delta);
        multiply_by_derivative(
            first.activation, detail::behind(norm, workspace.residual_stream[b], kept.norm),
            kept.branch_delta);
        normalize_backward(norm, workspace.mode, kept.norm, kept.branch_delta,
                           gradient.norm);
        xt::noalias(workspace.residual_stream_delta) += kept.branch_delta;
    }
    product(workspace.residual_stream_delta, batch, workspace.gradients.input.weights,
            {.left = true});
    sum_rows(workspace.residual_stream_delta, workspace.gradients.input.biases);
}

/// @brief The tensors of a residual network and of its workspace.
/// @param network    Its weights, biases and scales.
/// @param workspace  Its gradients.
/// @return           All tensors, in the order of the residual stream.
/// @throws std::invalid_argument if the workspace was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(ResidualNetworkOf<T>& network,
                                 const ResidualWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "parameters_of: workspace must be made for this network");
    ParameterListOf<T> list;
    const ResidualNetworkOf<T>& gradients = workspace.gradients;
    detail::append(list, network.input, gradients.input);
    for (std::size_t b = 0; b < network.blocks.size(); ++b) {
        detail::append(list, network.blocks[b].first, gradients.blocks[b].first);
        detail::append(list, network.blocks[b].second, gradients.blocks[b].second);
        detail::append(list, network.blocks[b].scale, gradients.blocks[b].scale);
        detail::append(list, network.blocks[b].norm, gradients.blocks[b].norm);
    }
    detail::append(list, network.norm, gradients.norm);
    detail::append(list, network.output, gradients.output);
    return list;
}

/// @brief Let the running statistics of a residual network follow those of the last batch.
/// @param network    Its normalizations are changed in place.
/// @param workspace  Of a forward pass in training.
/// @throws std::invalid_argument if the workspace was made for another network, or for one sample
///         where there is a BatchNorm.
template <Scalar T>
void update_statistics(ResidualNetworkOf<T>& network,
                       const ResidualWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "update_statistics: workspace must be made for this network");
    for (std::size_t b = 0; b < network.blocks.size(); ++b) {
        update_statistics(network.blocks[b].norm, workspace.blocks[b].norm);
    }
    update_statistics(network.norm, workspace.norm);
}

}  // namespace winit
