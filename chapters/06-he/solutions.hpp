/// @file solutions.hpp
/// @brief Chapter 6: solutions of the exercises, compiled and tested.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter06 {

/// @brief Squared length of the signal that comes back to the input, as a share of what was
///        sent back from the output.
// [begin backward_growth]
inline double backward_growth(const std::vector<std::size_t>& sizes,
                              const Initializer& initializer, Rng& rng) {
    const Network network =
        make_network<double>(sizes, {Activation::relu, Activation::relu}, initializer, rng);
    const Matrix input = normal_matrix(1, sizes.front(), 0.0, 1.0, rng);
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    workspace.output_gradient() = normal_matrix(1, sizes.back(), 0.0, 1.0, rng);
    const double sent = xt::sum(xt::square(workspace.output_gradient()))();
    backward(network, input, workspace);
    const Matrix arrived =
        xt::linalg::dot(workspace.deltas.front(), network.layers.front().weights);
    return xt::sum(xt::square(arrived))() / sent;
}
// [end backward_growth]

}  // namespace winit::chapter06
