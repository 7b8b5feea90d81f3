/// @file training_runs.hpp
/// @brief Chapter 6: every scheme at every rate, scored at every budget.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/schemes.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter06 {

/// @brief A depth at which every scheme is trained, by one optimizer.
struct Trial {
    std::string name;   ///< Begins the names of its values.
    std::size_t depth;  ///< Hidden layers (count).
    Stepper stepper;
    std::vector<double> rates;  ///< Rising, around the best of every scheme.
};

/// @brief Budgets of a stepper, each twice the one before (epochs).
inline std::vector<std::size_t> budgets(Stepper stepper, const Params& params) {
    if (stepper == Stepper::adam) {
        return {params.adam_epochs / 4, params.adam_epochs / 2, params.adam_epochs};
    }
    return {params.epochs / 8, params.epochs / 4, params.epochs / 2, params.epochs};
}

/// @brief Gradient descent at three depths.
inline std::vector<Trial> descents(const Params& params) {
    constexpr auto plain = Stepper::gradient_descent;
    return {{"shallow", params.shallow_depth, plain, {0.01, 0.03, 0.1, 0.3}},
            {"middle", params.middle_depth, plain, {0.003, 0.01, 0.03, 0.1}},
            {"deep", params.depth, plain, {0.001, 0.003, 0.01, 0.03}}};
}

/// @brief Adam at the least depth and at the largest.
inline std::vector<Trial> adams(const Params& params) {
    constexpr auto adam = Stepper::adam;
    return {{"adam_shallow", params.shallow_depth, adam, {0.001, 0.003, 0.01, 0.03}},
            {"adam_deep", params.depth, adam, {0.0003, 0.001, 0.003, 0.01}}};
}

/// @brief Train a deep ReLU network once, and score it after every budget.
// [begin train_06]
inline std::vector<Scores> train_once(const InitializerOf<float>& initializer,
                                      const Trial& trial, double rate, const Params& params,
                                      Rng rng) {
    const Parts parts =
        three_parts(digits(), params.training_samples, params.validation_samples, rng);
    const PartsOf<float> data{convert<float>(parts.train), convert<float>(parts.validation),
                              convert<float>(parts.test)};
    const auto sizes = layer_sizes({.inputs = data.train.inputs.shape(1),
                                    .depth = trial.depth,
                                    .width = params.training_width,
                                    .outputs = data.train.classes});
    auto network =
        make_network<float>(sizes, {.hidden = Activation::relu}, initializer, rng);
    const std::size_t batch =
        trial.stepper == Stepper::adam ? params.adam_batch : params.batch;
    return train_and_score(network, data, trial.stepper, rate, batch,
                           budgets(trial.stepper, params), rng);
}
// [end train_06]

/// @brief Every scheme at every rate with every seed; the starts in the order of schemes().
inline Grid train_schemes(const Trial& trial, const Params& params,
                          Progress& progress = silent()) {
    std::vector<Labeled<InitializerOf<float>>> starts;
    for (const Scheme& scheme : schemes()) {
        starts.push_back({scheme.name, scheme.label, scheme.in_float});
    }
    return run_grid(
        starts, {name_of(trial.stepper), trial.rates, budgets(trial.stepper, params)},
        Repeats(params.seeds, params.seed, params.threads),
        [&](const InitializerOf<float>& initializer, double rate, const Rng& rng) {
            return train_once(initializer, trial, rate, params, rng);
        },
        progress);
}

}  // namespace winit::chapter06
