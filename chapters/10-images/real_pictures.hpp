/// @file real_pictures.hpp
/// @brief Chapter 10: real pictures with real labels.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "chapters/10-images/confusion.hpp"
#include "chapters/10-images/filters.hpp"
#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/real_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter10 {

/// @brief Share of the answers that are wrong, curve by curve.
inline std::vector<std::vector<double>> errors_of(const std::vector<Run>& runs) {
    auto curves = curves_of(runs, &Run::on_test);
    for (std::vector<double>& curve : curves) {
        for (double& number : curve) {
            number = 1.0 - number;
        }
    }
    return curves;
}

/// @brief Wrong answers to unseen pictures, epoch by epoch.
inline Chart error_by_epoch(const RealRuns& runs, const Params& params) {
    return {.name = "error_on_real",
            .x_axis = {"epoch"},
            .y_axis = {"wrong on unseen pictures", Scale::log},
            .x = counting(0, params.digit_epochs + 1),
            .curves = {banded("He, centered", errors_of(runs.he)),
                       banded("He, raw", errors_of(runs.he_raw)),
                       banded("zeros, ReLU", errors_of(runs.zero)),
                       banded("zeros, sigmoid", errors_of(runs.zero_sigmoid))},
            .tolerance = restless};
}

/// @brief Accuracies on unseen pictures at the end, one start after the other.
inline Result accuracy_on_real(const RealRuns& runs) {
    Result result;
    const auto add = [&](const std::string& name, const std::vector<Run>& list,
                         const std::string& label, Tolerance tolerance) {
        const auto numbers = ends_of(list, &Run::on_test);
        const auto [least, most] = std::ranges::minmax(numbers);
        const std::string meaning = "accuracy on unseen real pictures, " + label;
        result.value("real_" + name, quantile(numbers, 0.5), meaning + ", median",
                     tolerance);
        result.data("real_low_" + name, least, meaning + ", worst seed", tolerance);
        result.data("real_high_" + name, most, meaning + ", best seed", tolerance);
    };
    add("he", runs.he, "He, centered", trained);
    add("he_raw", runs.he_raw, "He, raw", restless);
    add("zero", runs.zero, "zeros, ReLU", trained);
    add("zero_sigmoid", runs.zero_sigmoid, "zeros, sigmoid", restless);
    return result;
}

/// @brief Random starts and zeros on the digits or on the reader's pictures.
inline Result learning_real(const Params& params, Progress& progress = silent()) {
    Result result;
    const auto raw = real_pictures(params);
    const Pictures pictures = centered(*raw);
    const RealRuns runs = train_all(*raw, pictures, params, progress);
    result.chart(error_by_epoch(runs, params));
    result.add(accuracy_on_real(runs));
    result.value("digit_rate", rate_for(*raw, params), "learning rate on the real pictures",
                 {.relative = 1e-5});
    result.value("real_length", mean_squared_length(raw->train),
                 "mean squared length of a real picture, raw", {.relative = 1e-5});
    result.add(filters(runs, pictures));
    result.add(answers_by_class(runs, pictures));
    return result;
}

}  // namespace winit::chapter10
