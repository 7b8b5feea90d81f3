/// @file solutions.hpp
/// @brief Chapter 3: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/theory/modes.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit::chapter03 {

/// @brief Time from one strength of a mode to another: the integral of du / (2u(s - u)).
///
/// The integrand is steep near zero, so the integral runs over the logarithm of u.
// [begin time_between]
inline double time_between(double start, double end, double factor) {
    const QuadratureRule rule = gauss_legendre(200);
    const double half = 0.5 * std::log(end / start);
    double time = 0.0;
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
        const double strength = start * std::exp(half * (1.0 + rule.nodes(k)));
        time += half * rule.weights(k) / (2.0 * (factor - strength));
    }
    return time;
}
// [end time_between]

/// @brief Time until a chain of equal weights is at half of its factor, for any depth.
///
/// u = a^depth, and every weight moves by a' = a^(depth - 1) (factor - a^depth).
// [begin chain_wait]
inline double chain_wait(std::size_t depth, double scale, double factor) {
    const auto layers = static_cast<double>(depth);
    const double end = std::pow(0.5 * factor, 1.0 / layers);
    const QuadratureRule rule = gauss_legendre(200);
    const double half = 0.5 * std::log(end / scale);
    double time = 0.0;
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
        const double weight = scale * std::exp(half * (1.0 + rule.nodes(k)));
        const double derivative =
            std::pow(weight, layers - 1.0) * (factor - std::pow(weight, layers));
        time += half * rule.weights(k) * weight / derivative;
    }
    return time;
}
// [end chain_wait]

}  // namespace winit::chapter03
