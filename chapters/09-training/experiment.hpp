/// @file experiment.hpp
/// @brief Chapter 9: which initialization trains best?
#pragma once

#include "chapters/09-training/error_by_scale.hpp"
#include "chapters/09-training/larger_budget.hpp"
#include "chapters/09-training/params.hpp"
#include "chapters/09-training/slide_budget.hpp"
#include "chapters/09-training/slide_update.hpp"
#include "chapters/09-training/success_by_rate.hpp"
#include "chapters/09-training/two_units.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter09 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"slide_update", with(params, slide_update)},
        {"printed_errors", with(params, slide_budget)},
        {"error_by_epoch", with(params, larger_budget)},
        {"success_by_rate", with(params, success_by_rate)},
        {"error_by_scale", with(params, error_by_scale)},
        {"two_units", with(params, two_units)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter09
