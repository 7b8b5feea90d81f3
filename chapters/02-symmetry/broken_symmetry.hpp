/// @file broken_symmetry.hpp
/// @brief Chapter 2: how fast equal units of a digits network part, once they are disturbed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "chapters/02-symmetry/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/dropout.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter02 {

/// @brief How a digits network with equal units is disturbed.
struct Disturbance {
    double noise = 0.0;     ///< Standard deviation of noise on all weights at the start.
    double keep = 1.0;      ///< Dropout: probability to keep a hidden unit.
    double outgoing = 0.0;  ///< Standard deviation of noise on the output's weights only.
};

/// @brief Spread between the hidden units before each step of training.
// [begin spread_by_step]
inline std::vector<double> spread_by_step(const Params& params,
                                          const Disturbance& disturbance) {
    Rng rng(params.seed);
    const Classification data = split(digits(), params.digit_samples, rng).train;
    const Initializer constant = [&](Fans fans, Rng&) {
        return constant_weights<double>(fans, params.constant);
    };
    Network network =
        make_network<double>({data.inputs.shape(1), params.digit_width, data.classes},
                             {.hidden = Activation::tanh}, constant, rng);
    for (Layer& layer : network.layers) {
        layer.weights += normal_matrix(layer.weights.shape(0), layer.weights.shape(1), 0.0,
                                       disturbance.noise, rng);
    }
    Matrix& outgoing = network.layers[1].weights;
    outgoing +=
        normal_matrix(outgoing.shape(0), outgoing.shape(1), 0.0, disturbance.outgoing, rng);

    Workspace workspace(network, params.digit_samples);
    std::vector<double> spread;
    for (std::size_t step = 0; step <= params.digit_steps; ++step) {
        spread.push_back(unit_spread(network.layers[0].weights));
        if (disturbance.keep < 1.0) {
            draw_dropout(workspace, disturbance.keep, rng);
        }
        value_and_gradient(network, data, workspace);
        sgd_step(network, workspace, params.digit_rate);
    }
    return spread;
}
// [end spread_by_step]

/// @brief First step at which a curve is above a level; its length if it never is.
inline double first_above(const std::vector<double>& curve, double level) {
    const auto found = std::ranges::find_if(curve, [&](double y) { return y > level; });
    return static_cast<double>(found - curve.begin());
}

/// @brief The ways to disturb equal units that the chapter compares.
inline std::vector<Labeled<Disturbance>> disturbances(const Params& params) {
    return {
        {"outgoing", "outgoing weights differ", {.outgoing = params.outgoing_noise}},
        {"dropout", "dropout", {.keep = params.keep}},
        {"noise", "small noise", {.noise = params.noise}},
        {"less_noise", "less noise", {.noise = params.noise / params.noise_ratio}},
    };
}

/// @brief The spreads of all disturbances, and last of an undisturbed network.
inline std::vector<std::vector<double>> spreads_by_step(const Params& params) {
    std::vector<Disturbance> all;
    for (const auto& disturbance : disturbances(params)) {
        all.push_back(disturbance.item);
    }
    all.emplace_back();
    std::vector<std::vector<double>> spreads(all.size());
    parallel_for(spreads.size(), params.threads,
                 [&](std::size_t i) { spreads[i] = spread_by_step(params, all[i]); });
    return spreads;
}

/// @brief How fast equal units part, disturbance by disturbance.
inline Result broken_symmetry(const Params& params) {
    Result result;
    Chart chart{.name = "spread_by_step",
                .x_axis = {"step"},
                .y_axis = {"spread between units", Scale::log},
                .x = counting(0, params.digit_steps + 1),
                .tolerance = {.relative = 0.05, .absolute = 1e-13}};
    auto spreads = spreads_by_step(params);
    const auto list = disturbances(params);
    for (std::size_t i = 0; i < list.size(); ++i) {
        result.value("broken_" + list[i].name, first_above(spreads[i], params.broken),
                     "steps until the spread is no longer small: " + list[i].label,
                     {.relative = 0.05, .absolute = 1.0});
        std::ranges::replace(spreads[i], 0.0, std::numeric_limits<double>::quiet_NaN());
        chart.curves.push_back({.label = list[i].label, .y = spreads[i]});
    }
    result.chart(chart);
    result.value("wait_per_decade",
                 (result["broken_less_noise"] - result["broken_noise"]) /
                     std::log10(params.noise_ratio),
                 "steps that a tenth of the noise costs", {.relative = 0.05});
    result.value("spread_nothing", spreads.back().back(),
                 "spread between equal units at the end, undisturbed",
                 {.relative = 0.0, .absolute = 1e-12});
    return result;
}

}  // namespace winit::chapter02
