/// @file learning_rates.hpp
/// @brief Chapter 10: would another learning rate have saved the raw pixels?
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter10 {

/// @brief Who learns random pictures by heart, and how long.
struct Memorizer {
    Stepper stepper = Stepper::gradient_descent;
    std::size_t batch = 1;  ///< Pictures per step.
    std::vector<double> rates = {learning_rates.begin(), learning_rates.end()};
};

/// @brief Shares of the pictures learned, from He's weights, raw and centered, at every rate.
///
/// There is nothing to choose a rate for but these pictures, so both scores are theirs.
inline Grid memorize_by_rate(const Memorizer& who, const Params& params,
                             Progress& progress = silent()) {
    std::vector<Labeled<double>> starts;
    for (const Offset& offset : offsets()) {
        starts.push_back({offset.name, offset.name, offset.size});
    }
    const std::vector<std::size_t> budgets{(params.epochs + 1) / 2, params.epochs};
    return run_grid(
        starts, {name_of(who.stepper), who.rates, budgets},
        {params.rate_seeds, params.seed, params.threads},
        [&](double center, double rate, Rng rng) {
            const auto learned = noise_pictures(params, center, rng).train;
            const PartsOf<float> parts{learned, learned, learned};
            auto network = make_mlp(he_start(), slide_pixels, rng);
            return train_and_score(network, parts, who.stepper, rate, who.batch, budgets,
                                   rng);
        },
        progress);
}

/// @brief The same for gradient descent, one picture per step, as a figure.
inline Result accuracy_by_rate(const Params& params, Progress& progress = silent()) {
    const Grid grid = memorize_by_rate({}, params, progress);
    Result result;
    record_grid(result, "memorizing_by_rate", grid);
    Chart chart{.name = "accuracy_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"accuracy on the pictures learned"},
                .x = grid.axes.rates,
                .tolerance = {.relative = 0.0, .absolute = 0.25}};
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        const std::string& name = grid.starts[start];
        chart.curves.push_back(curve_by_rate(grid, start, 1, name));
        result.value("best_rate_" + name, average(at_best_rate(grid, start, 1)),
                     "accuracy at the best learning rate, mean, He, " + name, restless);
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
