/// @file slide_budget.hpp
/// @brief Chapter 9: every scheme with the true gradient, at the slide's budget.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/training_runs.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter09 {

/// @brief The three numbers that the slide prints for its random schemes, largest first.
inline constexpr std::array<double, 3> slide_numbers{0.0124, 0.0078, 0.0052};

/// @brief What the slide's program would print at the end of every run of one scheme.
inline std::vector<double> printed_errors(const Scheme& scheme, bool biases,
                                          const Params& params, Progress& progress) {
    const Schedule schedule{params.slide_rate, params.slide_epochs, biases};
    const std::size_t seeds = runs_of(scheme, params.seeds);
    return from_each(train_seeds(scheme, schedule, seeds, params, {}, progress),
                     &Run::printed);
}

/// @brief The runs of one scheme in the order of their errors, at some places from 0 to 1.
inline Curve in_order(const Scheme& scheme, const std::vector<double>& errors,
                      const std::vector<double>& places, int color) {
    Curve curve{.label = scheme.label, .color = color};
    for (const double place : places) {
        curve.y.push_back(quantile(errors, place));
    }
    return curve;
}

/// @brief The slide's numbers as a band.
inline Curve slide_band(std::size_t points) {
    return {.label = "the slide's numbers",
            .y = std::vector<double>(points, slide_numbers[1]),
            .mark = Mark::reference,
            .lower = std::vector<double>(points, slide_numbers[2]),
            .upper = std::vector<double>(points, slide_numbers[0])};
}

/// @brief Mean and spread of the errors of one scheme.
inline Result mean_and_spread(const Scheme& scheme, bool biases,
                              const std::vector<double>& printed) {
    const std::string ending = scheme.name + (biases ? "" : "_no_bias");
    Result result;
    result.value("printed_" + ending, average(printed),
                 "error at the slide's budget, mean, " + scheme.label +
                     (biases ? ", with biases" : ", without biases"),
                 trained);
    if (printed.size() > 1) {
        result.data("spread_" + ending, standard_deviation(printed),
                    "the same, standard deviation over the runs", trained);
    }
    return result;
}

/// @brief Share of the runs that end at or below the largest number that the slide prints.
inline double share_like_the_slide(const std::vector<double>& printed) {
    const auto reached = std::ranges::count_if(
        printed, [](double error) { return error <= slide_numbers.front(); });
    return static_cast<double>(reached) / static_cast<double>(printed.size());
}

/// @brief The errors of every scheme at the slide's budget, with biases and without.
inline Result slide_budget(const Params& params, Progress& progress = silent()) {
    progress.begin("runs at the slide's budget",
                   2 * ((schemes().size() - 1) * params.seeds + 1) + params.seeds);
    Chart chart{.name = "printed_errors",
                .x_axis = {"share of the runs"},
                .y_axis = {"error at the end", Scale::log},
                .tolerance = trained};
    for (int step = 0; step <= 50; ++step) {
        chart.x.push_back(0.02 * step);
    }
    Result result;
    double least = 1.0;
    for (const bool biases : {true, false}) {
        int color = 0;
        for (const Scheme& scheme : schemes()) {
            const auto printed = printed_errors(scheme, biases, params, progress);
            result.add(mean_and_spread(scheme, biases, printed));
            least = std::min(least, std::ranges::min(printed));
            if (biases && scheme.name != "zero" && scheme.name != "glorot") {
                chart.curves.push_back(in_order(scheme, printed, chart.x, color++));
            }
        }
    }
    chart.curves.push_back(slide_band(chart.x.size()));
    result.value("printed_least", least, "smallest error of all runs at the slide's budget",
                 {.relative = 0.05});
    result.value(
        "large_bound_share",
        share_like_the_slide(printed_errors(bounded(large_bound), true, params, progress)),
        "share of runs that end at or below the slide's numbers, large bound", shares);
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter09
