/// @file statistics.hpp
/// @brief How far may a sample stray? Limits with a stated false-alarm rate.
///
/// A guessed tolerance fails correct programs or passes wrong ones. Each limit here follows from the
/// sample size and from the rate at which a correct program may fail.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <numbers>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit {

/// @brief Two-sided limit of a standard normal number.
/// @param false_alarm  Probability to exceed the limit, in (0, 1).
/// @return             z with \f$P(|Z| > z)\f$ = `false_alarm`; 4.89 for one in a million.
/// @throws std::invalid_argument if `false_alarm` is not in (0, 1).
inline double normal_limit(double false_alarm) {
    require(false_alarm > 0.0 && false_alarm < 1.0,
            "normal_limit: false_alarm must be in (0, 1)", false_alarm);
    double low = 0.0;
    double high = 40.0;
    for (int halving = 0; halving < 100; ++halving) {
        const double middle = 0.5 * (low + high);
        (std::erfc(middle / std::numbers::sqrt2) > false_alarm ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// @brief How far the mean of a sample may lie from the true mean.
/// @param stddev       True standard deviation of one draw, not negative.
/// @param samples      Number of independent draws, at least 1.
/// @param false_alarm  Two-sided, in (0, 1).
/// @return             \f$z\,\sigma/\sqrt{N}\f$, in the unit of `stddev`.
/// @throws std::invalid_argument if a number is out of its range.
inline double mean_tolerance(double stddev, std::size_t samples, double false_alarm) {
    require(stddev >= 0.0, "mean_tolerance: stddev must not be negative", stddev);
    require(samples > 0, "mean_tolerance: samples must be at least 1");
    return normal_limit(false_alarm) * stddev / std::sqrt(static_cast<double>(samples));
}

/// @brief Kurtosis \f$E[(x-\mu)^4]/\sigma^4\f$ of the distributions that weights are drawn from.
namespace kurtosis {
inline constexpr double uniform = 1.8;  ///< Of any uniform distribution.
inline constexpr double normal = 3.0;   ///< Of any normal distribution.
/// @brief Of a normal distribution cut at two standard deviations.
inline constexpr double truncated_normal = 2.365536717129649;
}  // namespace kurtosis

/// @brief How far the variance of a sample may lie from the true variance.
/// @param variance     True variance of one draw, not negative.
/// @param kurtosis     Of one draw: see winit::kurtosis.
/// @param samples      Number of independent draws, at least 2.
/// @param false_alarm  Two-sided, in (0, 1).
/// @return             \f$z\,\sigma^2\sqrt{(\kappa - 1)/N}\f$, in the unit of `variance`.
/// @throws std::invalid_argument if a number is out of its range.
inline double variance_tolerance(double variance, double kurtosis, std::size_t samples,
                                 double false_alarm) {
    require(variance >= 0.0, "variance_tolerance: variance must not be negative", variance);
    require(kurtosis >= 1.0, "variance_tolerance: kurtosis must be at least 1", kurtosis);
    require(samples > 1, "variance_tolerance: samples must be at least 2");
    return normal_limit(false_alarm) * variance *
           std::sqrt((kurtosis - 1.0) / static_cast<double>(samples));
}

/// @brief How far a frequency may lie from its probability.
/// @param probability  True probability, in [0, 1].
/// @param trials       Number of independent trials, at least 1.
/// @param false_alarm  Two-sided, in (0, 1).
/// @return             \f$z\sqrt{p(1-p)/N}\f$, a share.
/// @throws std::invalid_argument if a number is out of its range.
inline double frequency_tolerance(double probability, std::size_t trials,
                                  double false_alarm) {
    require(probability >= 0.0 && probability <= 1.0,
            "frequency_tolerance: probability must be in [0, 1]", probability);
    return mean_tolerance(std::sqrt(probability * (1.0 - probability)), trials,
                          false_alarm);
}

/// @cond
namespace detail {
// What is not a number has no place in an order: it must be looked for before sorting.
inline bool has_nan(const std::vector<double>& sample) {
    return std::ranges::any_of(sample, [](double entry) { return std::isnan(entry); });
}
}  // namespace detail
/// @endcond

/// @brief Kolmogorov-Smirnov distance between a sample and a distribution.
/// @param sample  Independent draws, at least one.
/// @param cdf     The distribution function that is claimed, continuous.
/// @return        \f$D = \sup_x |F_N(x) - F(x)|\f$, in [0, 1]; not a number if a draw is none.
/// @throws std::invalid_argument if `sample` is empty.
/// @see Massey (1951), "The Kolmogorov-Smirnov Test for Goodness of Fit".
inline double ks_distance(std::vector<double> sample,
                          const std::function<double(double)>& cdf) {
    require(!sample.empty(), "ks_distance: sample must have at least one draw");
    if (detail::has_nan(sample)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::sort(sample.begin(), sample.end());
    const double count = static_cast<double>(sample.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double claimed = cdf(sample[i]);
        distance = larger(distance, claimed - static_cast<double>(i) / count);
        distance = larger(distance, static_cast<double>(i + 1) / count - claimed);
    }
    return distance;
}

/// @brief Limit of the Kolmogorov-Smirnov distance, for large samples.
/// @param samples      Number of independent draws, at least 1.
/// @param false_alarm  In (0, 1).
/// @return             \f$\sqrt{\ln(2/\alpha) / 2N}\f$; 2.69 over the root of N for one in a million.
/// @throws std::invalid_argument if a number is out of its range.
/// @see Massart (1990), "The Tight Constant in the Dvoretzky-Kiefer-Wolfowitz Inequality".
inline double ks_limit(std::size_t samples, double false_alarm) {
    require(samples > 0, "ks_limit: samples must be at least 1");
    require(false_alarm > 0.0 && false_alarm < 1.0,
            "ks_limit: false_alarm must be in (0, 1)", false_alarm);
    return std::sqrt(std::log(2.0 / false_alarm) / (2.0 * static_cast<double>(samples)));
}

/// @brief The number below which a share of the sample lies.
/// @param sample  At least one number.
/// @param share   In [0, 1]; 0.5 is the median.
/// @return        Linear interpolation between neighbors, in the unit of the sample; not a number
///                if one of the sample is none.
/// @throws std::invalid_argument if `sample` is empty or `share` is not in [0, 1].
/// @see Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", definition 7.
inline double quantile(std::vector<double> sample, double share) {
    require(!sample.empty(), "quantile: sample must have at least one number");
    require(share >= 0.0 && share <= 1.0, "quantile: share must be in [0, 1]", share);
    if (detail::has_nan(sample)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::sort(sample.begin(), sample.end());
    const double position = share * static_cast<double>(sample.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sample.size() - 1);
    const double rest = position - static_cast<double>(below);
    return sample[below] + rest * (sample[above] - sample[below]);
}

}  // namespace winit
