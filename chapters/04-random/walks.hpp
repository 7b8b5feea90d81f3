/// @file walks.hpp
/// @brief Chapter 4: a vector on its way through random matrices, and its theory.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter04 {

/// @brief Logarithm of a vector's length after each of many random factors.
/// @return  `factors + 1` numbers, the first of them 0.
// [begin walk]
inline std::vector<double> walk(std::size_t size, std::size_t factors, Rng& rng) {
    Matrix signal = xt::zeros<double>({std::size_t{1}, size});
    signal(0, 0) = 1.0;
    std::vector<double> length{0.0};
    for (std::size_t factor = 0; factor < factors; ++factor) {
        signal = linear(signal, normal_matrix(size, size, 0.0, 1.0, rng));
        const double growth = std::sqrt(xt::sum(xt::square(signal))());
        signal /= growth;
        length.push_back(length.back() + std::log(growth));
    }
    return length;
}
// [end walk]

/// @brief Many walks: [walk][factor].
inline std::vector<std::vector<double>> walks(const Params& params) {
    return repeat({params.walks, params.seed, params.threads},
                  [&](Rng rng) { return walk(params.size, params.factors, rng); });
}

/// @brief Mean of ln|Wx|/|x| for a square W of independent N(0, 1).
///
/// |Wx|^2/|x|^2 is a chi-square number, and the mean of its logarithm is psi(n/2) + ln 2. The
/// digamma function psi follows from psi(1), psi(1/2) and psi(x + 1) = psi(x) + 1/x.
// [begin log_growth]
inline double log_growth(std::size_t size) {
    const bool even = size % 2 == 0;
    double digamma = -std::numbers::egamma - (even ? 0.0 : 2.0 * std::numbers::ln2);
    for (double x = even ? 1.0 : 0.5; x < 0.5 * static_cast<double>(size); x += 1.0) {
        digamma += 1.0 / x;
    }
    return 0.5 * (digamma + std::numbers::ln2);
}
// [end log_growth]

/// @brief Variance of the same: psi'(n/2) / 4.
inline double log_growth_variance(std::size_t size) {
    const bool even = size % 2 == 0;
    double trigamma = std::numbers::pi * std::numbers::pi / (even ? 6.0 : 2.0);
    for (double x = even ? 1.0 : 0.5; x < 0.5 * static_cast<double>(size); x += 1.0) {
        trigamma -= 1.0 / (x * x);
    }
    return 0.25 * trigamma;
}

}  // namespace winit::chapter04
