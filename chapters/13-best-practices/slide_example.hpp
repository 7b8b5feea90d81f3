/// @file slide_example.hpp
/// @brief Chapter 13: the slide's own example, 784-256-128-10, by its function and by ours.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/slide_weights.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter13 {

/// @brief Units of the slide's example.
inline std::vector<std::size_t> example_sizes() {
    return {784, 256, 128, 10};
}

/// @brief Variance of the slide's second layer as a share of what it should be.
/// @param wanted  The variance that it should have, times fan_in.
inline double variance_share(Activation activation, double wanted, const Params& params) {
    Rng rng(params.seed);
    const Matrix weights =
        slide_weights(example_sizes(), activation, rng).layers[1].weights;
    return sample_variance(weights) * 256.0 / wanted;
}

/// @brief The signal in the example's second layer, by the recommended start and by the slide's.
inline Result example_signals(const Labeled<Activation>& f, const Params& params) {
    Result result;
    const auto signal = [&](const Start& start) {
        return quantile(last_signals(start, params), 0.5);
    };
    result.data("example_" + f.name, signal([&](Rng& rng) {
                    return initialize_weights(example_sizes(), f.item, rng);
                }),
                "mean square of the second layer's pre-activations, median, " + f.label);
    result.data("example_slide_" + f.name, signal([&](Rng& rng) {
                    return slide_weights(example_sizes(), f.item, rng);
                }),
                "the same by the slide's function, " + f.label);
    return result;
}

/// @brief Variances and signals of the slide's example.
inline Result slide_example(const Params& params) {
    Result result;
    result.value("slide_relu_share", variance_share(Activation::relu, 2.0, params),
                 "variance of the slide's second layer over He's, ReLU");
    const double gain = recommend(Architecture::mlp, Activation::sigmoid).gain;
    result.value("slide_sigmoid_share",
                 variance_share(Activation::sigmoid, std::pow(gain, 2.0), params),
                 "variance of the slide's second layer over the recommended one, sigmoid");
    for (const Labeled<Activation>& f : table_activations()) {
        if (f.name == "relu" || f.name == "sigmoid" || f.name == "gelu") {
            result.add(example_signals(f, params));
        }
    }
    return result;
}

}  // namespace winit::chapter13
