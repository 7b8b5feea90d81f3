/// @file singular_values.hpp
/// @brief Chapter 5: by how much a layer stretches, with tanh and without.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>

#include "chapters/05-xavier/start.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter05 {

/// @brief Mean singular value of the Jacobian of one tanh layer, at one input.
///
/// It is the matrix of \f$\partial h_l/\partial h_{l-1}\f$: the derivatives times the weights.
/// @param layer   Index of the hidden layer, from 0.
/// @param sample  Row of the inputs.
// [begin mean_singular_value]
inline double mean_singular_value(const Start& start, std::size_t layer,
                                  std::size_t sample = 0) {
    Matrix jacobian = start.network.layers[layer].weights;
    const Matrix& pre_activations = start.workspace.pre_activations[layer];
    for (std::size_t unit = 0; unit < jacobian.shape(0); ++unit) {
        const double derivative = Tanh::derivative(pre_activations(sample, unit));
        xt::view(jacobian, unit, xt::all()) *= derivative;
    }
    return sample_mean(singular_values(jacobian));
}
// [end mean_singular_value]

/// @brief The same, mean over the hidden layers.
inline double mean_over_layers(const Start& start, std::size_t depth) {
    double sum = 0.0;
    for (std::size_t layer = 0; layer < depth; ++layer) {
        sum += mean_singular_value(start, layer);
    }
    return sum / static_cast<double>(depth);
}

/// @brief Mean singular value of a large square matrix of independent weights.
/// @param variance  Width times the variance of a weight.
inline double quarter_circle_mean(double variance) {
    return 8.0 * std::sqrt(variance) / (3.0 * std::numbers::pi);
}

}  // namespace winit::chapter05
