/// @file shuffled_labels.hpp
/// @brief Chapter 10: the same digits with their own labels and with shuffled ones.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/real_runs.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter10 {

/// @brief Put labels into a random order: each is as frequent as before.
// [begin shuffle_labels]
inline void shuffle_labels(Labels& labels, Rng& rng) {
    for (std::size_t last = labels.size(); last > 1; --last) {
        std::swap(labels[last - 1], labels[rng.below(last)]);
    }
}
// [end shuffle_labels]

/// @brief Epochs between two judgements of a long run.
inline std::size_t judged_every(const Params& params) {
    return std::max<std::size_t>(1, params.shuffled_epochs / 50);
}

/// @brief Runs on digits from He's weights, the mean picture subtracted.
/// @param shuffled  Whether the labels that are learned are shuffled; those of the test never are.
inline std::vector<Run> learn_labels(bool shuffled, const Params& params,
                                     Progress& progress = silent()) {
    const Pictures pictures = centered(digit_pictures(params));
    return repeat({params.digit_seeds, params.seed, params.threads}, [&](Rng rng) {
        Pictures shown = pictures;
        if (shuffled) {
            shuffle_labels(shown.train.labels, rng);
        }
        Run run =
            learn(shown, he_start(), {1, params.shuffled_epochs, params.shuffled_rate}, rng,
                  judged_every(params));
        progress.step();
        return run;
    });
}

/// @brief Four curves: learned and unseen digits, with true and with shuffled labels.
inline Result shuffled_labels(const Params& params, Progress& progress = silent()) {
    progress.begin("true and shuffled labels", 2 * params.digit_seeds);
    Result result;
    Chart chart{.name = "shuffled_labels", .x_axis = {"epoch"}, .y_axis = {"accuracy"}};
    chart.tolerance = restless;
    // One network in six decides an edge of the band; it may stumble for an epoch.
    chart.band_tolerance = Tolerance{.relative = 0.0, .absolute = 0.3};
    for (const bool shuffled : {false, true}) {
        const auto runs = learn_labels(shuffled, params, progress);
        const std::string name = shuffled ? "shuffled" : "true";
        const auto add = [&](const std::string& part, std::vector<double> Run::* curve) {
            const auto curves = curves_of(runs, curve);
            chart.curves.push_back(banded(name + " labels, " + part, curves));
            result.value(
                name + "_" + part, average(ends_of(runs, curve)),
                "accuracy on " + part + " digits at the end, mean, " + name + " labels",
                trained);
        };
        add("learned", &Run::on_train);
        add("unseen", &Run::on_test);
    }
    for (std::size_t i = 0; i < chart.curves.front().y.size(); ++i) {
        chart.x.push_back(static_cast<double>(i * judged_every(params)));
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
