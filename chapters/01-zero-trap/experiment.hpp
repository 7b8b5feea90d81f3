/// @file experiment.hpp
/// @brief Chapter 1: what does a network of zeros learn?
#pragma once

#include "chapters/01-zero-trap/params.hpp"
#include "chapters/01-zero-trap/random_biases.hpp"
#include "chapters/01-zero-trap/slide_network.hpp"
#include "chapters/01-zero-trap/small_network.hpp"
#include "chapters/01-zero-trap/zeros_by_activation.hpp"
#include "chapters/01-zero-trap/zeros_by_depth.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter01 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"loss_by_step", with(params, zeros_by_activation)},
        {"slide_network", [](Progress&) { return slide_network(); }},
        {"random_biases", with(params, random_biases)},
        {"loss_by_depth", with(params, zeros_by_depth)},
        {"small_network", with(params, small_network)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter01
