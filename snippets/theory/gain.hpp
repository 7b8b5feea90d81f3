/// @file gain.hpp
/// @brief By how much to scale weights so that a nonlinearity neither shrinks nor grows a signal.
///
/// Weights with standard deviation \f$g/\sqrt{n}\f$ turn a mean square \f$q\f$ of the
/// pre-activations into \f$g^2 E[f(\sqrt{q} z)^2]\f$ one layer on, z standard normal.
#pragma once

#include <cmath>
#include <stdexcept>

#include "snippets/core/check.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit {

/// @brief Does an activation have a value other than 0 at 0?
/// @param activation  \f$f\f$.
/// @return            \f$f(0) \ne 0\f$: true for sigmoid and softplus.
inline bool nonzero_at_zero(Activation activation) {
    return visit(activation, [](auto f) { return f.value(0.0) != 0.0; });
}

/// @brief Mean of an activation, for normal pre-activations.
/// @param activation  \f$f\f$.
/// @param q           Mean square of the pre-activations, not negative.
/// @return            \f$\mu = E[f(\sqrt{q} z)]\f$: 1/2 for a sigmoid, 0 for tanh.
/// @throws std::invalid_argument if `q` is negative.
inline double activation_mean(Activation activation, double q = 1.0) {
    require(q >= 0.0, "activation_mean: q must not be negative", q);
    return visit(activation, [root = std::sqrt(q)](auto f) {
        return gaussian_mean([&](double z) { return f.value(root * z); });
    });
}

/// @brief Mean square of an activation, for normal pre-activations.
/// @param activation  \f$f\f$.
/// @param q           Mean square of the pre-activations, not negative.
/// @return            \f$E[f(\sqrt{q} z)^2]\f$.
/// @throws std::invalid_argument if `q` is negative.
inline double activation_mean_square(Activation activation, double q = 1.0) {
    require(q >= 0.0, "activation_mean_square: q must not be negative", q);
    return visit(activation, [root = std::sqrt(q)](auto f) {
        return gaussian_mean([&](double z) {
            const double h = f.value(root * z);
            return h * h;
        });
    });
}

/// @brief Mean square of the derivative of an activation, for normal pre-activations.
///
/// It is what happens to the mean square of a gradient on its way back through f.
///
/// @param activation  \f$f\f$.
/// @param q           Mean square of the pre-activations, not negative.
/// @return            \f$E[f'(\sqrt{q} z)^2]\f$.
/// @throws std::invalid_argument if `q` is negative.
inline double derivative_mean_square(Activation activation, double q = 1.0) {
    require(q >= 0.0, "derivative_mean_square: q must not be negative", q);
    return visit(activation, [root = std::sqrt(q)](auto f) {
        return gaussian_mean([&](double z) {
            const double derivative = f.derivative(root * z);
            return derivative * derivative;
        });
    });
}

/// @brief The gain that keeps pre-activations of mean square 1 at mean square 1.
///
/// 1.5925 for tanh, the root of 2 for a ReLU. It is the q map of mean field theory, solved for the
/// weights at q = 1; for a ReLU it is He's factor. Whether a deep stack stays at 1 is another
/// question: see stable_start().
///
/// @param activation  \f$f\f$.
/// @return            \f$1/\sqrt{E[f(z)^2]}\f$.
/// @see Poole et al. (2016), "Exponential expressivity in deep neural networks",
///      arXiv:1606.05340, for the map.
inline double forward_gain(Activation activation) {
    return 1.0 / std::sqrt(activation_mean_square(activation));
}

/// @brief The gain that keeps the mean square of a gradient, at pre-activations of mean square 1.
///
/// For a ReLU it is the same as the forward gain; for tanh it is not, so one of the two must give.
///
/// @param activation  \f$f\f$.
/// @return            \f$1/\sqrt{E[f'(z)^2]}\f$.
/// @see Schoenholz et al. (2017), "Deep Information Propagation", arXiv:1611.01232.
inline double backward_gain(Activation activation) {
    return 1.0 / std::sqrt(derivative_mean_square(activation));
}

/// @cond
namespace detail {

// PyTorch's table, a row per nonlinearity that it knows.
inline double table_gain(Linear) {
    return 1.0;
}

inline double table_gain(Sigmoid) {
    return 1.0;
}

inline double table_gain(Tanh) {
    return 5.0 / 3.0;
}

inline double table_gain(Relu) {
    return std::sqrt(2.0);
}

inline double table_gain(ReluOneAtZero) {
    return std::sqrt(2.0);
}

inline double table_gain(LeakyRelu f) {
    return std::sqrt(2.0 / (1.0 + f.negative_slope * f.negative_slope));
}

inline double table_gain(Selu) {
    return 0.75;
}

template <class Other>
double table_gain(Other) {
    throw std::invalid_argument(
        "conventional_gain: activation must be one that PyTorch's table knows");
}

}  // namespace detail
/// @endcond

/// @brief The gain by Kumar's rule, which replaces f by its tangent at 0.
///
/// With \f$f(z) \approx f(0) + f'(0) z\f$ a layer keeps a variance of 1 if its weights have the
/// variance \f$1/(n f'(0)^2 (1 + f(0)^2))\f$. That is 3.58 for a sigmoid (in code often 3.6) and 1
/// for tanh: at mean square 1 the tangent is too steep for tanh, whose signal shrinks.
///
/// @param activation  \f$f\f$, with a derivative other than 0 at 0. At a corner that of the negative
///                    side counts, and the rule, made for smooth activations, means nothing.
/// @return            \f$1/(|f'(0)| \sqrt{1 + f(0)^2})\f$.
/// @throws std::invalid_argument if the derivative at 0 is 0.
/// @see Kumar (2017), "On weight initialization in deep neural networks", arXiv:1704.08863.
inline double kumar_gain(Activation activation) {
    const double value = visit(activation, [](auto f) { return f.value(0.0); });
    const double slope = visit(activation, [](auto f) { return f.derivative(0.0); });
    require(slope != 0.0,
            "kumar_gain: activation must have a derivative other than 0 at 0");
    return 1.0 / (std::abs(slope) * std::sqrt(1.0 + value * value));
}

/// @brief The gain by convention: the table of `torch.nn.init.calculate_gain`.
///
/// For ReLU and leaky ReLU it is forward_gain(). Tanh's 5/3 is not: pre-activations settle at
/// mean square 1.178 and gradients grow by a fifth per layer. Sigmoid's 1 preserves nothing.
///
/// @param activation  Linear, sigmoid, tanh, ReLU, leaky ReLU or SELU.
/// @return            1, 1, 5/3, \f$\sqrt2\f$, \f$\sqrt{2/(1+a^2)}\f$ or 3/4.
/// @throws std::invalid_argument for an activation that the table does not know.
inline double conventional_gain(Activation activation) {
    return visit(activation, [](auto f) { return detail::table_gain(f); });
}

}  // namespace winit
