/// @file inside.hpp
/// @brief What runs inside a model of any kind, from the input's side to the output's.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit {

/// @brief The weights of hidden units beside their gradient: one row per unit.
template <Scalar T>
struct UnitWeightsOf {
    const MatrixOf<T>* weights;   ///< Shape (kinds * units, inputs).
    const MatrixOf<T>* gradient;  ///< Derivative of the loss by them, same shape.
    std::size_t kinds = 1;  ///< Rows of one unit, kind by kind: the four gates of an LSTM.
};

/// @brief What a pass forward and back left in the hidden part of a model.
template <Scalar T>
struct InsideOf {
    std::vector<double> signals;  ///< Mean squares, the input's neighbor first.
    std::vector<double> deltas;  ///< Root mean squares of the loss's derivatives, likewise.
    std::vector<UnitWeightsOf<T>> units;  ///< Whatever has one row per hidden unit.
};

/// @brief Inside a multilayer perceptron: its hidden layers.
/// @param network    The network.
/// @param workspace  Of a pass forward and back.
/// @return           Signals are pre-activations, deltas the derivatives by them.
template <Scalar T>
InsideOf<T> inside(const NetworkOf<T>& network, const WorkspaceOf<T>& workspace) {
    InsideOf<T> found;
    for (std::size_t l = 0; l + 1 < network.layers.size(); ++l) {
        found.signals.push_back(mean_square(workspace.pre_activations[l]));
        found.deltas.push_back(root_mean_square(workspace.deltas[l]));
        found.units.push_back(
            {&network.layers[l].weights, &workspace.gradients.layers[l].weights});
    }
    return found;
}

/// @brief Inside a network with normalizations: its hidden layers.
/// @param network    The network.
/// @param workspace  Of a pass forward and back.
/// @return           Signals are pre-activations before they are normalized, deltas the derivatives
///                   by them.
template <Scalar T>
InsideOf<T> inside(const NormalizedNetworkOf<T>& network,
                   const NormalizedWorkspaceOf<T>& workspace) {
    InsideOf<T> found;
    for (std::size_t l = 0; l < network.hidden.size(); ++l) {
        found.signals.push_back(mean_square(workspace.hidden[l].pre_activations));
        found.deltas.push_back(root_mean_square(workspace.hidden[l].delta));
        found.units.push_back({&network.hidden[l].dense.weights,
                               &workspace.gradients.hidden[l].dense.weights});
    }
    return found;
}

/// @brief Inside a residual network: its stream, and the hidden units of its blocks.
/// @param network    The network.
/// @param workspace  Of a pass forward and back.
/// @return           Signals are the stream before each block and after the last, deltas the
///                   derivatives by the pre-activations inside each block.
template <Scalar T>
InsideOf<T> inside(const ResidualNetworkOf<T>& network,
                   const ResidualWorkspaceOf<T>& workspace) {
    InsideOf<T> found;
    for (const MatrixOf<T>& stream : workspace.residual_stream) {
        found.signals.push_back(mean_square(stream));
    }
    for (std::size_t b = 0; b < network.blocks.size(); ++b) {
        found.deltas.push_back(root_mean_square(workspace.blocks[b].hidden_delta));
        found.units.push_back({&network.blocks[b].first.weights,
                               &workspace.gradients.blocks[b].first.weights});
    }
    return found;
}

/// @brief Inside a recurrent network: its steps.
/// @param network    The network.
/// @param workspace  Of a pass forward and back.
/// @return           Signals are pre-activations, deltas the derivatives by them.
template <Scalar T>
InsideOf<T> inside(const RecurrentOf<T>& network,
                   const RecurrentWorkspaceOf<T>& workspace) {
    InsideOf<T> found;
    for (std::size_t t = 0; t < workspace.deltas.size(); ++t) {
        found.signals.push_back(mean_square(workspace.pre_activations[t]));
        found.deltas.push_back(root_mean_square(workspace.deltas[t]));
    }
    found.units = {{&network.input_weights, &workspace.gradients.input_weights},
                   {&network.recurrent_weights, &workspace.gradients.recurrent_weights}};
    return found;
}

/// @brief Inside an LSTM: its cells.
/// @param lstm       The network.
/// @param workspace  Of a pass forward and back.
/// @return           Signals are the cells after each step. A workspace keeps two deltas: by the
///                   cells before the first step and by the last hidden state.
template <Scalar T>
InsideOf<T> inside(const LstmOf<T>& lstm, const LstmWorkspaceOf<T>& workspace) {
    InsideOf<T> found;
    for (std::size_t t = 1; t < workspace.cells.size(); ++t) {
        found.signals.push_back(mean_square(workspace.cells[t]));
    }
    MatrixOf<T> last = xt::zeros_like(workspace.cell_delta);
    product(workspace.output_delta, lstm.output.weights, last);
    found.deltas = {root_mean_square(workspace.cell_delta), root_mean_square(last)};
    found.units = {{&lstm.input_weights, &workspace.gradients.input_weights, 4},
                   {&lstm.recurrent_weights, &workspace.gradients.recurrent_weights, 4}};
    return found;
}

}  // namespace winit
