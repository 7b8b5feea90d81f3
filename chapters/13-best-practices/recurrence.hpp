/// @file recurrence.hpp
/// @brief Chapter 13: how much of a gradient comes back through the steps of a recurrence?
#pragma once

#include <cstddef>
#include <utility>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter13 {

/// @brief Share of a gradient's length that is left after some steps back through a recurrence.
inline double left_through_time(const Matrix& weights, std::size_t steps, Rng& rng) {
    Matrix gradient = normal_matrix(1, weights.shape(0), 0.0, 1.0, rng);
    const double sent = root_mean_square(gradient);
    Matrix next = gradient;
    for (std::size_t step = 0; step < steps; ++step) {
        product(gradient, weights, next);
        std::swap(gradient, next);
    }
    return root_mean_square(gradient) / sent;
}

/// @brief A gradient goes back through time, by the recommended weights and by the slide's.
inline Result recurrence(const Params& params) {
    Result result;
    Rng rng = Rng(params.seed).stream(4);
    const Fans square{.fan_in = params.width, .fan_out = params.width};
    const auto start = recommend(Architecture::recurrent, Activation::tanh);
    const auto left = [&](const Matrix& weights) {
        return left_through_time(weights, params.recurrent_steps, rng);
    };
    result.data("time_orthogonal", left(draw_weights(start.rule, square, start.gain, rng)),
                "share of a gradient left after all steps, orthogonal weights");
    result.data("time_slide", left(slides::xavier(square, rng)),
                "the same with the slide's Xavier weights", {.relative = 1e-6});
    return result;
}

}  // namespace winit::chapter13
