/// @file spectrum.hpp
/// @brief Eigenvalues: what the powers of one matrix do.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Eigenvalues of a square matrix.
/// @param matrix  Shape (n, n), n at least 1.
/// @return        n complex numbers in LAPACK's order, in the unit of `matrix`.
/// @throws std::invalid_argument if `matrix` is empty or not square, or an entry is not finite.
inline std::vector<std::complex<double>> eigenvalues(const Matrix& matrix) {
    require(matrix.size() > 0 && matrix.shape(0) == matrix.shape(1),
            "eigenvalues: matrix must be square and not empty");
    require(std::ranges::all_of(matrix, [](double entry) { return std::isfinite(entry); }),
            "eigenvalues: every entry of matrix must be finite");
    const auto values = xt::linalg::eigvals(matrix);
    return {values.begin(), values.end()};
}

/// @brief Size of the largest eigenvalue: by it a recurrent signal grows per step, in the long run.
/// @param matrix  Shape (n, n), n at least 1.
/// @return        \f$\rho = \max_k |\lambda_k|\f$, in the unit of `matrix`.
/// @throws std::invalid_argument if `matrix` is empty or not square, or an entry is not finite.
inline double spectral_radius(const Matrix& matrix) {
    double radius = 0.0;
    for (const std::complex<double>& value : eigenvalues(matrix)) {
        radius = std::max(radius, std::abs(value));
    }
    return radius;
}

}  // namespace winit
