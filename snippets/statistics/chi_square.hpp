/// @file chi_square.hpp
/// @brief Do counts fit their probabilities? The chi-square test, with a stated false-alarm rate.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Pearson's chi-square statistic.
/// @param counts         Draws per cell, at least two cells.
/// @param probabilities  Claimed probability per cell, each above 0, of sum 1.
/// @return               \f$\sum_k (n_k - N p_k)^2 / (N p_k)\f$.
/// @throws std::invalid_argument if the sizes differ, there is no draw, or a probability is not
///         above 0 or their sum not 1.
/// @see Pearson (1900), "On the criterion that a given system of deviations ...".
inline double chi_square(const std::vector<std::size_t>& counts,
                         const std::vector<double>& probabilities) {
    require(counts.size() >= 2 && counts.size() == probabilities.size(),
            "chi_square: there must be one probability per count, and two counts");
    double draws = 0.0;
    double certain = 0.0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        require(probabilities[k] > 0.0, "chi_square: every probability must be above 0",
                probabilities[k]);
        draws += static_cast<double>(counts[k]);
        certain += probabilities[k];
    }
    require(draws > 0.0, "chi_square: counts must hold a draw");
    require(std::abs(certain - 1.0) < 1e-9, "chi_square: probabilities must sum to 1",
            certain);
    double sum = 0.0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const double expected = draws * probabilities[k];
        const double distance = static_cast<double>(counts[k]) - expected;
        sum += distance * distance / expected;
    }
    return sum;
}

/// @brief Probability that a chi-square number exceeds a limit.
///
/// By the power series of the incomplete gamma function below its mean, and by Lentz's continued
/// fraction above it.
///
/// @param limit    Not negative.
/// @param degrees  Degrees of freedom (count, at least 1).
/// @return         \f$Q(k/2, x/2)\f$, in [0, 1].
/// @throws std::invalid_argument if a number is out of its range.
/// @see Abramowitz and Stegun (1964), 6.5.29 and 6.5.31.
inline double chi_square_tail(double limit, std::size_t degrees) {
    require(limit >= 0.0, "chi_square_tail: limit must not be negative", limit);
    require(degrees > 0, "chi_square_tail: degrees must be at least 1");
    const double a = 0.5 * static_cast<double>(degrees);
    const double x = 0.5 * limit;
    if (x == 0.0 || std::isinf(x)) {
        return x == 0.0 ? 1.0 : 0.0;
    }
    const double scale = std::exp(a * std::log(x) - x - std::lgamma(a));
    if (x < a + 1.0) {
        double term = 1.0 / a;
        double sum = term;
        for (double n = a + 1.0; term > 1e-17 * sum; n += 1.0) {
            term *= x / n;
            sum += term;
        }
        return 1.0 - scale * sum;
    }
    double b = x + 1.0 - a;
    double c = 1e300;
    double d = 1.0 / b;
    double fraction = d;
    for (double n = 1.0; n < 10'000.0; n += 1.0) {
        const double coefficient = n * (a - n);
        b += 2.0;
        d = 1.0 / (b + coefficient * d);
        c = b + coefficient / c;
        fraction *= c * d;
        if (std::abs(c * d - 1.0) < 1e-16) {
            break;
        }
    }
    return scale * fraction;
}

/// @brief Limit of the chi-square statistic.
/// @param degrees      Degrees of freedom: cells less 1 (count, at least 1).
/// @param false_alarm  Probability that a correct sample exceeds the limit, in (0, 1).
/// @return             x with chi_square_tail(x) = `false_alarm`.
/// @throws std::invalid_argument if a number is out of its range.
inline double chi_square_limit(std::size_t degrees, double false_alarm) {
    require(false_alarm > 0.0 && false_alarm < 1.0,
            "chi_square_limit: false_alarm must be in (0, 1)", false_alarm);
    double low = 0.0;
    double high = 1.0;
    while (chi_square_tail(high, degrees) > false_alarm) {
        high *= 2.0;
    }
    for (int halving = 0; halving < 100; ++halving) {
        const double middle = 0.5 * (low + high);
        (chi_square_tail(middle, degrees) > false_alarm ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace winit
