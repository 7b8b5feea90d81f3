/// @file layer_factors.hpp
/// @brief Chapter 5: what one linear layer does to mean squares, forward and backward.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter05 {

/// @brief What one linear layer does to mean squares, in both directions.
struct Factors {
    double forward = 0.0;   ///< Of the signal: behind the layer over before it.
    double backward = 0.0;  ///< Of the gradient: before the layer over behind it.
};

/// @brief Send a random signal forward and a random gradient back through one random layer.
// [begin layer_factors]
inline Factors layer_factors(const Initializer& initializer, Fans fans, Rng& rng) {
    const Matrix weights = initializer(fans, rng);
    const Matrix signal = normal_matrix(1, fans.fan_in, 0.0, 1.0, rng);
    const Matrix gradient = normal_matrix(1, fans.fan_out, 0.0, 1.0, rng);

    const Matrix forth = linear(signal, weights);
    const Matrix back = xt::linalg::dot(gradient, weights);
    return {.forward = mean_square(forth) / mean_square(signal),
            .backward = mean_square(back) / mean_square(gradient)};
}
// [end layer_factors]

/// @brief The same on average over many layers of one shape.
inline Factors mean_factors(const Initializer& initializer, Fans fans, std::size_t draws,
                            std::uint64_t seed, std::size_t threads = 1) {
    const auto all = repeat({draws, seed, threads},
                            [&](Rng rng) { return layer_factors(initializer, fans, rng); });
    Factors sum{0.0, 0.0};
    for (const Factors& factors : all) {
        sum.forward += factors.forward;
        sum.backward += factors.backward;
    }
    const auto count = static_cast<double>(draws);
    return {sum.forward / count, sum.backward / count};
}

}  // namespace winit::chapter05
