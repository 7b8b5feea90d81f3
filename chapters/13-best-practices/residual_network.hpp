/// @file residual_network.hpp
/// @brief Chapter 13: residual networks whose branches start at three sizes.
#pragma once

#include <cmath>
#include <vector>

#include "chapters/support/labeled.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/he.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief What the last layer of a residual branch is multiplied with.
enum class Branch {
    plain,   ///< One: He's weights as they are.
    scaled,  ///< One over the square root of the number of blocks.
    fixup,   ///< Zero, and more: see apply_fixup().
};

/// @brief The three residual starts.
inline std::vector<Labeled<Branch>> residual_starts() {
    return {{"he", "He", Branch::plain},
            {"scaled", "1/sqrt(blocks)", Branch::scaled},
            {"fixup", "Fixup", Branch::fixup}};
}

/// @brief Give the branches of a drawn network the size that their kind wants.
// [begin residual_network]
inline void rescale(ResidualNetwork& network, Branch branch) {
    if (branch == Branch::scaled) {
        for (auto& block : network.blocks) {
            block.second.weights /= std::sqrt(static_cast<double>(network.blocks.size()));
        }
    } else if (branch == Branch::fixup) {
        apply_fixup(network);
    }
}

/// @brief A residual ReLU network.
inline ResidualNetwork residual_network(Branch branch, const ResidualSizes& sizes,
                                        Rng& rng) {
    auto network =
        make_residual_network<double>(sizes, Activation::relu, he_normal<double>, rng);
    rescale(network, branch);
    return network;
}
// [end residual_network]

}  // namespace winit::chapter13
