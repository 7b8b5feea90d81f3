/// @file experiment.hpp
/// @brief Chapter 3: how long does a network wait near zero?
#pragma once

#include "chapters/03-no-learning/digits_by_scale.hpp"
#include "chapters/03-no-learning/loss_by_time.hpp"
#include "chapters/03-no-learning/modes_by_time.hpp"
#include "chapters/03-no-learning/one_step.hpp"
#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/wait_by_scale.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter03 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& = silent()) {
    Result result = parameter_values(params);
    result.add(one_step());
    result.add(loss_by_time(params));
    result.add(modes_by_time(params));
    result.add(wait_by_scale(params));
    result.add(digits_by_scale(params));
    return result;
}

}  // namespace winit::chapter03
