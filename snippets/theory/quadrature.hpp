/// @file quadrature.hpp
/// @brief Integrals over the normal distribution: what a wide layer does to a signal, exactly.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/normal_distribution.hpp"

namespace winit {

/// @brief Points and weights: an integral becomes a weighted sum.
struct QuadratureRule {
    Vector nodes;    ///< Where the function is taken, ascending, shape (points).
    Vector weights;  ///< What it counts there, shape (points).
};

/// @brief The Gauss rule that belongs to a three-term recurrence.
///
/// The nodes are the eigenvalues of a symmetric tridiagonal matrix, the weights the squares of
/// the first entries of its eigenvectors.
///
/// @param couplings  Off-diagonal of that matrix, one shorter than the rule; the diagonal is 0.
/// @param total      Sum of the weights: the integral of 1.
/// @return           A rule that is exact for polynomials up to degree 2 points - 1.
/// @throws std::invalid_argument if there is no coupling.
/// @see Golub and Welsch (1969), "Calculation of Gauss Quadrature Rules".
inline QuadratureRule golub_welsch(const std::vector<double>& couplings, double total) {
    require(!couplings.empty(), "golub_welsch: couplings must not be empty");
    const std::size_t points = couplings.size() + 1;
    Matrix jacobi = xt::zeros<double>({points, points});
    for (std::size_t k = 0; k < couplings.size(); ++k) {
        jacobi(k, k + 1) = couplings[k];
        jacobi(k + 1, k) = couplings[k];
    }
    const auto [nodes, vectors] = xt::linalg::eigh(jacobi);
    QuadratureRule rule{.nodes = nodes, .weights = Vector::from_shape({points})};
    for (std::size_t k = 0; k < points; ++k) {
        rule.weights(k) = total * vectors(0, k) * vectors(0, k);
    }
    return rule;
}

/// @brief Gauss-Hermite rule for the mean over a standard normal number.
/// @param points  Number of nodes (count, at least 2).
/// @return        \f$E[f(z)] \approx \sum_k w_k f(z_k)\f$; exact for polynomials up to degree
///                2 points - 1. Where f has a corner the error falls slowly: see gaussian_mean().
/// @throws std::invalid_argument if `points` is below 2.
inline QuadratureRule gauss_hermite(std::size_t points) {
    require(points >= 2, "gauss_hermite: points must be at least 2", points);
    std::vector<double> couplings;
    for (std::size_t k = 1; k < points; ++k) {
        couplings.push_back(std::sqrt(static_cast<double>(k)));
    }
    return golub_welsch(couplings, 1.0);
}

/// @brief Gauss-Legendre rule for the integral from -1 to 1.
/// @param points  Number of nodes (count, at least 2).
/// @return        \f$\int_{-1}^1 f(x)\,dx \approx \sum_k w_k f(x_k)\f$.
/// @throws std::invalid_argument if `points` is below 2.
inline QuadratureRule gauss_legendre(std::size_t points) {
    require(points >= 2, "gauss_legendre: points must be at least 2", points);
    std::vector<double> couplings;
    for (std::size_t k = 1; k < points; ++k) {
        const auto n = static_cast<double>(k);
        couplings.push_back(n / std::sqrt(4.0 * n * n - 1.0));
    }
    return golub_welsch(couplings, 2.0);
}

/// @brief Mean of a function of a standard normal number, corner or not.
///
/// A Gauss-Hermite rule sees a ReLU's corner between two of its nodes and errs by a part in a
/// thousand. Here the line is cut into pieces, at the corner too, and each is left to a
/// Gauss-Legendre rule: the error is rounding, for functions that are smooth on each side.
///
/// @param function  \f$f\f$, defined on [-10, 10]; beyond lies a probability of 1.5e-23.
/// @param corner    Where f may have a corner or a jump.
/// @return          \f$E[f(z)]\f$ for z from N(0, 1).
template <class Function>
double gaussian_mean(const Function& function, double corner = 0.0) {
    constexpr double end = 10.0;
    static const QuadratureRule rule = gauss_legendre(12);
    std::array<double, 30> cuts{};
    std::size_t count = 0;
    for (double cut = -end; cut <= end; cut += 1.0) {
        cuts[count++] = cut;
    }
    for (const double distance :
         {0.0, -1.0 / 64, 1.0 / 64, -1.0 / 16, 1.0 / 16, -0.25, 0.25, -0.5, 0.5}) {
        cuts[count++] = std::clamp(corner + distance, -end, end);
    }
    std::sort(cuts.begin(), cuts.end());
    double sum = 0.0;
    for (std::size_t piece = 0; piece + 1 < count; ++piece) {
        const double half = 0.5 * (cuts[piece + 1] - cuts[piece]);
        const double middle = 0.5 * (cuts[piece + 1] + cuts[piece]);
        for (std::size_t k = 0; half > 0.0 && k < rule.nodes.size(); ++k) {
            const double z = middle + half * rule.nodes(k);
            sum += half * rule.weights(k) * normal_density(z) * function(z);
        }
    }
    return sum;
}

}  // namespace winit
