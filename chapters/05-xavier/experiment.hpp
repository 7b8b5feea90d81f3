/// @file experiment.hpp
/// @brief Chapter 5: what do Xavier's weights balance?
#pragma once

#include "chapters/05-xavier/bounds.hpp"
#include "chapters/05-xavier/factors_by_shape.hpp"
#include "chapters/05-xavier/networks.hpp"
#include "chapters/05-xavier/params.hpp"
#include "chapters/05-xavier/small_network.hpp"
#include "chapters/05-xavier/very_deep.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter05 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"bounds", [](Progress&) { return bounds(); }},
        {"activations", with(params, networks)},
        {"very_deep", [](Progress&) { return very_deep(); }},
        {"factors_by_shape", with(params, factors_by_shape)},
        {"small_network", with(params, small_network)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter05
