/// @file experiment.hpp
/// @brief Chapter 6: which scale carries a signal through ReLU layers?
#pragma once

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/signal.hpp"
#include "chapters/06-he/survival.hpp"
#include "chapters/06-he/training.hpp"
#include "chapters/06-he/variances.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter06 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"weight_variances", with(params, weight_variances)},
        {"signal_by_layer", with(params, signal_by_layer)},
        {"survival", with(params, survival)},
        {"grid_descent",
         [=](Progress& progress) {
             return training("descent", descents(params), params, progress);
         }},
        {"grid_adam",
         [=](Progress& progress) {
             return training("adam", adams(params), params, progress);
         }},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter06
