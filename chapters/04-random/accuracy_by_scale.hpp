/// @file accuracy_by_scale.hpp
/// @brief Chapter 4: accuracy over the scale of the weights, for networks of three depths.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/training.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter04 {

/// @brief An accuracy above this counts as trained.
inline constexpr double trained_level = 0.6;

/// @brief Hidden layers of the networks that are compared.
inline const std::vector<std::size_t>& depths() {
    static const std::vector<std::size_t> hidden_layers{2, 5, 10};
    return hidden_layers;
}

/// @brief Scales that are compared: each twice the one before, the slide's last but one.
inline std::vector<double> scales() {
    std::vector<double> stddevs;
    for (const double part : {16.0, 8.0, 4.0, 2.0, 1.0, 0.5}) {
        stddevs.push_back(slide_stddev() / part);
    }
    return stddevs;
}

/// @brief Every depth at every scale, the deepest first: the last job to end should be a short one.
inline std::vector<Labeled<Start>> depths_and_scales() {
    std::vector<Labeled<Start>> starts;
    for (std::size_t d = depths().size(); d-- > 0;) {
        const std::string layers = std::to_string(depths()[d]);
        for (std::size_t s = 0; s < scales().size(); ++s) {
            starts.push_back({"layers_" + layers + "_scale_" + std::to_string(s),
                              layers + " hidden layers",
                              {.stddev = scales()[s], .depth = depths()[d]}});
        }
    }
    return starts;
}

/// @brief Accuracy over the scale at one depth and budget, each scale at its best rate.
/// @return  The mean over the seeds, between the worst and the best of them.
inline Curve accuracies_at(const Grid& grid, std::size_t d, std::size_t budget) {
    Curve curve{.label = std::to_string(depths()[d]) + " hidden layers",
                .color = static_cast<int>(d)};
    for (std::size_t s = 0; s < scales().size(); ++s) {
        const std::size_t start = (depths().size() - 1 - d) * scales().size() + s;
        const auto scores = at_best_rate(grid, start, budget);
        curve.y.push_back(average(scores));
        curve.lower.push_back(std::ranges::min(scores));
        curve.upper.push_back(std::ranges::max(scores));
    }
    return curve;
}

/// @brief Scales at which networks of a curve count as trained.
inline double good_scales(const Curve& curve) {
    return static_cast<double>(
        std::ranges::count_if(curve.y, [](double share) { return share > trained_level; }));
}

/// @brief What the text says of one depth.
inline Result scale_facts(const Grid& grid, std::size_t d) {
    const Curve early = accuracies_at(grid, d, 0);
    const Curve late = accuracies_at(grid, d, 1);
    const auto stddevs = scales();
    const auto slide = static_cast<std::size_t>(std::ranges::find(stddevs, slide_stddev()) -
                                                stddevs.begin());
    const std::string layers = std::to_string(depths()[d]);
    const Tolerance one{.relative = 0.0, .absolute = 1.0};
    Result result;
    result.value("slide_accuracy_" + layers, late.y[slide],
                 "accuracy with the slide's weights, hidden layers: " + layers, chaotic);
    result.data("best_accuracy_" + layers, std::ranges::max(late.y),
                "accuracy at the best scale, hidden layers: " + layers, trained);
    result.value("good_scales_" + layers, good_scales(late),
                 "scales with an accuracy that counts as trained, hidden layers: " + layers,
                 one);
    result.value("good_scales_early_" + layers, good_scales(early),
                 "the same after the short budget, hidden layers: " + layers, one);
    return result;
}

/// @brief Accuracy over the scale at every depth.
inline Result accuracy_by_scale(const Params& params, Progress& progress = silent()) {
    const Grid grid = compare(depths_and_scales(),
                              {Stepper::gradient_descent,
                               {0.003, 0.01, 0.03, 0.1, 0.3, 1.0},
                               {params.short_epochs, params.epochs}},
                              params, progress);
    Result result;
    record_grid(result, "depths_and_scales", grid);
    Chart chart{.name = "accuracy_by_scale",
                .x_axis = {"standard deviation of the weights", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = scales(),
                .tolerance = chaotic,
                .band_tolerance = trained_one};
    for (std::size_t d = 0; d < depths().size(); ++d) {
        chart.curves.push_back(accuracies_at(grid, d, 1));
        result.add(scale_facts(grid, d));
    }
    result.chart(chart);
    result.value("trained_level", trained_level, "accuracy that counts as trained", exact);
    result.value("scales", static_cast<double>(scales().size()), "scales that were tried",
                 exact);
    return result;
}

}  // namespace winit::chapter04
