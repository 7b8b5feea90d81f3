/// @file mean_field.hpp
/// @brief Signals in very wide networks: what size, likeness and gradient do from layer to layer.
///
/// In a layer of n inputs with weights of variance \f$\sigma_w^2/n\f$ and biases of variance
/// \f$\sigma_b^2\f$ every pre-activation is normal as n grows. Three numbers then say all: its
/// mean square q, the correlation c of two inputs, and \f$\chi\f$, the growth of a gradient.
#pragma once

#include <cmath>
#include <numbers>

#include "snippets/core/check.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit {

/// @brief A very wide network, all of whose layers are alike.
struct MeanField {
    Activation activation;   ///< \f$f\f$.
    double weight_variance;  ///< \f$\sigma_w^2\f$: fan_in times the variance of a weight.
    double bias_variance = 0.0;  ///< \f$\sigma_b^2\f$: variance of a bias.
};

/// @brief Mean square of the pre-activations one layer on.
/// @param field  The network; its variances not negative.
/// @param q      Mean square of the pre-activations, not negative.
/// @return       \f$\sigma_w^2 E[f(\sqrt q z)^2] + \sigma_b^2\f$.
/// @throws std::invalid_argument if a number is negative.
/// @see Poole et al. (2016), "Exponential expressivity in deep neural networks",
///      arXiv:1606.05340.
inline double q_map(const MeanField& field, double q) {
    require(field.weight_variance >= 0.0 && field.bias_variance >= 0.0,
            "q_map: variances must not be negative");
    return field.weight_variance * activation_mean_square(field.activation, q) +
           field.bias_variance;
}

/// @brief Slope of the q map: above 1 a deviation of q grows, below 1 it dies out.
/// @param field  The network.
/// @param q      Mean square of the pre-activations, above 0, finite.
/// @return       \f$\sigma_w^2 E[f f' z]/\sqrt q\f$, f and f' taken at \f$\sqrt q z\f$.
/// @throws std::invalid_argument if `q` is not a number above 0.
inline double q_map_slope(const MeanField& field, double q) {
    require(q > 0.0 && std::isfinite(q), "q_map_slope: q must be a number above 0", q);
    const double root = std::sqrt(q);
    return field.weight_variance / root * visit(field.activation, [root](auto f) {
               return gaussian_mean([&](double z) {
                   return f.value(root * z) * f.derivative(root * z) * z;
               });
           });
}

/// @brief Where q settles after many layers.
///
/// From q = 1 the way leads up while the map lies above the diagonal, down while it lies below;
/// where it changes sides the fixed point is closed in.
///
/// @param field  The network.
/// @return       \f$q^*\f$ with q_map(q*) = q*; 0 if the signal dies out, infinity if it grows
///               without end, 1 if every size is kept.
/// @throws std::invalid_argument if a variance is negative.
inline double q_fixed_point(const MeanField& field) {
    require(field.weight_variance >= 0.0 && field.bias_variance >= 0.0,
            "q_fixed_point: variances must not be negative");
    constexpr double rounding = 1e-13;
    const auto growth = [&](double q) { return q_map(field, q) / q - 1.0; };
    const double first = growth(1.0);
    if (std::abs(first) <= rounding) {
        return 1.0;
    }
    const bool grows = first > 0.0;
    double inner = 1.0;
    double outer = grows ? 2.0 : 0.5;
    while (grows ? growth(outer) >= -rounding : growth(outer) <= rounding) {
        inner = outer;
        outer *= grows ? 2.0 : 0.5;
        if (outer < 0x1p-300 || outer > 0x1p300) {
            return grows ? HUGE_VAL : 0.0;
        }
    }
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (inner + outer);
        ((growth(middle) > 0.0) == grows ? inner : outer) = middle;
    }
    return 0.5 * (inner + outer);
}

/// @brief Growth of the mean square of a gradient, per layer on its way back.
///
/// Below 1 gradients vanish, above 1 they explode, at 1 a deep network can be trained.
///
/// @param field  The network.
/// @param q      Mean square of the pre-activations, not negative.
/// @return       \f$\chi = \sigma_w^2 E[f'(\sqrt q z)^2]\f$.
/// @throws std::invalid_argument if `q` is negative.
/// @see Schoenholz et al. (2017), "Deep Information Propagation", arXiv:1611.01232.
inline double chi(const MeanField& field, double q) {
    require(q >= 0.0, "chi: q must not be negative", q);
    return field.weight_variance * derivative_mean_square(field.activation, q);
}

/// @brief Mean of a product over two correlated normal numbers.
/// @param function  \f$g\f$, which may have a corner at 0.
/// @param q         Variance of both, not negative.
/// @param c         Their correlation, in [-1, 1].
/// @return          \f$E[g(u_1) g(u_2)]\f$.
/// @throws std::invalid_argument if a number is out of its range.
template <class Function>
double correlated_mean(const Function& function, double q, double c) {
    require(q >= 0.0 && std::isfinite(q), "correlated_mean: q must be a number not below 0",
            q);
    require(c >= -1.0 && c <= 1.0, "correlated_mean: c must be in [-1, 1]", c);
    const double root = std::sqrt(q);
    const double rest = std::sqrt((1.0 - c) * (1.0 + c));
    return gaussian_mean([&](double z) {
        const double first = function(root * z);
        if (rest == 0.0) {
            return first * function(root * c * z);
        }
        return first *
               gaussian_mean([&](double y) { return function(root * (c * z + rest * y)); },
                             -c * z / rest);
    });
}

/// @brief Correlation of two signals one layer on, both at the size where q has settled.
/// @param field  The network.
/// @param q      The settled mean square \f$q^*\f$, above 0.
/// @param c      Correlation of the pre-activations of two inputs, in [-1, 1].
/// @return       \f$(\sigma_w^2 E[f(u_1) f(u_2)] + \sigma_b^2)/q^*\f$.
/// @throws std::invalid_argument if a number is out of its range.
/// @see Poole et al. (2016), arXiv:1606.05340.
inline double c_map(const MeanField& field, double q, double c) {
    require(q > 0.0 && std::isfinite(q), "c_map: q must be a number above 0", q);
    require(c >= -1.0 && c <= 1.0, "c_map: c must be in [-1, 1]", c);
    const double product = visit(field.activation, [&](auto f) {
        return correlated_mean([&](double u) { return f.value(u); }, q, c);
    });
    return (field.weight_variance * product + field.bias_variance) / q;
}

/// @brief Slope of the correlation map; at c = 1 it is chi().
/// @param field  The network.
/// @param q      The settled mean square \f$q^*\f$, above 0.
/// @param c      Correlation, in [-1, 1].
/// @return       \f$\sigma_w^2 E[f'(u_1) f'(u_2)]\f$.
/// @throws std::invalid_argument if a number is out of its range.
/// @see Poole et al. (2016), arXiv:1606.05340.
inline double c_map_slope(const MeanField& field, double q, double c) {
    require(q > 0.0 && std::isfinite(q), "c_map_slope: q must be a number above 0", q);
    require(c >= -1.0 && c <= 1.0, "c_map_slope: c must be in [-1, 1]", c);
    return field.weight_variance * visit(field.activation, [&](auto f) {
               return correlated_mean([&](double u) { return f.derivative(u); }, q, c);
           });
}

/// @brief Correlation map of a ReLU with He weights, in closed form.
/// @param c  Correlation, in [-1, 1].
/// @return   \f$(\sqrt{1-c^2} + c\,(\pi - \arccos c))/\pi\f$.
/// @throws std::invalid_argument if `c` is not in [-1, 1].
/// @see Cho and Saul (2009), "Kernel Methods for Deep Learning"
inline double relu_c_map(double c) {
    require(c >= -1.0 && c <= 1.0, "relu_c_map: c must be in [-1, 1]", c);
    return (std::sqrt((1.0 - c) * (1.0 + c)) + c * (std::numbers::pi - std::acos(c))) /
           std::numbers::pi;
}

/// @brief The correlation at which two different inputs end up after many layers.
/// @param field  The network.
/// @param q      The settled mean square \f$q^*\f$, above 0, finite: a signal that dies out or grows
///               without end has no correlation to settle at.
/// @return       \f$c^*\f$: 1 if chi is at most 1, so that all inputs come to look alike;
///               otherwise the stable correlation below 1.
/// @throws std::invalid_argument if `q` is not a number above 0.
inline double c_fixed_point(const MeanField& field, double q) {
    require(q > 0.0 && std::isfinite(q), "c_fixed_point: q must be a number above 0", q);
    if (chi(field, q) <= 1.0) {
        return 1.0;
    }
    double low = 0.0;
    double high = 1.0 - 1e-9;
    for (int halving = 0; halving < 50; ++halving) {
        const double middle = 0.5 * (low + high);
        (c_map(field, q, middle) > middle ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// @brief Over how many layers a deviation dies out by a factor of e.
/// @param slope  Slope of the map at its fixed point, above 0.
/// @return       \f$\xi = 1/|\ln\text{slope}|\f$ (layers); infinity at a slope of 1.
/// @throws std::invalid_argument if `slope` is not above 0.
/// @see Schoenholz et al. (2017), arXiv:1611.01232.
inline double depth_scale(double slope) {
    require(slope > 0.0, "depth_scale: slope must be above 0", slope);
    return 1.0 / std::abs(std::log(slope));
}

/// @brief The weight variance at which gradients neither vanish nor explode.
/// @param activation     \f$f\f$, for which chi grows with the weight variance.
/// @param bias_variance  \f$\sigma_b^2\f$, not negative.
/// @param low            A weight variance below the critical one.
/// @param high           A weight variance above it.
/// @return               \f$\sigma_w^2\f$ with \f$\chi = 1\f$ at the settled q.
/// @throws std::invalid_argument if chi is not below 1 at `low` and above 1 at `high`, or jumps over
///         1 between them: without biases a GELU's signal dies out or grows without end.
/// @see Schoenholz et al. (2017), fig. 1, arXiv:1611.01232.
inline double critical_weight_variance(Activation activation, double bias_variance,
                                       double low = 0.1, double high = 10.0) {
    const auto excess = [&](double weight_variance) {
        const MeanField field{activation, weight_variance, bias_variance};
        return chi(field, q_fixed_point(field)) - 1.0;
    };
    require(excess(low) < 0.0, "critical_weight_variance: chi must be below 1 at low", low);
    require(excess(high) > 0.0, "critical_weight_variance: chi must be above 1 at high",
            high);
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (low + high);
        (excess(middle) < 0.0 ? low : high) = middle;
    }
    require(excess(high) - excess(low) < 1e-6,
            "critical_weight_variance: chi must pass through 1, it jumps at", low);
    return 0.5 * (low + high);
}

}  // namespace winit
