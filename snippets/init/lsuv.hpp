/// @file lsuv.hpp
/// @brief LSUV: measure the signal of every layer, and divide.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/models/network.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit {

/// @brief When LSUV is content with a layer.
struct LsuvOptions {
    double tolerance = 0.01;     ///< Largest distance of the variance from 1, above 0.
    std::size_t max_tries = 10;  ///< Divisions per layer before it gives up (count).
};

/// @brief Scale the weights of each layer until its pre-activations have variance 1.
///
/// No formula for the activation is needed: the data say what it does. The paper starts from
/// orthogonal weights; any that are not zero will do.
///
/// @param network  With weights drawn; they are scaled in place, layer by layer.
/// @param batch    Samples to measure with, shape (samples, features), more than one number in
///                 every layer.
/// @param options  Tolerance and patience.
/// @return         Divisions that each layer took (counts).
/// @throws std::invalid_argument if the batch does not fit, the tolerance is not above 0, or a
///         layer's pre-activations do not vary.
/// @see Mishkin and Matas (2016), "All you need is a good init", algorithm 1, arXiv:1511.06422.
template <Scalar T>
std::vector<std::size_t> lsuv(NetworkOf<T>& network, const MatrixOf<T>& batch,
                              const LsuvOptions& options = {}) {
    require(options.tolerance > 0.0, "lsuv: tolerance must be above 0", options.tolerance);
    require(!network.layers.empty(), "lsuv: network must have a layer");
    require(batch.shape(0) > 0 && batch.shape(1) == network.layers.front().weights.shape(1),
            "lsuv: batch must have a sample and one column per input of the network",
            batch.shape(1));
    std::vector<std::size_t> tries;
    WorkspaceOf<T> workspace(network, batch.shape(0));
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        tries.push_back(0);
        while (true) {
            forward(network, batch, workspace);
            const double spread = sample_variance(workspace.pre_activations[l]);
            require(spread > 0.0 && std::isfinite(spread),
                    "lsuv: the pre-activations of every layer must vary", l);
            if (std::abs(spread - 1.0) < options.tolerance ||
                tries[l] == options.max_tries) {
                break;
            }
            network.layers[l].weights *= static_cast<T>(1.0 / std::sqrt(spread));
            ++tries[l];
        }
    }
    return tries;
}

}  // namespace winit
