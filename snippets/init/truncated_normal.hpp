/// @file truncated_normal.hpp
/// @brief Normal weights without the tails, in the two conventions of the frameworks.
///
/// Cutting the tails off makes a distribution narrower. PyTorch leaves it so; Keras and JAX
/// stretch it back to the standard deviation that was asked for.
#pragma once

#include <algorithm>
#include <cmath>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief A normal distribution and the interval that its draws are kept in.
struct TruncatedNormal {
    double mean = 0.0;    ///< Mean before the cut.
    double stddev = 1.0;  ///< Standard deviation before the cut, above 0.
    double low = -2.0;    ///< Least value: a weight, not a multiple of `stddev`.
    double high = 2.0;    ///< Largest value, above `low`.
};

/// @cond
namespace detail {
struct KeptProbability {
    double below;   // Probability left of the interval.
    double inside;  // Probability within it.
};

// An interval in the upper tail lies where probabilities crowd below 1 and floating point cannot
// tell them apart. Its mirror image lies where they are small and keep all their digits.
inline bool in_upper_tail(const TruncatedNormal& distribution) {
    return distribution.mean < distribution.low && distribution.low < distribution.high;
}

inline TruncatedNormal mirrored(const TruncatedNormal& distribution) {
    const auto [mean, stddev, low, high] = distribution;
    return {.mean = -mean, .stddev = stddev, .low = -high, .high = -low};
}

inline KeptProbability kept_probability(const TruncatedNormal& distribution) {
    const auto [mean, stddev, low, high] = distribution;
    require(std::isfinite(mean) && std::isfinite(stddev) && stddev > 0.0,
            "truncated_normal: stddev must be above 0", stddev);
    require(std::isfinite(low) && std::isfinite(high) && low < high,
            "truncated_normal: low must be below high", low);
    const double below = normal_cdf((low - mean) / stddev);
    const double inside = normal_cdf((high - mean) / stddev) - below;
    require(inside > 0.0, "truncated_normal: probability must lie between the bounds");
    return {.below = below, .inside = inside};
}
}  // namespace detail
/// @endcond

/// @brief Standard deviation of a standard normal number that is kept within +-limit.
/// @param limit  Where the tails are cut (standard deviations), above 0.
/// @return       \f$\sqrt{1 - 2 c\,\varphi(c) / (2\Phi(c) - 1)}\f$ at \f$c\f$ = `limit`; 0.8796 for 2.
/// @throws std::invalid_argument if `limit` is not above 0.
/// @see Johnson, Kotz and Balakrishnan (1994), "Continuous Univariate Distributions", vol. 1,
///      sec. 13.10.1.
inline double truncated_normal_stddev(double limit) {
    require(limit > 0.0, "truncated_normal_stddev: limit must be above 0", limit);
    const double inside = 1.0 - 2.0 * normal_cdf(-limit);
    return std::sqrt(1.0 - 2.0 * limit * normal_density(limit) / inside);
}

/// @brief Distribution function of a truncated normal distribution.
/// @param x             Any number.
/// @param distribution  Mean, standard deviation and bounds; probability must lie between them.
/// @return              \f$P(X \le x)\f$.
/// @throws std::invalid_argument if the distribution is impossible.
inline double truncated_normal_cdf(double x, const TruncatedNormal& distribution) {
    if (detail::in_upper_tail(distribution)) {
        return 1.0 - truncated_normal_cdf(-x, detail::mirrored(distribution));
    }
    const auto [below, inside] = detail::kept_probability(distribution);
    const auto [mean, stddev, low, high] = distribution;
    return (normal_cdf((std::clamp(x, low, high) - mean) / stddev) - below) / inside;
}

/// @brief Density of a truncated normal distribution: what a histogram should show.
/// @param x             Any number.
/// @param distribution  Mean, standard deviation and bounds; probability must lie between them.
/// @return              The normal density over the probability that is kept; 0 outside.
/// @throws std::invalid_argument if the distribution is impossible.
inline double truncated_normal_density(double x, const TruncatedNormal& distribution) {
    if (detail::in_upper_tail(distribution)) {
        return truncated_normal_density(-x, detail::mirrored(distribution));
    }
    const double inside = detail::kept_probability(distribution).inside;
    const auto [mean, stddev, low, high] = distribution;
    return x < low || x > high ? 0.0
                               : normal_density((x - mean) / stddev) / (stddev * inside);
}

/// @brief Truncated normal weights as `torch.nn.init.trunc_normal_` draws them.
///
/// The bounds are absolute: with a standard deviation of 0.02 and bounds of +-2, the default, the
/// cut is a hundred standard deviations out and never felt.
///
/// @param fans          Size of the layer (counts, at least 1).
/// @param distribution  Mean, standard deviation and bounds; probability must lie between them.
/// @param rng           Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return              Weights, shape (fan_out, fan_in), each from `low` to `high`.
/// @throws std::invalid_argument if a fan is 0, or the numbers are not finite or not in order, or
///         no probability is left between the bounds.
template <Scalar T = double>
MatrixOf<T> truncated_normal(Fans fans, const TruncatedNormal& distribution, Rng& rng) {
    require_fans(fans, "truncated_normal");
    if (detail::in_upper_tail(distribution)) {
        const auto weights = truncated_normal<T>(fans, detail::mirrored(distribution), rng);
        return -weights;
    }
    const auto [below, inside] = detail::kept_probability(distribution);
    const auto [mean, stddev, low, high] = distribution;
    auto weights = MatrixOf<T>::from_shape({fans.fan_out, fans.fan_in});
    for (T& weight : weights) {
        // The middle of the draw's cell of 2^-53: never 0, where the quantile is infinite.
        const double probability = below + inside * (rng.uniform() + 0x1.0p-54);
        const double draw =
            mean + stddev * normal_quantile(std::min(probability, 1.0 - 0x1.0p-53));
        weight = static_cast<T>(std::clamp(draw, low, high));
    }
    return weights;
}

/// @brief Truncated normal weights as the variance scaling of Keras and JAX draws them.
///
/// Cut at two standard deviations, after the distribution was made wider by 1 / 0.8796, so that
/// the weights have the standard deviation that was asked for.
///
/// @param fans    Size of the layer (counts, at least 1).
/// @param stddev  Standard deviation of the result, above 0.
/// @param rng     Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return        Weights, shape (fan_out, fan_in), within +-2.2736 `stddev`.
/// @throws std::invalid_argument if a fan is 0 or `stddev` is not above 0.
template <Scalar T = double>
MatrixOf<T> rescaled_truncated_normal(Fans fans, double stddev, Rng& rng) {
    require_fans(fans, "rescaled_truncated_normal");
    require(std::isfinite(stddev) && stddev > 0.0,
            "rescaled_truncated_normal: stddev must be a number above 0", stddev);
    const double wider = stddev / truncated_normal_stddev(2.0);
    return truncated_normal<T>(
        fans, {.mean = 0.0, .stddev = wider, .low = -2.0 * wider, .high = 2.0 * wider},
        rng);
}

}  // namespace winit
