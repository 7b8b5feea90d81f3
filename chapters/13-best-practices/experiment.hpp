/// @file experiment.hpp
/// @brief Chapter 13: which start for which network, and where may a zero stand?
#pragma once

#include "chapters/13-best-practices/adapter.hpp"
#include "chapters/13-best-practices/checklist.hpp"
#include "chapters/13-best-practices/checklist_errors.hpp"
#include "chapters/13-best-practices/deep_stacks.hpp"
#include "chapters/13-best-practices/known_first_losses.hpp"
#include "chapters/13-best-practices/lsuv_variances.hpp"
#include "chapters/13-best-practices/other_gains.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/plain_stacks.hpp"
#include "chapters/13-best-practices/recurrence.hpp"
#include "chapters/13-best-practices/regression.hpp"
#include "chapters/13-best-practices/repairs.hpp"
#include "chapters/13-best-practices/residual_first_loss.hpp"
#include "chapters/13-best-practices/residual_grids.hpp"
#include "chapters/13-best-practices/residual_growth.hpp"
#include "chapters/13-best-practices/sigmoid_gains.hpp"
#include "chapters/13-best-practices/slide_example.hpp"
#include "chapters/13-best-practices/stack_grids.hpp"
#include "chapters/13-best-practices/zero_layers.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter13 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(known_first_losses());
    result.add(zero_layers(params, progress));
    result.add(plain_stacks(params));
    result.add(stack_grids(params, progress));
    result.add(deep_stacks(params));
    result.add(sigmoid_gains(params, progress));
    result.add(residual_growth(params));
    result.add(residual_first_loss(params));
    result.add(residual_grids(params, progress));
    result.add(start_repairs(params, progress));
    result.add(lsuv_variances(params));
    result.add(regression(params));
    result.add(adapter(params));
    result.add(recurrence(params));
    result.add(slide_example(params));
    result.add(other_gains());
    result.add(checklist(params));
    result.add(checklist_errors(params, progress));
    return result;
}

}  // namespace winit::chapter13
