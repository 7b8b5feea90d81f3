/// @file experiment.hpp
/// @brief Chapter 2: what is left of a layer whose units are all alike?
#pragma once

#include "chapters/02-symmetry/broken_symmetry.hpp"
#include "chapters/02-symmetry/one_unit.hpp"
#include "chapters/02-symmetry/params.hpp"
#include "chapters/02-symmetry/small_network.hpp"
#include "chapters/02-symmetry/xor_models.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter02 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"loss_by_epoch", with(params, xor_models)},
        {"one_unit", with(params, one_unit)},
        {"spread_by_step", with(params, broken_symmetry)},
        {"small_network", with(params, small_network)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter02
