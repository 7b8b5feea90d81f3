/// @file solutions.hpp
/// @brief Chapter 5: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter05 {

/// @brief Where a deep tanh network settles.
struct Settled {
    double q;       ///< Mean square of the pre-activations.
    double stddev;  ///< Standard deviation of the activations.
    double growth;  ///< Factor on the mean square of a gradient per layer, chi.
};

/// @brief Iterate the layer map of tanh at one gain until nothing changes.
// [begin settle_tanh]
inline Settled settle_tanh(double gain) {
    const MeanField field{Activation::tanh, gain * gain};
    double q = 1.0;
    double before = 0.0;
    while (std::abs(q - before) > 1e-14 * q) {
        before = q;
        q = q_map(field, q);
    }
    return {.q = q,
            .stddev = std::sqrt(activation_mean_square(Activation::tanh, q)),
            .growth = chi(field, q)};
}
// [end settle_tanh]

}  // namespace winit::chapter05
