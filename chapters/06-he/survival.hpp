/// @file survival.hpp
/// @brief Chapter 6: how often does nothing at all come through a narrow network?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "chapters/06-he/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/he.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter06 {

/// @brief Is any unit of the last layer still on, for one random input and no biases?
// [begin survives]
inline bool survives(double stddev, std::size_t depth, std::size_t width, Rng& rng) {
    Matrix signal = normal_matrix(1, width, 0.0, 1.0, rng);
    for (std::size_t layer = 0; layer < depth; ++layer) {
        const Matrix weights = normal_matrix(width, width, 0.0, stddev, rng);
        signal = activate(Activation::relu, linear(signal, weights));
    }
    return mean_square(signal) > 0.0;
}
// [end survives]

/// @brief The networks that may die, and how often they are drawn.
struct NarrowNetworks {
    std::size_t depth;  ///< ReLU layers (count).
    std::size_t width;  ///< Units per layer (count).
    Repeats repeats;
};

/// @brief Share of random networks that still pass something on.
/// @param stddev  Of every weight.
inline double survival_rate(double stddev, const NarrowNetworks& networks) {
    // Not bool: threads must not share the bytes of a std::vector<bool>.
    const auto alive = repeat(networks.repeats, [&](Rng rng) {
        return survives(stddev, networks.depth, networks.width, rng) ? 1 : 0;
    });
    return static_cast<double>(std::ranges::count(alive, 1)) /
           static_cast<double>(alive.size());
}

/// @brief The share of narrow networks that survive, at three scales and by theory.
inline Result survival(const Params& params) {
    Result result;
    const double n = static_cast<double>(params.narrow_width);
    const auto rate = [&](double stddev) {
        return survival_rate(stddev,
                             {params.narrow_depth,
                              params.narrow_width,
                              {params.narrow_networks, params.seed, params.threads}});
    };
    result.value("alive_he", rate(he_stddev(params.narrow_width)),
                 "share of narrow networks alive, He");
    result.value("alive_slide", rate(std::sqrt(2.0 / (3.0 * n))),
                 "share of narrow networks alive, the slide's variance");
    result.value("alive_large", rate(1.0), "share of narrow networks alive, stddev 1");
    result.value(
        "alive_theory",
        std::pow(1.0 - std::pow(2.0, -n), static_cast<double>(params.narrow_depth)),
        "share of narrow networks alive, by theory");
    return result;
}

}  // namespace winit::chapter06
