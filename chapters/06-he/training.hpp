/// @file training.hpp
/// @brief Chapter 6: what training makes of the schemes, at two depths and five rates.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/schemes.hpp"
#include "chapters/06-he/training_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter06 {

/// @brief Trained networks differ between BLAS kernels: their accuracies are good to this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief A depth at which every scheme is trained at every learning rate.
struct Depth {
    std::string name;    ///< Begins the names of its values and ends those of its charts.
    std::size_t layers;  ///< Hidden layers (count).
};

/// @brief Every scheme at every rate of one depth, by train_all().
using Grid = std::vector<std::vector<Training>>;

/// @brief Train every scheme at every learning rate: runs[scheme x rate][seed].
inline Grid train_grid(const Depth& depth, const Params& params, Progress& progress) {
    std::vector<Recipe> recipes;
    for (const Scheme& scheme : schemes()) {
        for (const double rate : learning_rates) {
            recipes.push_back({scheme.initializer, depth.layers, rate});
        }
    }
    progress.begin("training runs, " + std::to_string(depth.layers) + " layers",
                   recipes.size() * params.seeds);
    return train_all(recipes, params, progress);
}

/// @brief Accuracies at every learning rate, the median between the worst and the best seed.
/// @param runs   runs[rate][seed] of one scheme.
inline Curve accuracy_by_rate(std::span<const std::vector<Training>> runs,
                              const std::string& label, int color) {
    std::vector<std::vector<double>> accuracies;
    for (const std::vector<Training>& seeds : runs) {
        accuracies.emplace_back();
        for (const Training& run : seeds) {
            accuracies.back().push_back(run.accuracy);
        }
    }
    return banded(label, transposed(accuracies), color, 0.0, 1.0);
}

/// @brief Training losses over the epochs, at the shown rate.
inline Curve loss_by_epoch(std::span<const std::vector<Training>> runs,
                           const std::string& label, int color) {
    std::vector<std::vector<double>> losses;
    for (const Training& run : runs[shown_rate]) {
        losses.push_back(run.loss);
    }
    return banded(label, losses, color, 0.0, 1.0);
}

/// @brief The accuracies that the text speaks of, from one curve of accuracy_by_rate().
inline Result accuracies_of(const Scheme& scheme, const Depth& depth, const Curve& curve) {
    Result result;
    const std::string layers = std::to_string(depth.layers) + " layers, ";
    const auto value = [&](const std::string& rate, double number,
                           const std::string& meaning) {
        result.data(depth.name + "_" + rate + scheme.name, number,
                    layers + meaning + ", " + scheme.label, trained);
    };
    const std::string median = "accuracy on unseen digits, median";
    value("", curve.y[shown_rate], median);
    value("low_", curve.lower[shown_rate], "the same, worst seed");
    value("high_", curve.upper[shown_rate], "the same, best seed");
    value("best_", std::ranges::max(curve.y), "the same at its best rate");
    value("rescue_", curve.y[rescue_rate], median);
    value("fast_", curve.y[fast_rate], median);
    return result;
}

/// @brief Train every scheme at every learning rate; what came of it, by rate and by epoch.
inline Result training(const Depth& depth, const Params& params,
                       Progress& progress = silent()) {
    Result result;
    Chart by_rate{.name = "accuracy_" + depth.name,
                  .x_axis = {"learning rate", Scale::log},
                  .y_axis = {"accuracy on unseen digits"},
                  .x = {learning_rates.begin(), learning_rates.end()},
                  .tolerance = trained};
    Chart by_epoch{.name = "loss_" + depth.name,
                   .x_axis = {"epoch"},
                   .y_axis = {"training loss (nats)"},
                   .x = counting(1, params.epochs),
                   .tolerance = {.relative = 0.0, .absolute = 0.5}};
    const Grid grid = train_grid(depth, params, progress);
    int color = 0;
    std::span<const std::vector<Training>> rest(grid);
    for (const Scheme& scheme : schemes()) {
        const auto runs = rest.first(learning_rates.size());
        rest = rest.subspan(learning_rates.size());
        by_rate.curves.push_back(accuracy_by_rate(runs, scheme.label, color));
        by_epoch.curves.push_back(loss_by_epoch(runs, scheme.label, color++));
        result.add(accuracies_of(scheme, depth, by_rate.curves.back()));
    }
    if (depth.layers == params.depth) {
        result.chart(by_epoch);
    }
    result.chart(by_rate);
    return result;
}

}  // namespace winit::chapter06
