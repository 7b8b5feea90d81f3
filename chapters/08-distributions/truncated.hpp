/// @file truncated.hpp
/// @brief Chapter 8: normal distributions without their tails.
#pragma once

#include "chapters/08-distributions/schemes.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/truncated_normal.hpp"

namespace winit::chapter08 {

/// @brief A normal distribution with its tails cut off at two standard deviations.
inline Scheme truncated_scheme(const TruncatedNormal& distribution, double stddev) {
    return {"truncated",
            "truncated normal",
            [distribution](Fans fans, Rng& rng) {
                return truncated_normal<double>(fans, distribution, rng);
            },
            stddev,
            distribution.high,
            [distribution](double w) { return truncated_normal_density(w, distribution); },
            [distribution](double w) { return truncated_normal_cdf(w, distribution); }};
}

/// @brief Standard normal numbers, cut at two: what `trunc_normal_` of PyTorch draws.
inline Scheme cut_normal() {
    return truncated_scheme({}, truncated_normal_stddev(2.0));
}

/// @brief Cut, and stretched back to a standard deviation of one: Keras and JAX.
inline Scheme stretched_normal() {
    const double wider = 1.0 / truncated_normal_stddev(2.0);
    return truncated_scheme({.stddev = wider, .low = -2.0 * wider, .high = 2.0 * wider},
                            1.0);
}

}  // namespace winit::chapter08
