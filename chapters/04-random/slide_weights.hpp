/// @file slide_weights.hpp
/// @brief Chapter 4: the slide's weights themselves, and one layer of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "chapters/04-random/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/models/network.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter04 {

/// @brief Mean growth of the mean square in one layer of the slide, over many layers.
/// @return  Mean of z^2 over the mean square of the input; theory says fan_in / 3.
// [begin layer_growth]
inline double layer_growth(const Initializer& initializer, std::size_t fan_in,
                           std::size_t layers, std::uint64_t seed) {
    const Matrix input = xt::ones<double>({std::size_t{1}, fan_in});
    Rng rng(seed);
    double sum = 0.0;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const Matrix weights = initializer({.fan_in = fan_in, .fan_out = 1}, rng);
        sum += mean_square(linear(input, weights)) / mean_square(input);
    }
    return sum / static_cast<double>(layers);
}
// [end layer_growth]

/// @brief Moments of the slide's weights, and the growth in one layer of them.
inline Result slide_weights(const Params& params) {
    Result result;
    Rng rng(params.seed);
    const Matrix weights = slides::random({.fan_in = params.drawn, .fan_out = 1}, rng);
    result.data("weight_mean", sample_mean(weights), "mean of the slide's weights",
                {.absolute = 1e-12});
    result.data("weight_variance", sample_variance(weights),
                "variance of the slide's weights");
    for (const std::size_t fan_in : {3U, 4U, 100U, 784U}) {
        const std::string inputs = std::to_string(fan_in);
        result.value(
            "growth_" + inputs,
            layer_growth(slides::random<double>, fan_in, params.layers, params.seed),
            "growth of the mean square in one layer, " + inputs + " inputs");
        result.data("growth_theory_" + inputs, static_cast<double>(fan_in) / 3.0,
                    "the same by theory, " + inputs + " inputs");
    }
    return result;
}

}  // namespace winit::chapter04
