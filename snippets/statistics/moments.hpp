/// @file moments.hpp
/// @brief Sizes of a signal: mean, variance, mean square, and how alike its units are.
///
/// The names avoid `mean` and `variance` on purpose: for an xtensor argument an unqualified call
/// would find xtensor's own lazy functions of that name.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief The larger of two numbers; not a number if one of them is none.
///
/// `std::max` drops what is not a number, depending on the order, and so hides that a network has
/// blown up.
///
/// @param a  Any number.
/// @param b  Any number.
/// @return   \f$\max(a, b)\f$.
inline double larger(double a, double b) {
    return std::isnan(a) || a > b ? a : b;
}

/// @brief Mean over all entries.
/// @param signal  Any shape, at least one entry.
/// @return        The arithmetic mean, in the unit of `signal`.
/// @throws std::invalid_argument if `signal` is empty.
template <Scalar T, std::size_t Rank>
double sample_mean(const xt::xtensor<T, Rank>& signal) {
    require(signal.size() > 0, "sample_mean: signal must have at least one entry");
    double sum = 0.0;
    for (const T entry : signal) {
        sum += static_cast<double>(entry);
    }
    return sum / static_cast<double>(signal.size());
}

/// @brief Mean of the squares over all entries: the size that initialization controls.
///
/// In the literature on deep signals this is \f$q\f$. It is not the variance: a ReLU's output
/// has a mean of its own, and the next layer sees that too.
///
/// @param signal  Any shape, at least one entry.
/// @return        \f$q = \frac1N \sum_i x_i^2\f$, in the unit of `signal` squared.
/// @throws std::invalid_argument if `signal` is empty.
/// @see Poole et al. (2016), "Exponential expressivity in deep neural networks"
template <Scalar T, std::size_t Rank>
double mean_square(const xt::xtensor<T, Rank>& signal) {
    require(signal.size() > 0, "mean_square: signal must have at least one entry");
    double sum = 0.0;
    for (const T entry : signal) {
        sum += static_cast<double>(entry) * static_cast<double>(entry);
    }
    return sum / static_cast<double>(signal.size());
}

/// @brief Root of the mean square over all entries.
/// @param signal  Any shape, at least one entry.
/// @return        \f$\sqrt{q}\f$, in the unit of `signal`.
/// @throws std::invalid_argument if `signal` is empty.
template <Scalar T, std::size_t Rank>
double root_mean_square(const xt::xtensor<T, Rank>& signal) {
    return std::sqrt(mean_square(signal));
}

/// @brief Unbiased sample variance over all entries.
/// @param signal  Any shape, at least two entries.
/// @return        \f$\frac{1}{N-1}\sum_i (x_i-\bar x)^2\f$, in the unit of `signal` squared.
/// @throws std::invalid_argument if `signal` has fewer than two entries.
template <Scalar T, std::size_t Rank>
double sample_variance(const xt::xtensor<T, Rank>& signal) {
    require(signal.size() > 1, "sample_variance: signal must have at least two entries");
    const double center = sample_mean(signal);
    double sum = 0.0;
    for (const T entry : signal) {
        const double distance = static_cast<double>(entry) - center;
        sum += distance * distance;
    }
    return sum / static_cast<double>(signal.size() - 1);
}

/// @brief How far apart the units of one layer are: the widest column-wise range.
///
/// Units are the rows of a weight matrix. Where all rows agree, every unit computes the same
/// function and the spread is 0.
///
/// @param rows  Weights, shape (units, inputs), at least one row and one column.
/// @return      \f$\max_j(\max_i w_{ij} - \min_i w_{ij})\f$, in the unit of `rows`; not a number
///              if an entry is none. Weights that have blown up do not agree.
/// @throws std::invalid_argument if `rows` is empty.
template <Scalar T>
double unit_spread(const MatrixOf<T>& rows) {
    require(rows.size() > 0, "unit_spread: rows must have at least one entry");
    double widest = 0.0;
    for (std::size_t input = 0; input < rows.shape(1); ++input) {
        T low = rows(0, input);
        T high = low;
        for (std::size_t unit = 0; unit < rows.shape(0); ++unit) {
            const T weight = rows(unit, input);
            low = std::min(low, weight);
            high = std::isnan(weight) ? weight : std::max(high, weight);
        }
        widest = larger(widest, static_cast<double>(high - low));
    }
    return widest;
}

}  // namespace winit
