/// @file learning_rates.hpp
/// @brief Chapter 10: would another learning rate have saved the raw pixels?
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter10 {

/// @brief Accuracies on the pictures learned, from He's weights: accuracies[seed][rate].
/// @param center  Subtracted from every pixel.
inline std::vector<std::vector<double>> accuracies_by_rate(double center,
                                                           const Params& params,
                                                           Progress& progress) {
    std::vector<std::vector<double>> accuracies(params.rate_seeds,
                                                std::vector<double>(learning_rates.size()));
    const Rng root(params.seed);
    parallel_for(
        params.rate_seeds * learning_rates.size(), params.threads, [&](std::size_t job) {
            const std::size_t seed = job / learning_rates.size();
            const std::size_t rate = job % learning_rates.size();
            Rng rng = root.stream(seed);
            const Pictures pictures = noise_pictures(params, center, rng);
            const Budget budget{1, params.epochs, learning_rates[rate]};
            const Run run = learn(pictures, he_start(), budget, rng, params.epochs);
            accuracies[seed][rate] = run.on_train.back();
            progress.step();
        });
    return accuracies;
}

/// @brief The same for centered and for raw pixels, the median between the worst and the best
///        seed.
inline Result accuracy_by_rate(const Params& params, Progress& progress = silent()) {
    progress.begin("learning rates", 2 * learning_rates.size() * params.rate_seeds);
    Result result;
    constexpr Tolerance at_some_rate{.relative = 0.0, .absolute = 0.25};
    Chart chart{.name = "accuracy_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"accuracy on the pictures learned"},
                .x = {learning_rates.begin(), learning_rates.end()},
                .tolerance = at_some_rate};
    for (const Offset& offset : offsets()) {
        const auto accuracies = accuracies_by_rate(offset.size, params, progress);
        chart.curves.push_back(banded(offset.name, accuracies, -1, 0.0, 1.0));
        result.value("best_rate_" + offset.name, std::ranges::max(chart.curves.back().y),
                     "accuracy at the best learning rate, median, He, " + offset.name,
                     at_some_rate);
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
