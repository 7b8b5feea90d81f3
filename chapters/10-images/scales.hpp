/// @file scales.hpp
/// @brief Chapter 10: would another scale of the weights have saved the raw pixels?
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/memorizing.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/he.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter10 {

/// @brief Factors on He's weights, the slide's near the middle: it is 0.58.
inline std::vector<double> factors() {
    return {0.1, 0.3, 1.0, 3.0};
}

/// @brief He's weights, times a factor.
inline Start scaled_he(double factor) {
    return {"scaled", "He, scaled", [factor](Fans fans, Rng& rng) {
                MatrixOf<float> weights = he_uniform<float>(fans, rng);
                weights *= static_cast<float>(factor);
                return weights;
            }};
}

/// @brief Shares of the pictures learned at the slide's budget: shares[factor][seed].
/// @param center  Subtracted from every pixel.
inline std::vector<std::vector<double>> learned_by_scale(double center,
                                                         const Params& params,
                                                         Progress& progress = silent()) {
    std::vector<std::vector<double>> shares;
    for (const double factor : factors()) {
        Plan plan = slide_plan(scaled_he(factor), center, params);
        plan.every = plan.epochs;
        shares.push_back(ends_of(learn_noise(plan, params, progress), &Run::on_train));
    }
    return shares;
}

/// @brief What is memorized at every scale, centered and raw.
inline Result accuracy_by_scale(const Params& params, Progress& progress = silent()) {
    progress.begin("scales", 2 * factors().size() * params.seeds);
    Result result;
    Chart chart{.name = "accuracy_by_scale",
                .x_axis = {"weights, as a share of He's", Scale::log},
                .y_axis = {"accuracy on the pictures learned"},
                .x = factors(),
                .tolerance = {.relative = 0.0, .absolute = 0.25}};
    for (const Offset& offset : offsets()) {
        const auto shares = learned_by_scale(offset.size, params, progress);
        chart.curves.push_back(banded(offset.name, transposed(shares), -1, 0.0, 1.0));
        for (std::size_t i = 0; i < shares.size(); ++i) {
            result.data("scale_" + offset.name + "_" + std::to_string(i),
                        chart.curves.back().y[i],
                        "accuracy on the pictures learned, median, " + offset.name +
                            ", scale number " + std::to_string(i),
                        {.relative = 0.0, .absolute = 0.15});
        }
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
