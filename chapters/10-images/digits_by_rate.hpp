/// @file digits_by_rate.hpp
/// @brief Chapter 10: what centering is worth on digits, at every rate.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter10 {

/// @brief A start, and the pictures that it sees.
struct Entry {
    Start start;
    Centering centering = Centering::pixel;
};

/// @brief He's weights with every centering.
inline std::vector<Labeled<Entry>> three_centerings() {
    return {{"pixel", "mean picture subtracted", {he_start(), Centering::pixel}},
            {"number", "mean pixel subtracted", {he_start(), Centering::number}},
            {"none", "raw", {he_start(), Centering::none}}};
}

/// @brief An optimizer, its batch and its rates.
struct Steps {
    std::string name;
    Stepper stepper;
    std::size_t batch;  ///< Digits per step.
    std::vector<double> rates;
};

/// @brief Both optimizers on digits.
inline std::vector<Steps> digit_steps() {
    return {{"descent", Stepper::gradient_descent, 1, {0.003, 0.01, 0.03, 0.1, 0.3}},
            {"adam", Stepper::adam, 10, {0.0003, 0.001, 0.003, 0.01, 0.03}}};
}

/// @brief Digits in three parts, centered by the first.
inline PartsOf<float> centered_parts(Centering centering, const Params& params, Rng& rng) {
    constexpr std::size_t to_choose_on = 300;
    const Parts cut = three_parts(digits(), params.digit_samples, to_choose_on, rng);
    PartsOf<float> parts{convert<float>(cut.train), convert<float>(cut.validation),
                         convert<float>(cut.test)};
    const auto offset = offset_of(parts.train, centering);
    subtract(parts.train, offset);
    subtract(parts.validation, offset);
    subtract(parts.test, offset);
    return parts;
}

/// @brief Train on digits at every rate, with every seed.
inline Grid digits_by_rate(const std::vector<Labeled<Entry>>& entries, const Steps& steps,
                           const Params& params, Progress& progress = silent()) {
    const std::vector<std::size_t> budgets{(params.digit_epochs + 2) / 3,
                                           params.digit_epochs};
    return run_grid(
        entries, {name_of(steps.stepper), steps.rates, budgets},
        {params.rate_seeds, params.seed, params.threads},
        [&](const Entry& entry, double rate, Rng rng) {
            const PartsOf<float> parts = centered_parts(entry.centering, params, rng);
            auto network = make_mlp(entry.start, parts.train.inputs.shape(1), rng);
            return train_and_score(network, parts, steps.stepper, rate, steps.batch,
                                   budgets, rng);
        },
        progress);
}

/// @brief Wrong answers over the rate: the mean over the seeds, between the best and the worst.
inline Curve errors_by_rate(const Grid& grid, std::size_t start, const std::string& label) {
    Curve curve = curve_by_rate(grid, start, 1, label, static_cast<int>(start));
    std::swap(curve.lower, curve.upper);
    for (std::vector<double>* const shares : {&curve.y, &curve.lower, &curve.upper}) {
        for (double& share : *shares) {
            share = 1.0 - share;
        }
    }
    return curve;
}

/// @brief Wrong answers over the rate for every centering, by one optimizer.
inline Result centering_by_rate(const Steps& steps, const Params& params,
                                Progress& progress = silent()) {
    Result result;
    const auto entries = three_centerings();
    const Grid grid = digits_by_rate(entries, steps, params, progress);
    record_grid(result, "centering_" + steps.name, grid);
    Chart chart{.name = "centering_" + steps.name,
                .x_axis = {"learning rate of " + grid.axes.optimizer, Scale::log},
                .y_axis = {"wrong on unseen digits", Scale::log},
                .x = grid.axes.rates,
                .tolerance = restless};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        chart.curves.push_back(errors_by_rate(grid, i, entries[i].label));
        const std::string name = steps.name + "_" + entries[i].name;
        result.data("best_" + name, average(at_best_rate(grid, i, 1)),
                    "accuracy on unseen digits at the best rate, mean, " +
                        grid.axes.optimizer + ", " + entries[i].label,
                    trained);
        result.data("large_" + name, 1.0 - chart.curves.back().y[3],
                    "the same at the last rate but one", restless);
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
