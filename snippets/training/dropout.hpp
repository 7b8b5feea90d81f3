/// @file dropout.hpp
/// @brief Dropout on the hidden layers: units that are left out at random.
#pragma once

#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief Draw which hidden units of which samples the next pass leaves out.
///
/// A kept activation is multiplied by 1 / keep, so that its mean stays. Call it before every
/// forward(); backward() then uses the same factors.
///
/// @param workspace  Its masks are drawn anew: one per hidden layer, shape (samples, units).
/// @param keep       Probability to keep a unit, in (0, 1].
/// @param rng        Source of randomness; advanced by one uniform number per hidden activation.
/// @throws std::invalid_argument if `keep` is not in (0, 1].
/// @see Srivastava et al. (2014), "Dropout: A Simple Way to Prevent Neural Networks from
///      Overfitting".
template <Scalar T>
void draw_dropout(WorkspaceOf<T>& workspace, double keep, Rng& rng) {
    require(!workspace.activations.empty(), "draw_dropout: workspace must have a layer");
    require(keep > 0.0 && keep <= 1.0, "draw_dropout: keep must be in (0, 1]", keep);
    workspace.masks.resize(workspace.activations.size() - 1);
    for (std::size_t l = 0; l < workspace.masks.size(); ++l) {
        workspace.masks[l].resize(workspace.activations[l].shape());
        for (T& factor : workspace.masks[l]) {
            factor = rng.uniform() < keep ? static_cast<T>(1.0 / keep) : T(0);
        }
    }
}

}  // namespace winit
