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
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter14 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(mean_stretches(params));
    result.add(gradients_left(params));
    result.add(divided_weights(params));
    result.add(half_times(params));
    result.add(product_spectra(params));
    result.add(gradient_growth(params));
    result.add(change_by_blocks(params, progress));
    result.add(change_without_rules(params));
    return result;
}

}  // namespace winit::chapter14
