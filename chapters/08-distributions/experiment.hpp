/// @file experiment.hpp
/// @brief Chapter 8: what can you read from a histogram?
#pragma once

#include "chapters/08-distributions/bound_by_draws.hpp"
#include "chapters/08-distributions/cut_deviations.hpp"
#include "chapters/08-distributions/exercises.hpp"
#include "chapters/08-distributions/layer_histograms.hpp"
#include "chapters/08-distributions/one_axis.hpp"
#include "chapters/08-distributions/own_axes.hpp"
#include "chapters/08-distributions/params.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter08 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"own_axes", with(params, own_axes)},
        {"one_axis", with(params, one_axis)},
        {"slide_against_paper", with(params, slide_against_paper)},
        {"cut_deviations", with(params, cut_deviations)},
        {"bound_by_draws", with(params, bound_by_draws)},
        {"activations", with(params, layer_histograms)},
        {"exercises", with(params, exercises)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter08
