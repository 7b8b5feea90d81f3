/// @file tanh_grids.hpp
/// @brief Chapter 12: an ordered, a critical and a chaotic network, trained.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/rate_grids.hpp"
#include "chapters/12-depth/training_runs.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Hidden layers of the named tanh networks.
inline constexpr std::size_t named_depth = 32;

/// @brief The named tanh networks, at rates around the best of each.
inline Comparison tanh_comparison(const Params& params, std::size_t depth = named_depth) {
    std::vector<Labeled<Deep>> starts;
    for (const Labeled<MeanField>& field : named_fields(params)) {
        starts.push_back({field.name, field.name, {field.item, depth}});
    }
    return {.name = "tanh",
            .starts = starts,
            .descent_rates = {0.0016, 0.0064, 0.0256, 0.1024, 0.4096},
            .adam_rates = {0.0001, 0.0004, 0.0016, 0.0064, 0.0256},
            .epochs = params.epochs};
}

/// @brief What the three learn at every rate, with both optimizers.
inline Result tanh_grids(const Params& params, Progress& progress = silent()) {
    const Comparison of = tanh_comparison(params);
    Result result = rate_grids(of, both_optimizers(of, params, progress));
    result.value("named_depth", named_depth, "hidden layers of the three networks", exact);
    return result;
}

}  // namespace winit::chapter12
