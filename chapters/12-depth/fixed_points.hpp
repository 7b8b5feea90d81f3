/// @file fixed_points.hpp
/// @brief Chapter 12: what mean-field theory says of deep networks, and the three that it names.
#pragma once

#include <vector>

#include "chapters/12-depth/params.hpp"
#include "chapters/support/labeled.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Everything that mean-field theory says about one kind of network.
struct Settled {
    double q;     ///< Mean square of the pre-activations after many layers.
    double chi;   ///< Factor on a gradient's mean square per layer.
    double c;     ///< Correlation at which two inputs end up.
    double rate;  ///< Factor on the distance of a correlation from there, per layer.
};

/// @brief Where signal, correlation and gradient of a very deep network settle.
// [begin settle]
inline Settled settle(const MeanField& field) {
    const double q = q_fixed_point(field);
    const double c = c_fixed_point(field, q);
    return {.q = q,
            .chi = chi(field, q),
            .c = c,
            .rate = c < 1.0 ? c_map_slope(field, q, c) : chi(field, q)};
}
// [end settle]

/// @brief How deep a signal can be told from another one, by a rule of thumb.
inline constexpr double depths_of_information = 6.0;

/// @brief Six times the depth over which a difference of two inputs fades by a factor of e.
inline double reach(const MeanField& field) {
    return depths_of_information * depth_scale(settle(field).rate);
}

/// @brief A network on the critical line.
/// @param q  Mean square at which its pre-activations settle, above 0.
// [begin critical_point]
inline MeanField critical_point(Activation activation, double q) {
    const double weights = 1.0 / derivative_mean_square(activation, q);
    return {activation, weights, q - weights * activation_mean_square(activation, q)};
}
// [end critical_point]

/// @brief The tanh network with this weight variance.
inline MeanField tanh_field(double weight_variance, const Params& params) {
    return {Activation::tanh, weight_variance, params.bias_variance};
}

/// @brief The tanh networks that figures and prose name: one on each side of the critical line, and
///        one on it.
inline std::vector<Labeled<MeanField>> named_fields(const Params& params) {
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    return {{"ordered", "1, ordered", tanh_field(1.0, params)},
            {"critical", "critical", tanh_field(critical, params)},
            {"chaotic", "4, chaotic", tanh_field(4.0, params)}};
}

}  // namespace winit::chapter12
