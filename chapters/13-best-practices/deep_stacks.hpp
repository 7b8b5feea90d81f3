/// @file deep_stacks.hpp
/// @brief Chapter 13: how far untrained stacks drift from the size they start with.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter13 {

/// @brief A start of one activation.
struct DeepStart {
    Activation activation;
    LayerStart start;
};

/// @brief Mean square of every hidden layer over the size of the start: [network][layer].
inline std::vector<std::vector<double>> sizes_by_layer(const DeepStart& deep,
                                                       std::size_t depth,
                                                       const Params& params,
                                                       std::size_t samples = 32) {
    const auto sizes = stack_sizes(depth, params.width);
    return repeat({params.networks, params.seed, params.threads}, [&](Rng rng) {
        const Network network = initialize_weights(sizes, deep.activation, deep.start, rng);
        Workspace workspace(network, samples);
        forward(network, normal_matrix(samples, sizes.front(), 0.0, 1.0, rng), workspace);
        std::vector<double> found;
        for (std::size_t layer = 0; layer < depth; ++layer) {
            found.push_back(mean_square(workspace.pre_activations[layer]) /
                            deep.start.mean_square);
        }
        return found;
    });
}

/// @brief The three activations whose signal no gain alone holds, by gain and as recommended.
inline std::vector<Labeled<DeepStart>> drifting_starts() {
    std::vector<Labeled<DeepStart>> starts;
    const auto add = [&](const std::string& name, const std::string& label, Activation f) {
        starts.push_back({name + "_gain", label + ", gain alone", {f, gain_start(f)}});
        starts.push_back({name + "_stable", label, {f, stable_start(f)}});
    };
    add("gelu", "GELU", Activation::gelu);
    add("silu", "SiLU", Activation::silu);
    add("softplus", "softplus", Activation::softplus);
    return starts;
}

/// @brief What a start promises, in numbers.
inline Result promises(const Labeled<DeepStart>& start) {
    Result result;
    const auto& [f, layer] = start.item;
    result.data("slope_" + start.name, length_slope(f, layer),
                "growth of a small deviation of the mean square per layer, " + start.label);
    result.data("growth_" + start.name, gradient_growth(f, layer),
                "growth of a gradient's mean square per layer, " + start.label);
    result.data("bias_variance_" + start.name, layer.bias_variance,
                "variance of the random part of a bias, " + start.label);
    result.data("size_" + start.name, layer.mean_square,
                "mean square that the start keeps, " + start.label);
    return result;
}

/// @brief Drift through the deepest stack, by gain alone and with random biases.
inline Result deep_stacks(const Params& params) {
    Result result;
    // Products of fifty layers: rounding grows where the map does not hold it.
    constexpr Tolerance close{.relative = 1e-5, .absolute = 0.0};
    std::vector<Curve> curves;
    int color = 0;
    for (const Labeled<DeepStart>& start : drifting_starts()) {
        result.add(promises(start));
        const auto runs = sizes_by_layer(start.item, params.deepest, params);
        curves.push_back(banded(start.label, runs, color++));
        result.data(
            "drift_" + start.name, curves.back().y.back(),
            "mean square in the deepest layer over the first size, median, " + start.label,
            close);
    }
    const DeepStart relu{Activation::relu, stable_start(Activation::relu)};
    curves.push_back(banded("ReLU", sizes_by_layer(relu, params.deepest, params), color));
    result.data("drift_relu", curves.back().y.back(),
                "mean square in the deepest layer, median, ReLU", close);
    result.chart({.name = "size_by_depth",
                  .x_axis = {"hidden layer"},
                  .y_axis = {"mean square over that of the start", Scale::log},
                  .x = counting(1, params.deepest),
                  .curves = curves,
                  .tolerance = close});
    return result;
}

}  // namespace winit::chapter13
