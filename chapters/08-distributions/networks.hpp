/// @file networks.hpp
/// @brief Chapter 8: what runs through fresh networks of three starts.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/08-distributions/params.hpp"
#include "chapters/support/labeled.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter08 {

/// @brief The starts whose layers are looked at: too narrow, right, too wide for tanh.
inline std::vector<Labeled<Initializer>> starts() {
    return {{"heuristic", "heuristic", heuristic_uniform<double>},
            {"normalized", "Glorot", glorot_uniform<double>},
            {"wide", "random, ±1", slides::random<double>}};
}

/// @brief Some digits, every pixel with mean 0, all together with mean square 1.
inline Classification centered_digits(std::size_t samples, Rng& rng) {
    Classification set = split(digits(), samples, rng).train;
    const Vector mean = xt::mean(set.inputs, {0}, xt::evaluation_strategy::immediate);
    set.inputs -= mean;
    set.inputs /= root_mean_square(set.inputs);
    return set;
}

/// @brief One batch forward and back through a fresh tanh network.
// [begin look_inside]
inline Workspace look_inside(const Initializer& start, const Params& params, Rng rng) {
    const Classification batch = centered_digits(params.batch, rng);
    std::vector<std::size_t> sizes(params.depth + 2, params.width);
    sizes.front() = batch.inputs.shape(1);
    sizes.back() = batch.classes;
    const Network network = make_network<double>(sizes, {Activation::tanh}, start, rng);
    Workspace inside = workspace_for(network, batch.inputs);
    forward(network, batch.inputs, inside);
    cross_entropy_gradient(inside.outputs(), batch.labels, inside.output_gradient());
    backward(network, batch.inputs, inside);
    return inside;  // its activations and deltas are what the histograms show
}
// [end look_inside]

/// @brief Share of a layer's activations that are closer to the ends of tanh than this.
inline double saturated(const Matrix& activations) {
    constexpr double flat = 0.99;
    const auto count = std::ranges::count_if(
        activations, [](double activation) { return std::abs(activation) > flat; });
    return static_cast<double>(count) / static_cast<double>(activations.size());
}

/// @brief Size of one layer's numbers over another's: 1 if nothing is lost between them.
inline double kept(const Matrix& to, const Matrix& from) {
    return root_mean_square(to) / root_mean_square(from);
}

}  // namespace winit::chapter08
