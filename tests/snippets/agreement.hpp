/// @file agreement.hpp
/// @brief Does a sample agree with the distribution that is claimed for it?
///
/// Every statistical test here comes with a negative control: a claim that is wrong by a known
/// amount, which the same check must refuse.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit {

/// @brief Equal shapes and equal entries, to the last bit.
///
/// Catch's CHECK cannot take `a == b` apart itself: xtensor's comparison operators interfere.
template <Scalar T, std::size_t Rank>
bool same(const xt::xtensor<T, Rank>& a, const xt::xtensor<T, Rank>& b) {
    return a == b;
}

/// @brief A distribution that a sample is said to come from.
struct Claimed {
    double mean;      ///< First moment.
    double variance;  ///< Second central moment.
    double kurtosis;  ///< Fourth central moment over the variance squared.
    std::function<double(double)> cdf;  ///< Distribution function.
};

/// @brief The uniform distribution on [low, high).
inline Claimed uniform_between(double low, double high) {
    return {.mean = 0.5 * (low + high),
            .variance = (high - low) * (high - low) / 12.0,
            .kurtosis = kurtosis::uniform,
            .cdf = [low, high](double x) {
                return std::clamp((x - low) / (high - low), 0.0, 1.0);
            }};
}

/// @brief The normal distribution.
inline Claimed normal_with(double mean, double stddev) {
    return {.mean = mean,
            .variance = stddev * stddev,
            .kurtosis = kurtosis::normal,
            .cdf = [mean, stddev](double x) { return normal_cdf((x - mean) / stddev); }};
}

/// @brief Mean, variance and shape all within their limits.
///
/// Each of the three refuses a correct sample once in a million times.
template <Scalar T, std::size_t Rank>
bool agrees(const xt::xtensor<T, Rank>& sample, const Claimed& claimed) {
    constexpr double rate = 1e-6;
    const std::size_t count = sample.size();
    const double mean_limit = mean_tolerance(std::sqrt(claimed.variance), count, rate);
    const double variance_limit =
        variance_tolerance(claimed.variance, claimed.kurtosis, count, rate);
    const std::vector<double> draws(sample.begin(), sample.end());
    return std::abs(sample_mean(sample) - claimed.mean) <= mean_limit &&
           std::abs(sample_variance(sample) - claimed.variance) <= variance_limit &&
           ks_distance(draws, claimed.cdf) <= ks_limit(count, rate);
}

}  // namespace winit
