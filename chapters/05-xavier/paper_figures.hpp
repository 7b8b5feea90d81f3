/// @file figures_remade.hpp
/// @brief Chapter 5: Figures 6, 7 and 8 of Glorot and Bengio (2010).
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/05-xavier/densities.hpp"
#include "chapters/05-xavier/params.hpp"
#include "chapters/05-xavier/ridges.hpp"
#include "chapters/05-xavier/schemes.hpp"
#include "chapters/05-xavier/sizes.hpp"
#include "chapters/05-xavier/start.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter05 {

/// @brief Figures 6, 7 and 8 of Glorot and Bengio, one network per scheme.
struct PaperFigures {
    Chart activations = ridges("activations", "activation", 1.0);
    Chart back_propagated =
        ridges("back_propagated", "gradient at the layer / its size in the last", 3.0);
    Chart weight_gradients =
        ridges("weight_gradients", "weight gradient / its size in the last", 3.0);
};

/// @brief A measured density on the line of its layer, and the predicted one over it.
struct LayerDensity {
    std::size_t layer;  ///< From 0.
    std::vector<double> measured;
    std::vector<double> predicted;
    bool theory_holds = true;  ///< Otherwise the prediction is not drawn.
};

inline void add_layer(Chart& chart, const LayerDensity& density, const Scheme& scheme,
                      const Params& params) {
    const bool last = density.layer + 1 == params.depth;
    const double peak = std::max(peak_of(density.measured), peak_of(density.predicted));
    add_ridge(chart,
              {density.layer + 1, density.measured, Mark::line, scheme.color,
               last ? scheme.label : ""},
              peak);
    if (density.theory_holds) {
        add_ridge(chart, {density.layer + 1, density.predicted, Mark::theory, scheme.color},
                  peak);
    }
}

/// @brief Add the layers of one network to the three figures.
inline void add_network(const Scheme& scheme, const Start& start, const Params& params,
                        PaperFigures& drawn) {
    const MeanField field{Activation::tanh, scheme.variance};
    const auto q = pre_activation_sizes(field, params.depth);
    const auto theory = predicted_sizes(field, params.depth);
    const std::size_t last = params.depth - 1;
    const auto add = [&](Chart& chart, std::size_t l, const Matrix& sample, double unit,
                         const auto& density, bool theory_holds = true) {
        add_layer(chart,
                  {l, measured_density(chart, sample, unit),
                   predicted_density(chart, density), theory_holds},
                  scheme, params);
    };
    for (std::size_t l = 0; l < params.depth; ++l) {
        add(drawn.activations, l, start.workspace.activations[l], 1.0,
            [&](double h) { return tanh_density(h, q[l]); });
        // A unit of the last layer hears too few outputs for its gradient to be normal.
        add(
            drawn.back_propagated, l, start.workspace.deltas[l],
            root_mean_square(start.workspace.deltas[last]),
            [&](double x) { return gradient_density(x, theory[l].back_propagated, q[l]); },
            l < last);
        add(drawn.weight_gradients, l, start.workspace.gradients.layers[l].weights,
            root_mean_square(start.workspace.gradients.layers[last].weights),
            [&](double x) {
                const double size = theory[l].weight_gradients;
                return normal_density(x / size) / size;
            });
    }
}

}  // namespace winit::chapter05
