/// @file very_deep.hpp
/// @brief Chapter 5: where sizes settle in very deep networks, and what gradients do there.
#pragma once

#include <cmath>

#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter05 {

/// @brief Layers over which the text follows a gradient.
inline constexpr double far = 20.0;

/// @brief What theory says of very deep networks: where sizes settle, what gradients do.
inline Result very_deep() {
    Result result;
    const MeanField sigmoid{Activation::sigmoid, 1.0};
    const MeanField five_thirds{Activation::tanh, 25.0 / 9.0};
    const double q = q_fixed_point(five_thirds);
    const double shrink = chi(sigmoid, q_fixed_point(sigmoid));
    result.value("chi_sigmoid", shrink,
                 "factor on the gradient's mean square per sigmoid layer");
    result.value("shrink_sigmoid", 1.0 / shrink, "one over it");
    result.value("std_five_thirds", std::sqrt(activation_mean_square(Activation::tanh, q)),
                 "standard deviation where tanh settles, gain 5/3");
    result.value("chi_five_thirds", chi(five_thirds, q),
                 "factor on the gradient's mean square per layer there");
    result.value("growth_five_thirds", std::pow(chi(five_thirds, q), 0.5 * far),
                 "factor on the gradient's size over the layers that the text names");
    result.value("far", far, "layers that the text names", exact);
    return result;
}

}  // namespace winit::chapter05
