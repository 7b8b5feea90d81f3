/// @file fixup.hpp
/// @brief Starts that keep a deep residual network from exploding: Fixup and ReZero.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/residual.hpp"

namespace winit {

/// @brief Factor of the weights inside a residual branch, by Fixup.
///
/// With it one step of training changes the network's answer by as much whatever its depth.
///
/// @param blocks  Number of residual blocks (count, at least 1).
/// @param layers  Weight layers per block (count, at least 2).
/// @return        \f$L^{-1/(2m-2)}\f$ for L blocks of m layers, without unit.
/// @throws std::invalid_argument if a count is too small.
/// @see Zhang, Dauphin and Ma (2019), "Fixup Initialization", sec. 3, arXiv:1901.09321.
inline double fixup_factor(std::size_t blocks, std::size_t layers) {
    require(blocks > 0, "fixup_factor: blocks must be at least 1");
    require(layers >= 2, "fixup_factor: layers must be at least 2", layers);
    return std::pow(static_cast<double>(blocks),
                    -1.0 / (2.0 * static_cast<double>(layers) - 2.0));
}

/// @brief Turn the weights of a residual network into Fixup's.
///
/// The last layer of every branch and the last layer of the network become zero; the first layer
/// of every branch is scaled down. (Fixup's scalar biases are our biases: they start at 0.)
///
/// @param network  With He weights; changed in place.
/// @throws std::invalid_argument if the network has no block.
/// @see Zhang, Dauphin and Ma (2019), "Fixup Initialization", sec. 3, arXiv:1901.09321.
template <Scalar T>
void apply_fixup(ResidualNetworkOf<T>& network) {
    require(!network.blocks.empty(), "apply_fixup: network must have a block");
    const T factor = static_cast<T>(fixup_factor(network.blocks.size(), 2));
    for (ResidualBlockOf<T>& block : network.blocks) {
        block.first.weights *= factor;
        block.second.weights.fill(T(0));
    }
    network.output.weights.fill(T(0));
}

/// @brief Turn off every branch of a residual network: ReZero.
///
/// All scales become 0, so the network starts as its first and its last layer alone, and every
/// block learns how much of itself to add.
///
/// @param network  With any weights; its scales are changed in place.
/// @see Bachlechner et al. (2021), "ReZero is All You Need", arXiv:2003.04887.
template <Scalar T>
void apply_rezero(ResidualNetworkOf<T>& network) {
    for (ResidualBlockOf<T>& block : network.blocks) {
        block.scale.fill(T(0));
    }
}

}  // namespace winit
