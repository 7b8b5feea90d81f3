/// @file signal.hpp
/// @brief Chapter 6: what is left of a signal behind many ReLU layers.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/schemes.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter06 {

/// @brief Mean square of the signal after each layer, as a share of the input's.
/// @return  `depth` numbers, first layer first.
// [begin growth_by_layer]
inline std::vector<double> growth_by_layer(const Initializer& initializer,
                                           std::size_t depth, std::size_t width, Rng& rng) {
    Matrix signal = normal_matrix(1, width, 0.0, 1.0, rng);
    const double at_input = mean_square(signal);

    std::vector<double> growth;
    for (std::size_t layer = 0; layer < depth; ++layer) {
        const Matrix weights = initializer({.fan_in = width, .fan_out = width}, rng);
        signal = activate(Activation::relu, linear(signal, weights));
        growth.push_back(mean_square(signal) / at_input);
    }
    return growth;
}
// [end growth_by_layer]

/// @brief The same for many networks: growth[network][layer].
inline std::vector<std::vector<double>> growth_of_networks(const Scheme& scheme,
                                                           const Params& params) {
    return repeat({params.networks, params.seed, params.threads}, [&](Rng rng) {
        return growth_by_layer(scheme.initializer, params.depth, params.width, rng);
    });
}

/// @brief The mean square of a signal, layer by layer, beside its theory.
inline Result signal_by_layer(const Params& params) {
    Result result;
    Chart chart{.name = "signal_by_layer",
                .x_axis = {"ReLU layer"},
                .y_axis = {"mean square / input's", Scale::log},
                .x = counting(1, params.depth)};
    int color = 0;
    for (const Scheme& scheme : schemes()) {
        const Curve curve = banded(scheme.label, growth_of_networks(scheme, params), color);
        Curve theory{.label = "", .mark = Mark::theory, .color = color++};
        for (const double layer : chart.x) {
            theory.y.push_back(std::pow(scheme.gain, layer));
        }
        result.value("left_" + scheme.name, curve.y.back(),
                     "mean square left after the last layer, median, " + scheme.label);
        result.data("theory_" + scheme.name, theory.y.back(),
                    "the same by theory, on average over networks, " + scheme.label);
        chart.curves.push_back(curve);
        chart.curves.push_back(theory);
    }
    result.chart(chart);
    const double depth_per_width =
        static_cast<double>(params.depth) / static_cast<double>(params.width);
    result.value("typical_he", std::exp(-2.5 * depth_per_width),
                 "mean square left by theory, in a typical network, He");
    return result;
}

}  // namespace winit::chapter06
