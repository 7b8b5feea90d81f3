/// @file recurrent.hpp
/// @brief The simple recurrent network: one layer, used again at every step of a sequence.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"

namespace winit {

/// @brief \f$h_t = f(W_x x_t + W_h h_{t-1} + b)\f$ with \f$h_0 = 0\f$, outputs from the last state.
template <Scalar T>
struct RecurrentOf {
    using Number = T;              ///< What it computes with.
    using Inputs = SequenceOf<T>;  ///< What it reads: one batch per step.

    MatrixOf<T> input_weights;      ///< \f$W_x\f$, shape (units, features).
    MatrixOf<T> recurrent_weights;  ///< \f$W_h\f$, shape (units, units).
    VectorOf<T> biases;             ///< \f$b\f$, shape (units).
    Activation activation;          ///< \f$f\f$.
    LayerOf<T> output;  ///< From the last state, shape (outputs, units); linear.
};

/// @brief A recurrent network in double precision.
using Recurrent = RecurrentOf<double>;

/// @brief Sizes of a recurrent network.
struct RecurrentSizes {
    std::size_t features;  ///< Of the input at one step (count).
    std::size_t units;     ///< Of the state (count).
    std::size_t outputs;   ///< Of the network (count).
};

/// @brief A recurrent network with biases of 0.
/// @param sizes             All counts at least 1.
/// @param activation        \f$f\f$.
/// @param input_to_hidden   Draws the weights from the input and those to the output.
/// @param hidden_to_hidden  Draws the recurrent weights: orthogonal() keeps the state's length.
/// @param rng               Source of randomness, handed to the initializers.
/// @return                  The network.
/// @throws std::invalid_argument if a count is 0, or an initializer is empty, refuses a size or gives
///         weights of another shape.
template <Scalar T>
RecurrentOf<T> make_recurrent(const RecurrentSizes& sizes, Activation activation,
                              const InitializerOf<T>& input_to_hidden,
                              const InitializerOf<T>& hidden_to_hidden, Rng& rng) {
    const auto& [features, units, outputs] = sizes;
    const std::string_view name = "make_recurrent";
    MatrixOf<T> input =
        detail::drawn(input_to_hidden, {.fan_in = features, .fan_out = units}, rng, name);
    MatrixOf<T> recurrent =
        detail::drawn(hidden_to_hidden, {.fan_in = units, .fan_out = units}, rng, name);
    MatrixOf<T> output =
        detail::drawn(input_to_hidden, {.fan_in = units, .fan_out = outputs}, rng, name);
    return {.input_weights = std::move(input),
            .recurrent_weights = std::move(recurrent),
            .biases = xt::zeros<T>({units}),
            .activation = activation,
            .output = {.weights = std::move(output),
                       .biases = xt::zeros<T>({outputs}),
                       .activation = Activation::linear}};
}

/// @brief Room for what a forward and a backward pass through a recurrent network compute.
template <Scalar T>
struct RecurrentWorkspaceOf {
    std::vector<MatrixOf<T>>
        pre_activations;  ///< \f$z_t\f$, shape (samples, units), per step.
    std::vector<MatrixOf<T>>
        states;  ///< \f$h_t\f$ after each step, behind a zero \f$h_0\f$.
    std::vector<MatrixOf<T>> deltas;  ///< \f$\partial L/\partial z_t\f$ per step.
    MatrixOf<T> output_values;        ///< Shape (samples, outputs).
    MatrixOf<T> output_delta;         ///< Derivative of the loss by them.
    VectorOf<T> step_biases;          ///< One step's share of the biases' gradient.
    RecurrentOf<T> gradients;         ///< Derivative of the loss by every parameter.

    /// @brief Make room for one network, one length and one batch size.
    /// @param network  Gives the shapes.
    /// @param steps    Length of the sequences (count, at least 1).
    /// @param samples  Sequences side by side (count, at least 1).
    /// @throws std::invalid_argument if a count is 0 or countless.
    RecurrentWorkspaceOf(const RecurrentOf<T>& network, std::size_t steps,
                         std::size_t samples) {
        require(steps > 0, "RecurrentWorkspace: steps must be at least 1");
        require(samples > 0, "RecurrentWorkspace: samples must be at least 1");
        require(countable(samples, network.biases.size()),
                "RecurrentWorkspace: samples must fit into memory", samples);
        const MatrixOf<T> zeros = xt::zeros<T>({samples, network.biases.size()});
        pre_activations.assign(steps, zeros);
        states.assign(steps + 1, zeros);
        deltas.assign(steps, zeros);
        output_values = xt::zeros<T>({samples, network.output.biases.size()});
        output_delta = output_values;
        step_biases = xt::zeros_like(network.biases);
        gradients = network;
        gradients.input_weights.fill(T(0));
        gradients.recurrent_weights.fill(T(0));
        gradients.biases.fill(T(0));
        gradients.output = detail::zeros_like(network.output);
    }

    /// @brief What the network makes of the batch.
    /// @return  Shape (samples, outputs).
    const MatrixOf<T>& outputs() const { return output_values; }

    /// @brief The derivative of the loss by outputs(): a loss sets it, backward() uses it.
    /// @return  Shape (samples, outputs).
    MatrixOf<T>& output_gradient() { return output_delta; }
};

/// @brief A workspace in double precision.
using RecurrentWorkspace = RecurrentWorkspaceOf<double>;

/// @cond
namespace detail {

template <Scalar T>
bool have_shape(const std::vector<MatrixOf<T>>& steps, std::size_t rows,
                std::size_t columns) {
    for (const MatrixOf<T>& step : steps) {
        if (!has_shape(step, rows, columns)) {
            return false;
        }
    }
    return true;
}

// Was a workspace made for a network? A few comparisons per step, and nothing is allocated.
template <Scalar T>
bool fits(const RecurrentOf<T>& network, const RecurrentWorkspaceOf<T>& workspace) {
    const std::size_t units = network.biases.size();
    const std::size_t samples = workspace.outputs().shape(0);
    const std::size_t steps = workspace.deltas.size();
    return steps > 0 && workspace.states.size() == steps + 1 &&
           workspace.pre_activations.size() == steps &&
           have_shape(workspace.pre_activations, samples, units) &&
           have_shape(workspace.states, samples, units) &&
           have_shape(workspace.deltas, samples, units) &&
           workspace.outputs().shape(1) == network.output.biases.size() &&
           workspace.output_delta.shape() == workspace.outputs().shape() &&
           network.input_weights.shape(0) == units &&
           has_shape(network.recurrent_weights, units, units) &&
           network.output.weights.shape(1) == units &&
           workspace.gradients.input_weights.shape() == network.input_weights.shape() &&
           workspace.gradients.recurrent_weights.shape() ==
               network.recurrent_weights.shape() &&
           workspace.gradients.biases.size() == units &&
           workspace.step_biases.size() == units &&
           fits(network.output, workspace.gradients.output);
}

}  // namespace detail
/// @endcond

/// @brief Send sequences through a recurrent network.
/// @param network    The network.
/// @param sequence   As many steps as the workspace, each of shape (samples, features).
/// @param workspace  Made for this network, length and number of sequences.
/// @throws std::invalid_argument if the sequence or the workspace does not fit the network, or the
///         sequence the workspace.
template <Scalar T>
void forward(const RecurrentOf<T>& network, const SequenceOf<T>& sequence,
             RecurrentWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "forward: workspace must be made for this network");
    require(sequence.size() == workspace.deltas.size(),
            "forward: sequence must have as many steps as the workspace", sequence.size());
    for (std::size_t t = 0; t < sequence.size(); ++t) {
        require(
            sequence[t].shape(0) == workspace.outputs().shape(0) &&
                sequence[t].shape(1) == network.input_weights.shape(1),
            "forward: every step must have one row per sample and one column per feature",
            t);
        linear(sequence[t], network.input_weights, network.biases,
               workspace.pre_activations[t]);
        product(workspace.states[t], network.recurrent_weights,
                workspace.pre_activations[t], {.right = true}, T(1), T(1));
        activate(network.activation, workspace.pre_activations[t], workspace.states[t + 1]);
    }
    linear(workspace.states.back(), network.output.weights, network.output.biases,
           workspace.output_values);
}

/// @brief A workspace for a recurrent network and as many steps and samples as a sequence has.
/// @param network   The network.
/// @param sequence  At least one step, each of shape (samples, features), at least one sample.
/// @return          A workspace whose numbers are all 0.
/// @throws std::invalid_argument if the sequence has no step or no sample.
template <Scalar T>
RecurrentWorkspaceOf<T> workspace_for(const RecurrentOf<T>& network,
                                      const SequenceOf<T>& sequence) {
    return {network, sequence.size(), sequence.empty() ? 0 : sequence.front().shape(0)};
}

/// @brief Send the derivative of the loss back through time.
/// @param network    The network of the forward pass.
/// @param sequence   The sequence of the forward pass.
/// @param workspace  Of the forward pass, `output_gradient()` set; receives all gradients.
/// @throws std::invalid_argument if the sequence or the workspace does not fit the network, or the
///         sequence the workspace.
/// @see Werbos (1990), "Backpropagation Through Time: What It Does and How to Do It".
template <Scalar T>
void backward(const RecurrentOf<T>& network, const SequenceOf<T>& sequence,
              RecurrentWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace) &&
                sequence.size() == workspace.deltas.size() &&
                detail::have_shape(sequence, workspace.outputs().shape(0),
                                   network.input_weights.shape(1)),
            "backward: sequence and workspace must fit network");
    product(workspace.output_delta, workspace.states.back(),
            workspace.gradients.output.weights, {.left = true});
    sum_rows(workspace.output_delta, workspace.gradients.output.biases);
    product(workspace.output_delta, network.output.weights, workspace.deltas.back());
    workspace.gradients.biases.fill(T(0));
    for (std::size_t t = sequence.size(); t-- > 0;) {
        const bool last = t + 1 == sequence.size();
        detail::multiply_by_derivative_of_value(
            network.activation, workspace.pre_activations[t], workspace.states[t + 1],
            workspace.deltas[t]);
        const T keep = last ? T(0) : T(1);
        product(workspace.deltas[t], sequence[t], workspace.gradients.input_weights,
                {.left = true}, T(1), keep);
        product(workspace.deltas[t], workspace.states[t],
                workspace.gradients.recurrent_weights, {.left = true}, T(1), keep);
        sum_rows(workspace.deltas[t], workspace.step_biases);
        xt::noalias(workspace.gradients.biases) += workspace.step_biases;
        if (t > 0) {
            product(workspace.deltas[t], network.recurrent_weights,
                    workspace.deltas[t - 1]);
        }
    }
}

/// @brief The tensors of a recurrent network and of its workspace.
/// @param network    Its weights and biases.
/// @param workspace  Its gradients.
/// @return           All tensors.
/// @throws std::invalid_argument if the workspace was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(RecurrentOf<T>& network,
                                 const RecurrentWorkspaceOf<T>& workspace) {
    require(detail::fits(network, workspace),
            "parameters_of: workspace must be made for this network");
    ParameterListOf<T> list;
    detail::append(list, network.input_weights, workspace.gradients.input_weights);
    detail::append(list, network.recurrent_weights, workspace.gradients.recurrent_weights);
    detail::append(list, network.biases, workspace.gradients.biases);
    detail::append(list, network.output, workspace.gradients.output);
    return list;
}

/// @brief How a later state depends on an earlier one.
///
/// A product of as many factors \f$\mathrm{diag}(f'(z_t))\,W_h\f$ as there are steps between:
/// powers of one matrix, which is why its spectral radius decides.
///
/// @param network    The network of the forward pass.
/// @param workspace  Of the forward pass.
/// @param sample     Which of the sequences, below their number.
/// @param from       Number of an earlier state: 0 is the start.
/// @param to         Number of a later state, at most the number of steps.
/// @return           \f$\partial h_{to}/\partial h_{from}\f$, shape (units, units).
/// @throws std::invalid_argument if a number is out of its range or the workspace was made for
///         another network.
template <Scalar T>
MatrixOf<T> state_jacobian(const RecurrentOf<T>& network,
                           const RecurrentWorkspaceOf<T>& workspace, std::size_t sample,
                           std::size_t from, std::size_t to) {
    require(detail::fits(network, workspace),
            "state_jacobian: workspace must be made for this network");
    require(sample < workspace.outputs().shape(0),
            "state_jacobian: sample must be below their number", sample);
    require(from <= to && to < workspace.states.size(),
            "state_jacobian: to must be from `from` to the number of steps", to);
    const std::size_t units = network.biases.size();
    MatrixOf<T> jacobian = xt::eye<T>(units);
    MatrixOf<T> next = jacobian;
    for (std::size_t t = from; t < to; ++t) {
        product(network.recurrent_weights, jacobian, next);
        for (std::size_t unit = 0; unit < units; ++unit) {
            const T z = workspace.pre_activations[t](sample, unit);
            const T derivative =
                visit(network.activation, [z](auto f) { return f.derivative(z); });
            for (std::size_t other = 0; other < units; ++other) {
                jacobian(unit, other) = derivative * next(unit, other);
            }
        }
    }
    return jacobian;
}

}  // namespace winit
