/// @file experiment.hpp
/// @brief Chapter 3: how long does a network wait near zero?
#pragma once

#include "chapters/03-no-learning/digits_by_scale.hpp"
#include "chapters/03-no-learning/loss_by_time.hpp"
#include "chapters/03-no-learning/modes_by_time.hpp"
#include "chapters/03-no-learning/one_step.hpp"
#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/small_network.hpp"
#include "chapters/03-no-learning/wait_by_scale.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter03 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"one_step", [](Progress&) { return one_step(); }},
        {"loss_by_time", with(params, loss_by_time)},
        {"modes_by_time", with(params, modes_by_time)},
        {"wait_by_scale", with(params, wait_by_scale)},
        {"digits_by_scale", with(params, digits_by_scale)},
        {"small_network", with(params, small_network)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter03
