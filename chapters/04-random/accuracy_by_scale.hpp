/// @file accuracy_by_scale.hpp
/// @brief Chapter 4: accuracy over the scale of the weights, for networks of three depths.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/scales.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter04 {

/// @brief An accuracy above this counts as trained.
inline constexpr double trained_level = 0.8;

/// @brief Trained networks differ between BLAS kernels: their accuracies are good to this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief What the text says of one depth.
/// @param medians  One per scale.
inline Result scale_facts(const std::string& layers, const std::vector<double>& medians) {
    const auto stddevs = scales();
    const auto slide = static_cast<std::size_t>(std::ranges::find(stddevs, slide_stddev()) -
                                                stddevs.begin());
    const auto good =
        std::ranges::count_if(medians, [](double share) { return share > trained_level; });
    Result result;
    result.value("slide_accuracy_" + layers, medians[slide],
                 "accuracy with the slide's weights, hidden layers: " + layers, trained);
    result.data("best_accuracy_" + layers, std::ranges::max(medians),
                "accuracy at the best scale, hidden layers: " + layers, trained);
    result.value("good_scales_" + layers, static_cast<double>(good),
                 "scales with an accuracy above 0.8, hidden layers: " + layers,
                 {.relative = 0.0, .absolute = 1.0});
    return result;
}

/// @brief Accuracy over the scale at every depth.
inline Result accuracy_by_scale(const Params& params, Progress& progress = silent()) {
    const auto best = accuracies_by_depth_and_scale(params, progress);
    Result result;
    Chart chart{.name = "accuracy_by_scale",
                .x_axis = {"standard deviation of the weights", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = scales(),
                .tolerance = trained};
    for (std::size_t d = 0; d < depths().size(); ++d) {
        const std::string layers = std::to_string(depths()[d]);
        chart.curves.push_back(banded(layers + " hidden layers", transposed(best[d]),
                                      static_cast<int>(d), 0.0, 1.0));
        result.add(scale_facts(layers, chart.curves.back().y));
    }
    result.chart(chart);
    result.value("trained_level", trained_level, "accuracy that counts as trained", exact);
    result.value("scales", static_cast<double>(scales().size()), "scales that were tried",
                 exact);
    return result;
}

}  // namespace winit::chapter04
