/// @file densities.hpp
/// @brief Chapter 5: densities of activations and gradients, by theory and measured.
#pragma once

#include <cmath>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit::chapter05 {

/// @brief Density of \f$h = \tanh z\f$ for normal z of mean square q.
inline double tanh_density(double h, double q) {
    if (std::abs(h) >= 1.0) {
        return 0.0;
    }
    const double root = std::sqrt(q);
    return normal_density(std::atanh(h) / root) / (root * (1.0 - h * h));
}

/// @brief Density of \f$f'(z)\,g\f$: a normal gradient from above, times the derivative of tanh.
/// @param x       Where.
/// @param stddev  Root mean square of the product.
/// @param q       Mean square of the pre-activations z.
inline double gradient_density(double x, double stddev, double q) {
    const double from_above =
        stddev / std::sqrt(derivative_mean_square(Activation::tanh, q));
    return gaussian_mean([&](double z) {
        const double width = from_above * Tanh::derivative(std::sqrt(q) * z);
        return width > 1e-3 * from_above ? normal_density(x / width) / width : 0.0;
    });
}

/// @brief Measured density of a sample, as a share of `unit`, over the bins of a chart.
inline std::vector<double> measured_density(const Chart& chart, const Matrix& sample,
                                            double unit) {
    const double reach = -chart.x.front() * static_cast<double>(chart.x.size()) /
                         static_cast<double>(chart.x.size() - 1);
    return bin_densities(histogram(Matrix(sample / unit), -reach, reach, chart.x.size()));
}

/// @brief A density by theory over the bins of a chart.
template <class Density>
std::vector<double> predicted_density(const Chart& chart, const Density& density) {
    std::vector<double> heights;
    for (const double x : chart.x) {
        heights.push_back(density(x));
    }
    return heights;
}

}  // namespace winit::chapter05
