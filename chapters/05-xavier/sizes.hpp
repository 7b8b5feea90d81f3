/// @file sizes.hpp
/// @brief Chapter 5: sizes of signals and gradients by layer, measured and by mean-field theory.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/models/network.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter05 {

/// @brief Sizes in one hidden layer; those of gradients as a share of the last hidden layer's.
struct Sizes {
    double activations;       ///< Root mean square of \f$h_l\f$.
    double back_propagated;   ///< Of \f$\partial L/\partial z_l\f$, over the last layer's.
    double weight_gradients;  ///< Of \f$\partial L/\partial W_l\f$, over the last layer's.
};

/// @brief Sizes in the hidden layers, measured.
inline std::vector<Sizes> measured_sizes(const Workspace& workspace, std::size_t depth) {
    std::vector<Sizes> sizes;
    const std::size_t last = depth - 1;
    for (std::size_t l = 0; l < depth; ++l) {
        sizes.push_back({.activations = root_mean_square(workspace.activations[l]),
                         .back_propagated = root_mean_square(workspace.deltas[l]) /
                                            root_mean_square(workspace.deltas[last]),
                         .weight_gradients =
                             root_mean_square(workspace.gradients.layers[l].weights) /
                             root_mean_square(workspace.gradients.layers[last].weights)});
    }
    return sizes;
}

/// @brief Mean square of the pre-activations in each layer of a very wide network.
///
/// The inputs have mean square 1, the weights variance `weight_variance / n`.
inline std::vector<double> pre_activation_sizes(const MeanField& field, std::size_t depth) {
    std::vector<double> q = {field.weight_variance};
    while (q.size() < depth) {
        q.push_back(q_map(field, q.back()));
    }
    return q;
}

/// @brief Sizes in the hidden layers of a very wide network, by mean-field theory.
// [begin mean_field_sizes]
inline std::vector<Sizes> predicted_sizes(const MeanField& field, std::size_t depth) {
    const std::vector<double> q = pre_activation_sizes(field, depth);
    std::vector<Sizes> sizes(depth);
    double gradient = 1.0;  // mean square, as a share of the last hidden layer's
    for (std::size_t l = depth; l-- > 0;) {
        gradient *= l + 1 < depth ? chi(field, q[l]) : 1.0;
        const double input =
            l > 0 ? activation_mean_square(field.activation, q[l - 1]) : 1.0;
        sizes[l] = {
            .activations = std::sqrt(activation_mean_square(field.activation, q[l])),
            .back_propagated = std::sqrt(gradient),
            .weight_gradients = std::sqrt(gradient * input)};
    }
    const double last = sizes.back().weight_gradients;
    for (Sizes& layer : sizes) {
        layer.weight_gradients /= last;
    }
    return sizes;
}
// [end mean_field_sizes]

}  // namespace winit::chapter05
