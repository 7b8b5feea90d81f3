/// @file rank.hpp
/// @brief How many different directions a weight matrix has.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Singular values of a matrix, largest first.
/// @param matrix  Shape (rows, columns), not empty.
/// @return        min(rows, columns) numbers, in the unit of `matrix`.
/// @throws std::invalid_argument if `matrix` is empty or an entry is not finite.
inline Vector singular_values(const Matrix& matrix) {
    require(matrix.size() > 0, "singular_values: matrix must have at least one entry");
    require(std::ranges::all_of(matrix, [](double entry) { return std::isfinite(entry); }),
            "singular_values: every entry of matrix must be finite");
    return std::get<1>(xt::linalg::svd(matrix, false, false));
}

/// @brief Number of singular values that are not rounding noise.
///
/// A layer whose units are all alike has rank 1: it looks at its input in one direction.
///
/// @param matrix     Shape (rows, columns), not empty.
/// @param tolerance  Share of the largest singular value that counts as noise, in (0, 1).
/// @return           The rank (count); 0 for a matrix of zeros.
/// @throws std::invalid_argument if `matrix` is empty or not finite, or `tolerance` is not in (0, 1).
inline std::size_t numerical_rank(const Matrix& matrix, double tolerance = 1e-10) {
    require(tolerance > 0.0 && tolerance < 1.0,
            "numerical_rank: tolerance must be in (0, 1)", tolerance);
    const Vector values = singular_values(matrix);
    std::size_t rank = 0;
    for (const double value : values) {
        rank += value > tolerance * values(0) ? 1 : 0;
    }
    return rank;
}

}  // namespace winit
