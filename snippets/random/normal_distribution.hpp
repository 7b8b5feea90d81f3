/// @file normal_distribution.hpp
/// @brief Density, distribution function and quantile of the standard normal distribution.
#pragma once

#include <cmath>
#include <numbers>

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Density of the standard normal distribution.
/// @param z  Any number.
/// @return   \f$\varphi(z) = e^{-z^2/2}/\sqrt{2\pi}\f$.
inline double normal_density(double z) {
    return std::exp(-0.5 * z * z) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

/// @brief Distribution function of the standard normal distribution.
/// @param z  Any number.
/// @return   \f$\Phi(z) = P(Z \le z)\f$.
inline double normal_cdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// @brief Quantile of the standard normal distribution: the inverse of normal_cdf().
///
/// A rational guess with an error below 0.00045, then two steps of Halley's method, each of which
/// cubes the error.
///
/// @param probability  In (0, 1).
/// @return             z with \f$\Phi(z)\f$ = `probability`.
/// @throws std::invalid_argument if `probability` is not in (0, 1).
/// @see Abramowitz and Stegun (1964), "Handbook of Mathematical Functions", 26.2.23.
inline double normal_quantile(double probability) {
    require(probability > 0.0 && probability < 1.0,
            "normal_quantile: probability must be in (0, 1)", probability);
    if (probability > 0.5) {
        return -normal_quantile(1.0 - probability);
    }
    const double t = std::sqrt(-2.0 * std::log(probability));
    double z = (2.515517 + t * (0.802853 + t * 0.010328)) /
                   (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
               t;
    for (int step = 0; step < 2; ++step) {
        const double newton = (normal_cdf(z) - probability) / normal_density(z);
        z -= newton / (1.0 + 0.5 * z * newton);
    }
    return z;
}

}  // namespace winit
