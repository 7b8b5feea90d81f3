/// @file memorizing.hpp
/// @brief Chapter 10: random pictures with random labels, at the slide's budget.
#pragma once

#include <algorithm>
#include <cmath>
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
#include "chapters/support/runs.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter10 {

/// @brief How the slide's network learns random pictures, and how often it is judged.
struct Plan {
    Start start;
    double center = slide_center;  ///< Subtracted from every pixel.
    double learning_rate = 0.01;
    std::size_t epochs = 10;
    std::size_t every = 1;  ///< Epochs between two judgements.
    std::size_t seeds = 1;
};

/// @brief The slide's budget.
/// @param center  Subtracted from every pixel.
inline Plan slide_plan(const Start& start, double center, const Params& params) {
    return {.start = start,
            .center = center,
            .learning_rate = params.learning_rate,
            .epochs = params.epochs,
            .seeds = params.seeds};
}

/// @brief Runs on random pictures. Run number i sees the same pictures under every plan.
inline std::vector<Run> learn_noise(const Plan& plan, const Params& params,
                                    Progress& progress = silent()) {
    return repeat({plan.seeds, params.seed, params.threads}, [&](Rng rng) {
        const Pictures pictures = noise_pictures(params, plan.center, rng);
        Run run = learn(pictures, plan.start, {1, plan.epochs, plan.learning_rate}, rng,
                        plan.every);
        progress.step();
        return run;
    });
}

/// @brief Accuracies on the pictures that were learned.
/// @param numbers  One per seed.
inline Result accuracy_on_learned(const std::string& name, const std::string& label,
                                  const std::vector<double>& numbers, Tolerance tolerance) {
    Result result;
    const auto [least, most] = std::ranges::minmax(numbers);
    const std::string meaning = "accuracy on the random pictures learned, " + label;
    result.value("train_" + name, quantile(numbers, 0.5), meaning + ", median", tolerance);
    result.data("train_low_" + name, least, meaning + ", worst seed", tolerance);
    result.data("train_high_" + name, most, meaning + ", best seed", tolerance);
    return result;
}

/// @brief Accuracies on pictures that were not shown, beside those of guessing.
/// @param numbers  One per run.
inline Result accuracy_on_unseen(const std::vector<double>& numbers, const Params& params) {
    Result result;
    const auto [least, most] = std::ranges::minmax(numbers);
    result.value("test_noise", average(numbers),
                 "accuracy on unseen random pictures, mean of all runs",
                 {.relative = 0.0, .absolute = 0.01});
    result.value("test_noise_low", least, "the same, worst run", trained);
    result.value("test_noise_high", most, "the same, best run", trained);
    result.value("chance_spread", std::sqrt(0.09 / static_cast<double>(params.new_samples)),
                 "standard deviation of the accuracy of guessing");
    return result;
}

/// @brief Both random starts, with centered pixels and with raw ones, judged on both sets.
inline Result memorizing(const Params& params, Progress& progress = silent()) {
    progress.begin("networks that memorize", 5 * params.seeds);
    Result result;
    Chart chart{.name = "memorizing",
                .x_axis = {"epoch"},
                .y_axis = {"accuracy"},
                .x = counting(0, params.epochs + 1),
                .tolerance = restless};
    std::vector<double> on_test;
    std::vector<std::vector<double>> unseen;
    for (const Offset& offset : offsets()) {
        for (const Start& start : {he_start(), slide_start()}) {
            const auto runs =
                learn_noise(slide_plan(start, offset.size, params), params, progress);
            const std::string label = start.label + ", " + offset.name;
            chart.curves.push_back(banded(label, curves_of(runs, &Run::on_train)));
            result.add(accuracy_on_learned(start.name + "_" + offset.name, label,
                                           ends_of(runs, &Run::on_train),
                                           offset.size > 0.0 ? trained : restless));
            const auto test = ends_of(runs, &Run::on_test);
            on_test.insert(on_test.end(), test.begin(), test.end());
            unseen = unseen.empty() ? curves_of(runs, &Run::on_test) : unseen;
        }
    }
    const Plan zeros = slide_plan(zero_start(Activation::relu), slide_center, params);
    const auto from_zeros = learn_noise(zeros, params, progress);
    chart.curves.push_back(
        banded("zeros, centered", curves_of(from_zeros, &Run::on_train)));
    result.data("train_zero", average(ends_of(from_zeros, &Run::on_train)),
                "accuracy on the random pictures learned, zeros, centered, mean", trained);
    chart.curves.push_back(banded("He, unseen", unseen));
    result.chart(chart);
    result.add(accuracy_on_unseen(on_test, params));
    return result;
}

}  // namespace winit::chapter10
