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
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter09 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(slide_update(params));
    result.add(slide_budget(params, progress));
    result.add(larger_budget(params, progress));
    result.add(success_by_rate(params, progress));
    result.add(error_by_scale(params, progress));
    result.add(two_units(params));
    return result;
}

}  // namespace winit::chapter09
