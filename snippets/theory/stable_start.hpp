/// @file stable_start.hpp
/// @brief Starts of a hidden layer whose signal stays at its size through many layers.
///
/// A gain alone fixes the mean square of a layer. Whether the next fifty layers keep it is decided
/// by the slope of the map from one mean square to the next: a deviation grows or dies by it.
#pragma once

#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit {

/// @brief How a hidden layer starts, behind another one of the same activation.
///
/// Its weights are independent, \f$N(0, g^2/n_{in})\f$; its biases are
/// \f$b_i = -\mu \sum_j w_{ij} + \beta_i\f$, with \f$\beta_i\f$ from \f$N(0, \sigma_b^2)\f$.
struct LayerStart {
    double gain;                 ///< \f$g\f$, without unit.
    double offset = 0.0;         ///< \f$\mu\f$: what the biases take out of each input.
    double bias_variance = 0.0;  ///< \f$\sigma_b^2\f$: variance of what is left of a bias.
    double mean_square = 1.0;    ///< Of the pre-activations: the size that is kept.
};

/// @brief Mean square of the pre-activations one layer on, in a very wide network.
/// @param activation  \f$f\f$.
/// @param start       Of the layer.
/// @param q           Mean square of the pre-activations, not negative.
/// @return            \f$g^2 E[(f(\sqrt q z) - \mu)^2] + \sigma_b^2\f$.
/// @throws std::invalid_argument if `q` is negative.
inline double next_mean_square(Activation activation, const LayerStart& start, double q) {
    const double about_offset =
        activation_mean_square(activation, q) -
        start.offset * (2.0 * activation_mean(activation, q) - start.offset);
    return start.gain * start.gain * about_offset + start.bias_variance;
}

/// @brief Slope of next_mean_square() at the size that the start keeps.
///
/// Below 1 a deviation dies out, above 1 it grows by this factor per layer.
///
/// @param activation  \f$f\f$.
/// @param start       Of the layer; its mean square above 0.
/// @return            \f$g^2 E[(f - \mu) f' z]/\sqrt q\f$, f and f' taken at \f$\sqrt q z\f$.
/// @throws std::invalid_argument if the mean square is not above 0.
inline double length_slope(Activation activation, const LayerStart& start) {
    require(start.mean_square > 0.0, "length_slope: mean_square must be above 0",
            start.mean_square);
    const double root = std::sqrt(start.mean_square);
    const double product = visit(activation, [&](auto f) {
        return gaussian_mean([&](double z) {
            return (f.value(root * z) - start.offset) * f.derivative(root * z) * z;
        });
    });
    return start.gain * start.gain * product / root;
}

/// @brief Growth of the mean square of a gradient, per layer on its way back.
/// @param activation  \f$f\f$.
/// @param start       Of the layer; its mean square not negative.
/// @return            \f$\chi = g^2 E[f'(\sqrt q z)^2]\f$.
/// @throws std::invalid_argument if the mean square is negative.
inline double gradient_growth(Activation activation, const LayerStart& start) {
    return start.gain * start.gain * derivative_mean_square(activation, start.mean_square);
}

/// @brief The start by gain alone: mean square 1, and no random biases.
///
/// Where \f$f(0) \ne 0\f$, as for a sigmoid, each layer would send its mean upwards whatever comes
/// in; there the biases take it out, and the gain is the one for what is left.
///
/// @param activation  \f$f\f$.
/// @return            \f$g = 1/\sqrt{E[f(z)^2] - \mu^2}\f$, with \f$\mu = E[f(z)]\f$ or 0.
inline LayerStart gain_start(Activation activation) {
    const double offset = nonzero_at_zero(activation) ? activation_mean(activation) : 0.0;
    const double spread = activation_mean_square(activation) - offset * offset;
    return {.gain = 1.0 / std::sqrt(spread), .offset = offset};
}

/// @brief The start that keeps signal and gradient, at a chosen size.
///
/// The biases take out the mean, the gain keeps the gradient, and random biases add what the
/// signal then lacks. It never has too much: the variance of f(z) is at most the mean square of
/// its slope, times q (Poincare's inequality for the normal distribution).
///
/// @param activation   \f$f\f$.
/// @param mean_square  \f$q\f$: the size to keep, above 0.
/// @return             \f$g^2 = 1/E[f'(\sqrt q z)^2]\f$, \f$\mu = E f(\sqrt q z)\f$ and
///                     \f$\sigma_b^2 = q - g^2 \operatorname{Var} f(\sqrt q z)\f$.
/// @throws std::invalid_argument if the mean square is not above 0.
/// @see Schoenholz et al. (2017), "Deep Information Propagation", arXiv:1611.01232, for the line of
///      variances at which a gradient keeps its size.
inline LayerStart critical_start(Activation activation, double mean_square) {
    require(mean_square > 0.0, "critical_start: mean_square must be above 0", mean_square);
    const double gain = 1.0 / std::sqrt(derivative_mean_square(activation, mean_square));
    const double offset = activation_mean(activation, mean_square);
    const double spread = activation_mean_square(activation, mean_square) - offset * offset;
    return {.gain = gain,
            .offset = offset,
            .bias_variance = mean_square - gain * gain * spread,
            .mean_square = mean_square};
}

/// @brief The start that a deep stack keeps.
///
/// By gain alone if the slope of its map is at most 1. For GELU, SiLU and softplus (less its mean) it
/// is above 1 at every size, whatever the gain: the larger a signal, the larger the share of it that
/// they let pass. These get critical_start(), at the first of the sizes 1, 4, 16, 64, ... where the
/// slope is at most \f$\sqrt{2/3}\f$. What chance does to q in each layer then adds up, over any
/// number of layers, to at most three times the variance of one.
///
/// @param activation  \f$f\f$.
/// @return            gain_start() or critical_start().
// [begin stable_start]
inline LayerStart stable_start(Activation activation) {
    constexpr double rounding = 1e-9;
    LayerStart start = gain_start(activation);
    if (length_slope(activation, start) > 1.0 + rounding) {
        start = critical_start(activation, 1.0);
        while (std::pow(length_slope(activation, start), 2) > 2.0 / 3.0) {
            start = critical_start(activation, 4.0 * start.mean_square);
        }
    }
    return start;
}
// [end stable_start]

}  // namespace winit
