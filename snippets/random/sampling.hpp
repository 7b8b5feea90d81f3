/// @file sampling.hpp
/// @brief Matrices of random numbers, and random orders.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief Independent draws from the uniform distribution on [low, high).
///
/// Its variance is \f$(high - low)^2 / 12\f$; on [-b, b) that is \f$b^2 / 3\f$.
///
/// @param rows     Rows of the result (count, at least 1).
/// @param columns  Columns of the result (count, at least 1).
/// @param low      Lower bound, finite.
/// @param high     Upper bound, finite, not below `low`.
/// @param rng      Source of randomness; advanced by rows * columns uniform numbers.
/// @return         Shape (rows, columns).
/// @throws std::invalid_argument if a count is 0, both are more than memory can hold, or the bounds
///         are not in order.
template <Scalar T = double>
MatrixOf<T> uniform_matrix(std::size_t rows, std::size_t columns, double low, double high,
                           Rng& rng) {
    require(rows > 0 && columns > 0, "uniform_matrix: rows and columns must be at least 1");
    require(countable(rows, columns), "uniform_matrix: rows must fit into memory", rows);
    require(std::isfinite(low) && std::isfinite(high) && low <= high,
            "uniform_matrix: low must be a number not above high", low);
    auto matrix = MatrixOf<T>::from_shape({rows, columns});
    for (T& entry : matrix) {
        entry = static_cast<T>(low + (high - low) * rng.uniform());
    }
    return matrix;
}

/// @brief Independent draws from the normal distribution, into an existing matrix.
///
/// For large weights the memory costs as much as the numbers: who draws again and again keeps
/// the matrix. In float the numbers come in blocks; they are those of double, rounded.
///
/// @param matrix  Overwritten, any shape.
/// @param mean    Mean, finite.
/// @param stddev  Standard deviation, finite, not negative.
/// @param rng     Source of randomness; advanced by one normal number per entry.
/// @throws std::invalid_argument if `stddev` is negative or a number is not finite.
template <Scalar T>
void fill_normal(MatrixOf<T>& matrix, double mean, double stddev, Rng& rng) {
    require(std::isfinite(mean) && std::isfinite(stddev) && stddev >= 0.0,
            "fill_normal: stddev must be a number not below 0", stddev);
    const T center = static_cast<T>(mean);
    const T width = static_cast<T>(stddev);
    if constexpr (std::same_as<T, double>) {
        for (double& entry : matrix) {
            entry = center + width * rng.normal();
        }
    } else {
        rng.fill_normal({matrix.data(), matrix.size()}, center, width);
    }
}

/// @brief Independent draws from the normal distribution.
///
/// @param rows     Rows of the result (count, at least 1).
/// @param columns  Columns of the result (count, at least 1).
/// @param mean     Mean, finite.
/// @param stddev   Standard deviation, finite, not negative.
/// @param rng      Source of randomness; advanced by rows * columns normal numbers.
/// @return         Shape (rows, columns).
/// @throws std::invalid_argument if a count is 0, both are more than memory can hold, or `stddev` is
///         negative or not finite.
template <Scalar T = double>
MatrixOf<T> normal_matrix(std::size_t rows, std::size_t columns, double mean, double stddev,
                          Rng& rng) {
    require(rows > 0 && columns > 0, "normal_matrix: rows and columns must be at least 1");
    require(countable(rows, columns), "normal_matrix: rows must fit into memory", rows);
    require(std::isfinite(mean) && std::isfinite(stddev) && stddev >= 0.0,
            "normal_matrix: stddev must be a number not below 0", stddev);
    auto matrix = MatrixOf<T>::from_shape({rows, columns});
    fill_normal(matrix, mean, stddev, rng);
    return matrix;
}

/// @brief Put the items of a list into a random order, each order equally likely.
/// @param items  Any list; reordered in place.
/// @param rng    Source of randomness; advanced by one draw per item, and a rare second one.
/// @see Durstenfeld (1964), "Algorithm 235: Random permutation".
template <class Item>
void shuffle(std::vector<Item>& items, Rng& rng) {
    for (std::size_t left = items.size(); left > 1; --left) {
        std::swap(items[left - 1], items[rng.below(left)]);
    }
}

/// @brief The numbers 0 .. count - 1 in a random order.
/// @param count  How many (count; 0 gives an empty list).
/// @param rng    Source of randomness.
/// @return       A permutation, as indices.
inline std::vector<std::size_t> random_order(std::size_t count, Rng& rng) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, rng);
    return order;
}

}  // namespace winit
