/// @file measure_and_divide.hpp
/// @brief Chapter 14: weights that are divided by what a batch measures (Mishkin and Matas, 2016).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter14 {

/// @brief What LSUV makes of orthogonal weights, on digits.
struct Measured {
    double before =
        0.0;  ///< Variance of the last layer's pre-activations, orthogonal weights.
    double after = 0.0;  ///< Largest distance of any layer's variance from 1, after LSUV.
    std::size_t divisions = 0;  ///< Most divisions that a layer took.
};

// [begin measure_and_divide]
inline Measured measure_and_divide(Activation activation, std::size_t width,
                                   std::size_t depth, Rng& rng) {
    const Matrix images =
        take_per_class(winit::digits(), std::vector<std::size_t>(10, 20)).inputs;
    std::vector<std::size_t> sizes(depth + 1, width);
    sizes.front() = images.shape(1);
    Network network =
        make_network<double>(sizes, {.hidden = activation}, orthogonal<double>, rng);
    Workspace workspace(network, images.shape(0));
    forward(network, images, workspace);
    Measured measured{.before = sample_variance(workspace.pre_activations.back()),
                      .after = 0.0};

    const std::vector<std::size_t> divisions = lsuv(network, images);
    forward(network, images, workspace);
    for (const Matrix& layer : workspace.pre_activations) {
        measured.after = std::max(measured.after, std::abs(sample_variance(layer) - 1.0));
    }
    measured.divisions = *std::ranges::max_element(divisions);
    return measured;
}
// [end measure_and_divide]

/// @brief Orthogonal weights before and after LSUV, with tanh and ReLU.
inline Result divided_weights(const Params& params) {
    constexpr std::size_t depth = 10;
    Result result;
    result.value("lsuv_layers", depth, "layers that LSUV scales", exact);
    const std::vector<std::pair<std::string, Activation>> cases = {
        {"tanh", Activation::tanh}, {"relu", Activation::relu}};
    for (const auto& [name, activation] : cases) {
        Rng rng = Rng(params.seed).stream(3);
        const Measured measured = measure_and_divide(activation, params.width, depth, rng);
        result.value("orthogonal_variance_" + name, measured.before,
                     "variance in the last layer, orthogonal weights, " + name, {1e-6});
        result.data("lsuv_distance_" + name, measured.after,
                    "largest distance of a layer's variance from 1 after LSUV, " + name,
                    {.relative = 0.0, .absolute = 1e-6});
        result.data("lsuv_divisions_" + name, static_cast<double>(measured.divisions),
                    "most divisions that a layer took, " + name, exact);
    }
    return result;
}

}  // namespace winit::chapter14
