/// @file accuracy_by_pause.hpp
/// @brief Chapter 11: judging held-out sentences after a pause.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/11-sequences/gradient_left.hpp"
#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/training.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter11 {

/// @brief Accuracies of one scheme after every pause: the median of many networks, with a band.
inline Curve accuracies_of(const Scheme& scheme, const Params& params, Progress& progress) {
    std::vector<std::vector<double>> accuracies;
    for (const std::size_t pause : pauses) {
        accuracies.push_back(train_scheme(scheme, pause, params, progress));
    }
    return banded(scheme.label, transposed(accuracies));
}

/// @brief Every scheme after every pause, beside what it leaves of a gradient before training.
inline Result accuracy_by_pause(const Params& params, Progress& progress = silent()) {
    progress.begin("simple networks", schemes().size() * pauses.size() * params.seeds);
    Result result;
    Chart chart{.name = "accuracy_by_pause",
                .x_axis = {"blank steps between sentence and answer"},
                .y_axis = {"held-out sentences judged right"},
                .x = {pauses.begin(), pauses.end()},
                .tolerance = trained};
    for (const Scheme& scheme : schemes()) {
        chart.curves.push_back(accuracies_of(scheme, params, progress));
        for (std::size_t i = 0; i < pauses.size(); ++i) {
            const std::string pause = std::to_string(pauses[i]);
            result.data("right_" + scheme.name + "_" + pause, chart.curves.back().y[i],
                        "held-out sentences judged right, median, " + scheme.label +
                            ", pause " + pause,
                        trained);
        }
        result.add(gradient_left(scheme, params));
    }
    result.chart(chart);
    return result;
}

/// @brief The longest pause again, with half the learning rate and twice the steps.
inline Result slower_training(const Params& params, Progress& progress = silent()) {
    progress.begin("slower training", 2 * params.seeds);
    Result result;
    Params slower = params;
    slower.learning_rate *= 0.5;
    slower.steps *= 2;
    for (const Scheme& scheme : schemes()) {
        if (scheme.name == "xavier" || scheme.name == "orthogonal") {
            const auto accuracies = train_scheme(scheme, pauses.back(), slower, progress);
            result.value(
                "slower_" + scheme.name, quantile(accuracies, 0.5),
                "judged right, median, longest pause, half the rate and twice the steps, " +
                    scheme.label,
                trained);
        }
    }
    return result;
}

}  // namespace winit::chapter11
