/// @file experiment.hpp
/// @brief Chapter 14: six papers, each read by computing one thing that it says.
#pragma once

#include "chapters/14-resources/change_by_blocks.hpp"
#include "chapters/14-resources/criticality.hpp"
#include "chapters/14-resources/gradient_through_relu.hpp"
#include "chapters/14-resources/half_time.hpp"
#include "chapters/14-resources/measure_and_divide.hpp"
#include "chapters/14-resources/params.hpp"
#include "chapters/14-resources/product_spectra.hpp"
#include "chapters/14-resources/stretch.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter14 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"mean_stretches", with(params, mean_stretches)},
        {"gradients_left", with(params, gradients_left)},
        {"divided_weights", with(params, divided_weights)},
        {"half_times", with(params, half_times)},
        {"singular_values", with(params, product_spectra)},
        {"gradient_growth", with(params, gradient_growth)},
        {"change_by_blocks", with(params, change_by_blocks)},
        {"change_without_rules", with(params, change_without_rules)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter14
