/// @file recurrent.hpp
/// @brief The simple recurrent network: one layer, used again at every step of a sequence.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "snippets/activations.hpp"
#include "snippets/check.hpp"
#include "snippets/fused_step.hpp"
#include "snippets/linear.hpp"
#include "snippets/network.hpp"
#include "snippets/parameters.hpp"
#include "snippets/product.hpp"
#include "snippets/types.hpp"

namespace winit {

/// @brief Many sequences side by side: one batch, shape (samples, features), per step.
template <Scalar T>
using SequenceOf = std::vector<MatrixOf<T>>;

/// @brief \f$h_t = f(W_x x_t + W_h h_{t-1} + b)\f$ with \f$h_0 = 0\f$, and an answer at the end.
template <Scalar T>
struct RecurrentOf {
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
    std::size_t outputs;   ///< Of the answer (count).
};

/// @brief A recurrent network with biases of 0.
/// @param sizes      All counts at least 1.
/// @param activation  \f$f\f$.
/// @param feed        Draws the weights from the input and those to the output.
/// @param recur       Draws the recurrent weights: orthogonal() keeps the state's length.
/// @param rng         Source of randomness, handed to the initializers.
/// @return            The network.
/// @throws std::invalid_argument if a count is 0, or an initializer is empty, refuses a size or gives
///         weights of another shape.
template <Scalar T>
RecurrentOf<T> make_recurrent(const RecurrentSizes& sizes, Activation activation,
                              const InitializerOf<T>& feed, const InitializerOf<T>& recur,
                              Rng& rng) {
    const auto& [features, units, outputs] = sizes;
    const std::string_view name = "make_recurrent";
    MatrixOf<T> input =
        detail::drawn(feed, {.fan_in = features, .fan_out = units}, rng, name);
    MatrixOf<T> recurrent =
        detail::drawn(recur, {.fan_in = units, .fan_out = units}, rng, name);
    MatrixOf<T> answer =
        detail::drawn(feed, {.fan_in = units, .fan_out = outputs}, rng, name);
    return {.input_weights = std::move(input),
            .recurrent_weights = std::move(recurrent),
            .biases = xt::zeros<T>({units}),
            .activation = activation,
            .output = {.weights = std::move(answer),
                       .biases = xt::zeros<T>({outputs}),
                       .activation = Activation::linear}};
}

/// @brief What one pass through a recurrent network leaves behind.
template <Scalar T>
struct RecurrentPassOf {
    std::vector<MatrixOf<T>>
        pre_activations;  ///< \f$z_t\f$, shape (samples, units), per step.
    std::vector<MatrixOf<T>>
        states;  ///< \f$h_t\f$ after each step, behind a zero \f$h_0\f$.
    std::vector<MatrixOf<T>> deltas;  ///< \f$\partial L/\partial z_t\f$ per step.
    MatrixOf<T> outputs;              ///< The answer, shape (samples, outputs).
    MatrixOf<T> output_delta;   ///< Derivative of the loss by it: set it for backward().
    MatrixOf<T> input_weights;  ///< Gradient of \f$W_x\f$.
    MatrixOf<T> recurrent_weights;  ///< Gradient of \f$W_h\f$.
    VectorOf<T> biases;             ///< Gradient of \f$b\f$.
    VectorOf<T> step_biases;        ///< One step's share of it.
    LayerGradientOf<T> output;      ///< Of the output layer.

    /// @brief Make room for one network, one length and one batch size.
    /// @param network  Gives the shapes.
    /// @param steps    Length of the sequences (count, at least 1).
    /// @param samples  Sequences side by side (count, at least 1).
    /// @throws std::invalid_argument if a count is 0 or countless.
    RecurrentPassOf(const RecurrentOf<T>& network, std::size_t steps, std::size_t samples) {
        require(steps > 0, "RecurrentPass: steps must be at least 1");
        require(samples > 0, "RecurrentPass: samples must be at least 1");
        require(countable(samples, network.biases.size()),
                "RecurrentPass: samples must fit into memory", samples);
        const MatrixOf<T> zeros = xt::zeros<T>({samples, network.biases.size()});
        pre_activations.assign(steps, zeros);
        states.assign(steps + 1, zeros);
        deltas.assign(steps, zeros);
        outputs = xt::zeros<T>({samples, network.output.biases.size()});
        output_delta = outputs;
        input_weights = xt::zeros_like(network.input_weights);
        recurrent_weights = xt::zeros_like(network.recurrent_weights);
        biases = xt::zeros_like(network.biases);
        step_biases = biases;
        output = {.weights = xt::zeros_like(network.output.weights),
                  .biases = xt::zeros_like(network.output.biases)};
    }
};

/// @brief A pass in double precision.
using RecurrentPass = RecurrentPassOf<double>;

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

// Was a pass made for a network? A few comparisons per step, and nothing is allocated.
template <Scalar T>
bool fits(const RecurrentOf<T>& network, const RecurrentPassOf<T>& pass) {
    const std::size_t units = network.biases.size();
    const std::size_t samples = pass.outputs.shape(0);
    const std::size_t steps = pass.deltas.size();
    return steps > 0 && pass.states.size() == steps + 1 &&
           pass.pre_activations.size() == steps &&
           have_shape(pass.pre_activations, samples, units) &&
           have_shape(pass.states, samples, units) &&
           have_shape(pass.deltas, samples, units) &&
           pass.outputs.shape(1) == network.output.biases.size() &&
           pass.output_delta.shape() == pass.outputs.shape() &&
           network.input_weights.shape(0) == units &&
           has_shape(network.recurrent_weights, units, units) &&
           network.output.weights.shape(1) == units &&
           pass.input_weights.shape() == network.input_weights.shape() &&
           pass.recurrent_weights.shape() == network.recurrent_weights.shape() &&
           pass.biases.size() == units && pass.step_biases.size() == units &&
           fits(network.output, pass.output);
}

}  // namespace detail
/// @endcond

/// @brief Send sequences through a recurrent network.
/// @param network   The network.
/// @param sequence  As many steps as the pass, each of shape (samples, features).
/// @param pass      Made for this network, length and number of sequences.
/// @throws std::invalid_argument if the sequence or the pass does not fit the network, or the sequence
///         the pass.
template <Scalar T>
void forward(const RecurrentOf<T>& network, const SequenceOf<T>& sequence,
             RecurrentPassOf<T>& pass) {
    require(detail::fits(network, pass), "forward: pass must be made for this network");
    require(sequence.size() == pass.deltas.size(),
            "forward: sequence must have as many steps as the pass", sequence.size());
    for (std::size_t t = 0; t < sequence.size(); ++t) {
        require(
            sequence[t].shape(0) == pass.outputs.shape(0) &&
                sequence[t].shape(1) == network.input_weights.shape(1),
            "forward: every step must have one row per sample and one column per feature",
            t);
        linear(sequence[t], network.input_weights, network.biases, pass.pre_activations[t]);
        product(pass.states[t], network.recurrent_weights, pass.pre_activations[t],
                {.right = true}, T(1), T(1));
        activate(network.activation, pass.pre_activations[t], pass.states[t + 1]);
    }
    linear(pass.states.back(), network.output.weights, network.output.biases, pass.outputs);
}

/// @brief Send the derivative of the loss back through time.
/// @param network   The network of the forward pass.
/// @param sequence  The sequence of the forward pass.
/// @param pass      The forward pass, `output_delta` set; receives all gradients.
/// @throws std::invalid_argument if the sequence or the pass does not fit the network, or the sequence
///         the pass.
/// @see Werbos (1990), "Backpropagation Through Time: What It Does and How to Do It".
template <Scalar T>
void backward(const RecurrentOf<T>& network, const SequenceOf<T>& sequence,
              RecurrentPassOf<T>& pass) {
    require(detail::fits(network, pass) && sequence.size() == pass.deltas.size() &&
                detail::have_shape(sequence, pass.outputs.shape(0),
                                   network.input_weights.shape(1)),
            "backward: sequence and pass must fit network");
    product(pass.output_delta, pass.states.back(), pass.output.weights, {.left = true});
    sum_rows(pass.output_delta, pass.output.biases);
    product(pass.output_delta, network.output.weights, pass.deltas.back());
    pass.biases.fill(T(0));
    for (std::size_t t = sequence.size(); t-- > 0;) {
        const bool last = t + 1 == sequence.size();
        detail::multiply_by_slope_of_value(network.activation, pass.pre_activations[t],
                                           pass.states[t + 1], pass.deltas[t]);
        const T keep = last ? T(0) : T(1);
        product(pass.deltas[t], sequence[t], pass.input_weights, {.left = true}, T(1),
                keep);
        product(pass.deltas[t], pass.states[t], pass.recurrent_weights, {.left = true},
                T(1), keep);
        sum_rows(pass.deltas[t], pass.step_biases);
        xt::noalias(pass.biases) += pass.step_biases;
        if (t > 0) {
            product(pass.deltas[t], network.recurrent_weights, pass.deltas[t - 1]);
        }
    }
}

/// @brief The tensors of a recurrent network and of its pass.
/// @param network  Its weights and biases.
/// @param pass     Its gradients.
/// @return         All tensors.
/// @throws std::invalid_argument if the pass was made for another network.
template <Scalar T>
ParameterListOf<T> parameters_of(RecurrentOf<T>& network, const RecurrentPassOf<T>& pass) {
    require(detail::fits(network, pass),
            "parameters_of: pass must be made for this network");
    return {{network.input_weights.storage(), pass.input_weights.storage()},
            {network.recurrent_weights.storage(), pass.recurrent_weights.storage()},
            {network.biases.storage(), pass.biases.storage()},
            {network.output.weights.storage(), pass.output.weights.storage()},
            {network.output.biases.storage(), pass.output.biases.storage()}};
}

/// @brief How a later state depends on an earlier one.
///
/// A product of as many factors \f$\mathrm{diag}(f'(z_t))\,W_h\f$ as there are steps between:
/// powers of one matrix, which is why its spectral radius decides.
///
/// @param network  The network of the forward pass.
/// @param pass     The forward pass.
/// @param sample   Which of the sequences, below their number.
/// @param from     Number of an earlier state: 0 is the start.
/// @param to       Number of a later state, at most the number of steps.
/// @return         \f$\partial h_{to}/\partial h_{from}\f$, shape (units, units).
/// @throws std::invalid_argument if a number is out of its range or the pass was made for another
///         network.
template <Scalar T>
MatrixOf<T> state_jacobian(const RecurrentOf<T>& network, const RecurrentPassOf<T>& pass,
                           std::size_t sample, std::size_t from, std::size_t to) {
    require(detail::fits(network, pass),
            "state_jacobian: pass must be made for this network");
    require(sample < pass.outputs.shape(0),
            "state_jacobian: sample must be below their number", sample);
    require(from <= to && to < pass.states.size(),
            "state_jacobian: to must be from `from` to the number of steps", to);
    const std::size_t units = network.biases.size();
    MatrixOf<T> jacobian = xt::eye<T>(units);
    MatrixOf<T> next = jacobian;
    for (std::size_t t = from; t < to; ++t) {
        product(network.recurrent_weights, jacobian, next);
        for (std::size_t unit = 0; unit < units; ++unit) {
            const T z = pass.pre_activations[t](sample, unit);
            const T slope = visit(network.activation, [z](auto f) { return f.slope(z); });
            for (std::size_t other = 0; other < units; ++other) {
                jacobian(unit, other) = slope * next(unit, other);
            }
        }
    }
    return jacobian;
}

}  // namespace winit
