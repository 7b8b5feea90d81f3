/// @file sigmoid_gains.hpp
/// @brief Chapter 13: sigmoids with and without their mean, at three gains, each at its best rate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief Starts of sigmoid layers. All leave the last layer at zero.
inline std::vector<Labeled<LayerStart>> sigmoid_starts() {
    const double kumar = kumar_gain(Activation::sigmoid);
    const double mean = activation_mean(Activation::sigmoid);
    return {{"own", "mean out, our gain", gain_start(Activation::sigmoid)},
            {"out", "mean out, Kumar's gain", {.gain = kumar, .offset = mean}},
            {"kumar", "Kumar's gain", {.gain = kumar}},
            {"one", "gain one", {.gain = 1.0}}};
}

/// @brief Digits in three parts, 300 of them to choose a rate on.
inline PartsOf<float> centered_parts(const Params& params, Rng& rng) {
    const Split data = centered_digits(params.training_samples, rng);
    const Split rest = split(data.test, 300, rng);
    return {convert<float>(data.train), convert<float>(rest.train),
            convert<float>(rest.test)};
}

/// @brief Budgets of the grid: a quarter of the epochs, and all of them.
inline std::vector<std::size_t> gain_budgets(const Params& params) {
    return {std::max<std::size_t>(params.gain_epochs / 4, 1), params.gain_epochs};
}

/// @brief Train the sigmoids from every start, at rates around the best ones.
inline Grid sigmoid_grid(Stepper stepper, const Params& params,
                         Progress& progress = silent()) {
    const auto sizes = stack_sizes(params.depth, params.gain_width);
    const bool adam = stepper == Stepper::adam;
    const GridAxes axes{
        .optimizer = name_of(stepper),
        .rates = adam ? std::vector{0.001, 0.003, 0.01, 0.03} : std::vector{0.3, 1.0, 3.0},
        .epochs = gain_budgets(params)};
    const auto learn = [&](const LayerStart& start, double rate, Rng rng) {
        const auto parts = centered_parts(params, rng);
        auto network = initialize_weights<float>(sizes, Activation::sigmoid, start, rng);
        return train_and_score(network, parts, stepper, rate, params.batch, axes.epochs,
                               rng);
    };
    return run_grid(sigmoid_starts(), axes,
                    {params.gain_seeds, params.seed, params.threads}, learn, progress);
}

/// @brief Mean accuracy at the best rate, for every start and both budgets.
inline Result sigmoid_scores(const Grid& grid, const std::string& suffix) {
    Result result;
    const auto starts = sigmoid_starts();
    for (std::size_t start = 0; start < starts.size(); ++start) {
        const auto score = [&](std::size_t budget) {
            return average(at_best_rate(grid, start, budget));
        };
        const std::string what = "accuracy on unseen digits at the best rate, mean, " +
                                 starts[start].label + ", " + grid.axes.optimizer;
        result.data("sigmoid_" + starts[start].name + "_short" + suffix, score(0),
                    what + ", a quarter of the epochs", trained);
        result.data("sigmoid_" + starts[start].name + "_long" + suffix, score(1),
                    what + ", all epochs", trained);
    }
    return result;
}

/// @brief The grids of both optimizers, and a figure for plain gradient descent.
inline Result sigmoid_gains(const Params& params, Progress& progress = silent()) {
    const Grid descent = sigmoid_grid(Stepper::gradient_descent, params, progress);
    const Grid adam = sigmoid_grid(Stepper::adam, params, progress);
    Result result;
    result.add(sigmoid_scores(descent, ""));
    result.add(sigmoid_scores(adam, "_adam"));
    result.data("gain_short", static_cast<double>(gain_budgets(params).front()),
                "epochs of the short budget", exact);
    record_grid(result, "sigmoid_gains", descent);
    record_grid(result, "sigmoid_gains_adam", adam);
    std::vector<Curve> curves;
    for (std::size_t start = 0; start < descent.starts.size(); ++start) {
        Curve means = curve_by_rate(descent, start, 1, sigmoid_starts()[start].label);
        // At the largest rate the worst of the seeds hangs on the last bit, and on the kernel.
        means.lower.clear();
        means.upper.clear();
        curves.push_back(means);
    }
    result.chart({.name = "sigmoid_gains",
                  .x_axis = {"learning rate", Scale::log},
                  .y_axis = {"accuracy on unseen digits"},
                  .x = descent.axes.rates,
                  .curves = curves,
                  .tolerance = trained});
    return result;
}

}  // namespace winit::chapter13
