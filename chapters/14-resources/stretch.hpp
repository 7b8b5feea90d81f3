/// @file stretch.hpp
/// @brief Chapter 14: by how much a square layer stretches its directions (Glorot and Bengio, 2010).
#pragma once

#include <cstddef>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter14 {

/// @brief By how much a square layer stretches a direction, on average over its own directions.
// [begin mean_stretch]
inline double mean_stretch(const Initializer& initializer, std::size_t width, Rng& rng) {
    const Matrix weights = initializer({.fan_in = width, .fan_out = width}, rng);
    const Vector stretches = singular_values(weights);
    return xt::mean(stretches)();
}
// [end mean_stretch]

/// @brief Mean singular values of one layer by two rules.
inline Result mean_stretches(const Params& params) {
    Result result;
    Rng rng = Rng(params.seed).stream(1);
    const double heuristic = mean_stretch(heuristic_uniform<double>, params.width, rng);
    const double xavier = mean_stretch(glorot_uniform<double>, params.width, rng);
    result.value("stretch_heuristic", heuristic,
                 "mean singular value of a square layer, heuristic", {1e-6});
    result.value("stretch_xavier", xavier, "mean singular value of a square layer, Xavier",
                 {1e-6});
    return result;
}

}  // namespace winit::chapter14
