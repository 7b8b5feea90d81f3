/// @file zero_weights_random_biases.hpp
/// @brief Chapter 4: zero weights, and biases that are not.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/training.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter04 {

/// @brief Weights of zero with three kinds of biases, deeper ones, and these with random weights.
// [begin biases_instead]
inline std::vector<Labeled<Start>> biases_instead(const Params& params) {
    return {{"random", "random biases", {0.0, 1, Biases::random}},
            {"equal", "equal biases", {0.0, 1, Biases::equal}},
            {"zero", "zero biases", {0.0, 1, Biases::zero}},
            {"deep", "random biases, five hidden layers", {0.0, 5, Biases::random}},
            {"twin", "random weights, five hidden layers", {params.fitting(), 5}}};
}
// [end biases_instead]

/// @brief What gradient descent makes of them, at the best of five rates.
inline Result biases_only(const Params& params, Progress& progress = silent()) {
    const auto starts = biases_instead(params);
    const Grid grid = compare<double>(starts,
                                      {Stepper::gradient_descent,
                                       {0.03, 0.1, 0.3, 1.0, 3.0},
                                       {params.short_epochs, params.epochs}},
                                      params, progress);
    Result result;
    record_grid(result, "biases", grid);
    for (std::size_t start = 0; start < starts.size(); ++start) {
        result.value("biases_" + starts[start].name, average(at_best_rate(grid, start, 1)),
                     "accuracy after the middle budget, " + starts[start].label, trained);
    }
    return result;
}

}  // namespace winit::chapter04
