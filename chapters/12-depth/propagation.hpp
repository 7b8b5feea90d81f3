/// @file propagation.hpp
/// @brief Chapter 12: two inputs on their way up a random network, and a gradient on its way down.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/12-depth/field_network.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Rounding in float, layer after layer.
inline constexpr Tolerance rounded{.relative = 0.01, .absolute = 1e-4};

/// @brief What two inputs and a gradient go through, hidden layer by hidden layer.
struct Propagation {
    std::vector<double> signal;       ///< Mean square of the activations.
    std::vector<double> correlation;  ///< Of the two inputs' pre-activations.
    std::vector<double> gradient;     ///< Mean square of the derivative by pre-activations.
    std::vector<double> weight_gradient;  ///< Mean square of the derivative by weights.
};

/// @brief Correlation of the two rows of a matrix, without subtracting means.
inline double correlation(const MatrixOf<float>& rows) {
    double product = 0.0;
    double first = 0.0;
    double second = 0.0;
    for (std::size_t i = 0; i < rows.shape(1); ++i) {
        const double a = rows(0, i);
        const double b = rows(1, i);
        product += a * b;
        first += a * a;
        second += b * b;
    }
    return product / std::sqrt(first * second);
}

/// @brief Send two independent inputs through a random network and a random gradient back.
/// @param input  Mean square of the inputs.
// [begin propagate]
inline Propagation propagate(const MeanField& field, double input, std::size_t depth,
                             std::size_t width, Rng rng) {
    const auto sizes =
        layer_sizes({.inputs = width, .depth = depth, .width = width, .outputs = width});
    const auto network = field_network<float>(field, sizes, rng);
    const auto inputs = normal_matrix<float>(2, width, 0.0, std::sqrt(input), rng);
    WorkspaceOf<float> workspace(network, 2);
    forward(network, inputs, workspace);
    workspace.output_gradient() = normal_matrix<float>(2, width, 0.0, 1.0, rng);
    backward(network, inputs, workspace);

    Propagation seen;
    for (std::size_t l = 0; l < depth; ++l) {
        seen.signal.push_back(mean_square(workspace.activations[l]));
        seen.correlation.push_back(correlation(workspace.pre_activations[l]));
        seen.gradient.push_back(mean_square(workspace.deltas[l]));
        seen.weight_gradient.push_back(mean_square(workspace.gradients.layers[l].weights));
    }
    return seen;
}
// [end propagate]

/// @brief The same in several networks.
inline std::vector<Propagation> propagations(const MeanField& field, double input,
                                             const Params& params) {
    return repeat({params.networks, params.seed, params.threads}, [&](Rng rng) {
        return propagate(field, input, params.layers, params.wide, rng);
    });
}

/// @brief One curve of every network: [network][layer].
inline std::vector<std::vector<double>> curves_of(
    const std::vector<Propagation>& networks, std::vector<double> Propagation::* which) {
    std::vector<std::vector<double>> curves;
    for (const Propagation& network : networks) {
        curves.push_back(network.*which);
    }
    return curves;
}

/// @brief The same, each curve divided by its own number in one layer.
/// @param layer  Counted from 0.
inline std::vector<std::vector<double>> over_layer(const std::vector<Propagation>& networks,
                                                   std::vector<double> Propagation::* which,
                                                   std::size_t layer) {
    auto curves = curves_of(networks, which);
    for (std::vector<double>& curve : curves) {
        const double divisor = curve[layer];
        for (double& number : curve) {
            number /= divisor;
        }
    }
    return curves;
}

}  // namespace winit::chapter12
