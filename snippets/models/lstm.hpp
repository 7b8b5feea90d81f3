/// @file lstm.hpp
/// @brief The LSTM: a cell that keeps its state unless a gate says otherwise.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"

namespace winit {

/// @brief \f$c_t = \sigma(f) c_{t-1} + \sigma(i) \tanh(g)\f$, \f$h_t = \sigma(o) \tanh(c_t)\f$.
///
/// The four pre-activations \f$(i, f, g, o) = W_x x_t + W_h h_{t-1} + b\f$ lie side by side, in the
/// order of PyTorch.
template <Scalar T>
struct LstmOf {
    using Number = T;              ///< What it computes with.
    using Inputs = SequenceOf<T>;  ///< What it reads: one batch per step.

    MatrixOf<T> input_weights;      ///< \f$W_x\f$, shape (4 units, features).
    MatrixOf<T> recurrent_weights;  ///< \f$W_h\f$, shape (4 units, units).
    VectorOf<T> biases;             ///< \f$b\f$, shape (4 units).
    LayerOf<T> output;  ///< From the last \f$h\f$, shape (outputs, units); linear.
};

/// @brief An LSTM in double precision.
using Lstm = LstmOf<double>;

/// @brief Set the biases of the forget gates.
///
/// A gate of bias b lets \f$\sigma(b)\f$ of the state through per step. After 20 steps a
/// millionth is left with b = 0, two thousandths with b = 1.
///
/// @param lstm  Changed in place.
/// @param bias  \f$b\f$, finite; 1 is the usual choice.
/// @throws std::invalid_argument if `bias` is not finite.
/// @see Gers, Schmidhuber and Cummins (2000), "Learning to Forget"; Jozefowicz, Zaremba and
///      Sutskever (2015), "An Empirical Exploration of Recurrent Network Architectures".
template <Scalar T>
void set_forget_bias(LstmOf<T>& lstm, double bias) {
    require(std::isfinite(bias), "set_forget_bias: bias must be finite", bias);
    const std::size_t units = lstm.biases.size() / 4;
    for (std::size_t unit = units; unit < 2 * units; ++unit) {
        lstm.biases(unit) = static_cast<T>(bias);
    }
}

/// @brief An LSTM with biases of 0, but for the forget gates.
/// @param sizes             All counts at least 1.
/// @param forget_bias       Of the forget gates, finite.
/// @param input_to_hidden   Draws the weights from the input, a gate at a time, and those to the output.
/// @param hidden_to_hidden  Draws the recurrent weights, a gate at a time.
/// @param rng               Source of randomness, handed to the initializers.
/// @return                  The network.
/// @throws std::invalid_argument if a count is 0, the bias is not finite, or an initializer is empty,
///         refuses a size or gives weights of another shape.
template <Scalar T>
LstmOf<T> make_lstm(const RecurrentSizes& sizes, double forget_bias,
                    const InitializerOf<T>& input_to_hidden,
                    const InitializerOf<T>& hidden_to_hidden, Rng& rng) {
    const std::size_t units = sizes.units;
    require(sizes.features > 0 && units > 0 && sizes.outputs > 0,
            "make_lstm: every count must be at least 1");
    require(countable(4 * units, std::max(sizes.features, units)) && units < 4 * units,
            "make_lstm: units must fit into memory", units);
    require(std::isfinite(forget_bias), "make_lstm: forget_bias must be finite",
            forget_bias);
    const auto four_gates = [&](std::size_t fan_in, const InitializerOf<T>& initializer) {
        auto stacked = MatrixOf<T>::from_shape({4 * units, fan_in});
        for (std::size_t gate = 0; gate < 4; ++gate) {
            const MatrixOf<T> one = detail::drawn(
                initializer, {.fan_in = fan_in, .fan_out = units}, rng, "make_lstm");
            std::copy(one.begin(), one.end(),
                      stacked.begin() + static_cast<std::ptrdiff_t>(gate * units * fan_in));
        }
        return stacked;
    };
    MatrixOf<T> input = four_gates(sizes.features, input_to_hidden);
    MatrixOf<T> recurrent = four_gates(units, hidden_to_hidden);
    MatrixOf<T> output = detail::drawn(
        input_to_hidden, {.fan_in = units, .fan_out = sizes.outputs}, rng, "make_lstm");
    LstmOf<T> lstm{.input_weights = std::move(input),
                   .recurrent_weights = std::move(recurrent),
                   .biases = xt::zeros<T>({4 * units}),
                   .output = {.weights = std::move(output),
                              .biases = xt::zeros<T>({sizes.outputs}),
                              .activation = Activation::linear}};
    set_forget_bias(lstm, forget_bias);
    return lstm;
}

/// @brief Room for what a forward and a backward pass through an LSTM compute.
template <Scalar T>
struct LstmWorkspaceOf {
    std::vector<MatrixOf<T>>
        gates;  ///< \f$\sigma(i), \sigma(f), \tanh(g), \sigma(o)\f$ per step.
    std::vector<MatrixOf<T>> cells;     ///< \f$c_t\f$, behind a zero \f$c_0\f$.
    std::vector<MatrixOf<T>> states;    ///< \f$h_t\f$, behind a zero \f$h_0\f$.
    std::vector<MatrixOf<T>> squashed;  ///< \f$\tanh(c_t)\f$ per step.
    MatrixOf<T> gate_delta;     ///< Derivative by the gates' pre-activations, of one step.
    MatrixOf<T> cell_delta;     ///< Derivative by \f$c_t\f$, going back.
    MatrixOf<T> state_delta;    ///< Derivative by \f$h_t\f$, going back.
    MatrixOf<T> output_values;  ///< Shape (samples, outputs).
    MatrixOf<T> output_delta;   ///< Derivative of the loss by them.
    VectorOf<T> step_biases;    ///< One step's share of the biases' gradient.
    LstmOf<T> gradients;        ///< Derivative of the loss by every parameter.

    /// @brief Make room for one network, one length and one batch size.
    /// @param lstm     Gives the shapes.
    /// @param steps    Length of the sequences (count, at least 1).
    /// @param samples  Sequences side by side (count, at least 1).
    /// @throws std::invalid_argument if a count is 0 or countless.
    LstmWorkspaceOf(const LstmOf<T>& lstm, std::size_t steps, std::size_t samples) {
        require(steps > 0, "LstmWorkspace: steps must be at least 1");
        require(samples > 0, "LstmWorkspace: samples must be at least 1");
        const std::size_t units = lstm.biases.size() / 4;
        require(countable(samples, lstm.biases.size()),
                "LstmWorkspace: samples must fit into memory", samples);
        gate_delta = xt::zeros<T>({samples, 4 * units});
        cell_delta = xt::zeros<T>({samples, units});
        state_delta = cell_delta;
        gates.assign(steps, gate_delta);
        cells.assign(steps + 1, cell_delta);
        states.assign(steps + 1, cell_delta);
        squashed.assign(steps, cell_delta);
        output_values = xt::zeros<T>({samples, lstm.output.biases.size()});
        output_delta = output_values;
        step_biases = xt::zeros_like(lstm.biases);
        gradients = lstm;
        gradients.input_weights.fill(T(0));
        gradients.recurrent_weights.fill(T(0));
        gradients.biases.fill(T(0));
        gradients.output = detail::zeros_like(lstm.output);
    }

    /// @brief What the network makes of the batch.
    /// @return  Shape (samples, outputs).
    const MatrixOf<T>& outputs() const { return output_values; }

    /// @brief The derivative of the loss by outputs(): a loss sets it, backward() uses it.
    /// @return  Shape (samples, outputs).
    MatrixOf<T>& output_gradient() { return output_delta; }
};

/// @brief A workspace in double precision.
using LstmWorkspace = LstmWorkspaceOf<double>;

/// @cond
namespace detail {

// Was a workspace made for a network? A few comparisons per step, and nothing is allocated.
template <Scalar T>
bool fits(const LstmOf<T>& lstm, const LstmWorkspaceOf<T>& workspace) {
    const std::size_t units = lstm.biases.size() / 4;
    const std::size_t samples = workspace.outputs().shape(0);
    const std::size_t steps = workspace.gates.size();
    return steps > 0 && workspace.cells.size() == steps + 1 &&
           workspace.states.size() == steps + 1 &&
           have_shape(workspace.gates, samples, 4 * units) &&
           have_shape(workspace.cells, samples, units) &&
           have_shape(workspace.squashed, samples, units) &&
           have_shape(workspace.states, samples, units) &&
           has_shape(workspace.gate_delta, samples, 4 * units) &&
           has_shape(workspace.cell_delta, samples, units) &&
           has_shape(workspace.state_delta, samples, units) &&
           workspace.outputs().shape(1) == lstm.output.biases.size() &&
           workspace.output_delta.shape() == workspace.outputs().shape() &&
           lstm.biases.size() == 4 * units && lstm.input_weights.shape(0) == 4 * units &&
           has_shape(lstm.recurrent_weights, 4 * units, units) &&
           lstm.output.weights.shape(1) == units &&
           workspace.gradients.input_weights.shape() == lstm.input_weights.shape() &&
           workspace.gradients.recurrent_weights.shape() ==
               lstm.recurrent_weights.shape() &&
           workspace.gradients.biases.size() == 4 * units &&
           workspace.step_biases.size() == 4 * units &&
           fits(lstm.output, workspace.gradients.output);
}

}  // namespace detail
/// @endcond

/// @brief Send sequences through an LSTM.
/// @param lstm       The network.
/// @param sequence   As many steps as the workspace, each of shape (samples, features).
/// @param workspace  Made for this network, length and number of sequences.
/// @throws std::invalid_argument if the sequence or the workspace does not fit the network, or the
///         sequence the workspace.
/// @see Hochreiter and Schmidhuber (1997), "Long Short-Term Memory"; the forget gate by Gers,
///      Schmidhuber and Cummins (2000).
template <Scalar T>
void forward(const LstmOf<T>& lstm, const SequenceOf<T>& sequence,
             LstmWorkspaceOf<T>& workspace) {
    require(detail::fits(lstm, workspace),
            "forward: workspace must be made for this network");
    require(sequence.size() == workspace.gates.size(),
            "forward: sequence must have as many steps as the workspace", sequence.size());
    const std::size_t units = lstm.biases.size() / 4;
    for (std::size_t t = 0; t < sequence.size(); ++t) {
        require(
            sequence[t].shape(0) == workspace.outputs().shape(0) &&
                sequence[t].shape(1) == lstm.input_weights.shape(1),
            "forward: every step must have one row per sample and one column per feature",
            t);
        linear(sequence[t], lstm.input_weights, lstm.biases, workspace.gates[t]);
        product(workspace.states[t], lstm.recurrent_weights, workspace.gates[t],
                {.right = true}, T(1), T(1));
        for (std::size_t sample = 0; sample < workspace.outputs().shape(0); ++sample) {
            T* in = &workspace.gates[t](sample, 0);
            T* forget = in + units;
            T* fresh = forget + units;
            T* out = fresh + units;
            std::transform(in, fresh, in, Sigmoid::value<T>);
            std::transform(fresh, out, fresh, Tanh::value<T>);
            std::transform(out, out + units, out, Sigmoid::value<T>);
            const T* before = &workspace.cells[t](sample, 0);
            T* cell = &workspace.cells[t + 1](sample, 0);
            T* squashed = &workspace.squashed[t](sample, 0);
            T* state = &workspace.states[t + 1](sample, 0);
            for (std::size_t unit = 0; unit < units; ++unit) {
                cell[unit] = forget[unit] * before[unit] + in[unit] * fresh[unit];
            }
            std::transform(cell, cell + units, squashed, Tanh::value<T>);
            for (std::size_t unit = 0; unit < units; ++unit) {
                state[unit] = out[unit] * squashed[unit];
            }
        }
    }
    linear(workspace.states.back(), lstm.output.weights, lstm.output.biases,
           workspace.output_values);
}

/// @brief A workspace for an LSTM and as many steps and samples as a sequence has.
/// @param lstm   The network.
/// @param sequence  At least one step, each of shape (samples, features), at least one sample.
/// @return          A workspace whose numbers are all 0.
/// @throws std::invalid_argument if the sequence has no step or no sample.
template <Scalar T>
LstmWorkspaceOf<T> workspace_for(const LstmOf<T>& lstm, const SequenceOf<T>& sequence) {
    return {lstm, sequence.size(), sequence.empty() ? 0 : sequence.front().shape(0)};
}

/// @brief Send the derivative of the loss back through time.
/// @param lstm       The network of the forward pass.
/// @param sequence   The sequence of the forward pass.
/// @param workspace  Of the forward pass, `output_gradient()` set; receives all gradients.
/// @throws std::invalid_argument if the sequence or the workspace does not fit the network, or the
///         sequence the workspace.
template <Scalar T>
void backward(const LstmOf<T>& lstm, const SequenceOf<T>& sequence,
              LstmWorkspaceOf<T>& workspace) {
    require(detail::fits(lstm, workspace) && sequence.size() == workspace.gates.size() &&
                detail::have_shape(sequence, workspace.outputs().shape(0),
                                   lstm.input_weights.shape(1)),
            "backward: sequence and workspace must fit network");
    const std::size_t units = lstm.biases.size() / 4;
    product(workspace.output_delta, workspace.states.back(),
            workspace.gradients.output.weights, {.left = true});
    sum_rows(workspace.output_delta, workspace.gradients.output.biases);
    product(workspace.output_delta, lstm.output.weights, workspace.state_delta);
    workspace.cell_delta.fill(T(0));
    workspace.gradients.biases.fill(T(0));
    for (std::size_t t = sequence.size(); t-- > 0;) {
        for (std::size_t sample = 0; sample < workspace.outputs().shape(0); ++sample) {
            const T* gate = &workspace.gates[t](sample, 0);
            T* delta = &workspace.gate_delta(sample, 0);
            for (std::size_t unit = 0; unit < units; ++unit) {
                const T in = gate[unit];
                const T forget = gate[units + unit];
                const T fresh = gate[2 * units + unit];
                const T out = gate[3 * units + unit];
                const T squashed = workspace.squashed[t](sample, unit);
                const T state = workspace.state_delta(sample, unit);
                const T cell = workspace.cell_delta(sample, unit) +
                               state * out * (T(1) - squashed * squashed);
                delta[unit] = cell * fresh * in * (T(1) - in);
                delta[units + unit] =
                    cell * workspace.cells[t](sample, unit) * forget * (T(1) - forget);
                delta[2 * units + unit] = cell * in * (T(1) - fresh * fresh);
                delta[3 * units + unit] = state * squashed * out * (T(1) - out);
                workspace.cell_delta(sample, unit) = cell * forget;
            }
        }
        const T keep = t + 1 == sequence.size() ? T(0) : T(1);
        product(workspace.gate_delta, sequence[t], workspace.gradients.input_weights,
                {.left = true}, T(1), keep);
        product(workspace.gate_delta, workspace.states[t],
                workspace.gradients.recurrent_weights, {.left = true}, T(1), keep);
        sum_rows(workspace.gate_delta, workspace.step_biases);
        xt::noalias(workspace.gradients.biases) += workspace.step_biases;
        product(workspace.gate_delta, lstm.recurrent_weights, workspace.state_delta);
    }
}

/// @brief The tensors of an LSTM and of its workspace.
/// @param lstm       Its weights and biases.
/// @param workspace  Its gradients.
/// @return           All tensors.
/// @throws std::invalid_argument if the workspace was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(LstmOf<T>& lstm, const LstmWorkspaceOf<T>& workspace) {
    require(detail::fits(lstm, workspace),
            "parameters_of: workspace must be made for this network");
    ParameterListOf<T> list;
    detail::append(list, lstm.input_weights, workspace.gradients.input_weights);
    detail::append(list, lstm.recurrent_weights, workspace.gradients.recurrent_weights);
    detail::append(list, lstm.biases, workspace.gradients.biases);
    detail::append(list, lstm.output, workspace.gradients.output);
    return list;
}

}  // namespace winit
