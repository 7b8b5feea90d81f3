/// @file layer_moments.hpp
/// @brief The size of everything that runs through a network, layer by layer.
#pragma once

#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit {

/// @brief First and second moment of many numbers.
struct Moments {
    double mean;         ///< \f$E[x]\f$.
    double mean_square;  ///< \f$E[x^2]\f$.
    double
        variance;  ///< \f$E[x^2] - E[x]^2\f$, of the numbers as they are (no correction).
};

/// @brief Moments over all entries.
/// @param signal  Any shape, at least one entry.
/// @return        Mean, mean square and variance.
/// @throws std::invalid_argument if `signal` is empty.
template <Scalar T, std::size_t Rank>
Moments moments_of(const xt::xtensor<T, Rank>& signal) {
    const double center = sample_mean(signal);
    double sum = 0.0;
    for (const T entry : signal) {
        const double distance = static_cast<double>(entry) - center;
        sum += distance * distance;
    }
    return {.mean = center,
            .mean_square = mean_square(signal),
            .variance = sum / static_cast<double>(signal.size())};
}

/// @brief What runs through one layer, forward and back.
struct LayerMoments {
    Moments pre_activations;  ///< Of \f$z_l\f$.
    Moments activations;      ///< Of \f$h_l = f(z_l)\f$.
    Moments deltas;           ///< Of \f$\partial L/\partial z_l\f$.
    Moments weight_gradient;  ///< Of \f$\partial L/\partial W_l\f$.
};

/// @brief Moments of every layer after a pass forward and back.
/// @param workspace  After a pass; before backward() its deltas and gradients are zero.
/// @return           One entry per layer, the input's neighbor first.
template <Scalar T>
std::vector<LayerMoments> layer_moments(const WorkspaceOf<T>& workspace) {
    std::vector<LayerMoments> layers;
    for (std::size_t l = 0; l < workspace.activations.size(); ++l) {
        layers.push_back(
            {.pre_activations = moments_of(workspace.pre_activations[l]),
             .activations = moments_of(workspace.activations[l]),
             .deltas = moments_of(workspace.deltas[l]),
             .weight_gradient = moments_of(workspace.gradients.layers[l].weights)});
    }
    return layers;
}

}  // namespace winit
