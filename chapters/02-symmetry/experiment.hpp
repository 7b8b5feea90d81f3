/// @file experiment.hpp
/// @brief Chapter 2: what is left of a layer whose units are all alike?
#pragma once

#include "chapters/02-symmetry/broken_symmetry.hpp"
#include "chapters/02-symmetry/one_unit.hpp"
#include "chapters/02-symmetry/params.hpp"
#include "chapters/02-symmetry/xor_models.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter02 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& = silent()) {
    Result result = parameter_values(params);
    result.add(xor_models(params));
    result.add(one_unit(params));
    result.add(broken_symmetry(params));
    return result;
}

}  // namespace winit::chapter02
