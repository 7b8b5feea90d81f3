/// @file three_networks.hpp
/// @brief Chapter 12: an ordered, a critical and a chaotic network, in theory and trained.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief What theory says of a network, and what training made of it.
/// @param accuracies  One per seed.
inline Result theory_and_training(const Labeled<MeanField>& network,
                                  const std::vector<double>& accuracies) {
    Result result;
    const auto& [name, label, field] = network;
    const Settled settled = settle(field);
    const std::string of = ", " + label;
    result.data("variance_" + name, field.weight_variance,
                "weight variance times fan_in" + of);
    result.data("q_" + name, settled.q, "mean square at which pre-activations settle" + of);
    result.value("chi_" + name, settled.chi,
                 "factor on a gradient's mean square per layer" + of, {.relative = 1e-7});
    result.data("c_" + name, settled.c, "correlation at which two inputs end up" + of,
                {.relative = 1e-6});
    result.value("trained_" + name, quantile(accuracies, 0.5),
                 "accuracy on unseen digits, median" + of, trained);
    result.data("trained_low_" + name, quantile(accuracies, 0.0),
                "the same, worst seed" + of, trained);
    result.data("trained_high_" + name, quantile(accuracies, 1.0),
                "the same, best seed" + of, trained);
    if (name != "critical") {
        result.value("reach_" + name, reach(field), "six times xi (layers)" + of,
                     {.relative = 1e-6});
    }
    return result;
}

/// @brief Theory and training of the three named networks, as numbers.
inline Result three_networks(const Params& params, Progress& progress = silent()) {
    constexpr std::size_t depth = 32;
    const auto networks = named_fields(params);
    std::vector<Task> tasks;
    for (const Labeled<MeanField>& network : networks) {
        tasks.push_back({network.item, depth, params.epochs, params.rate});
    }
    const auto accuracies = train_all(tasks, params.seeds, params, progress);

    Result result;
    for (std::size_t i = 0; i < networks.size(); ++i) {
        result.add(theory_and_training(networks[i], accuracies[i]));
    }
    result.value("named_depth", depth, "hidden layers of the three networks", exact);
    return result;
}

}  // namespace winit::chapter12
