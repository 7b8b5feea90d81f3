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
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter08 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& = silent()) {
    Result result = parameter_values(params);
    result.add(own_axes(params));
    result.add(one_axis(params));
    result.add(slide_against_paper(params));
    result.add(cut_deviations(params));
    result.add(bound_by_draws(params));
    result.add(layer_histograms(params));
    result.add(exercises(params));
    return result;
}

}  // namespace winit::chapter08
