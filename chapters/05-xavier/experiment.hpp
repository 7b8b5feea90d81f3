/// @file experiment.hpp
/// @brief Chapter 5: what do Xavier's weights balance?
#pragma once

#include "chapters/05-xavier/bounds.hpp"
#include "chapters/05-xavier/factors_by_shape.hpp"
#include "chapters/05-xavier/networks.hpp"
#include "chapters/05-xavier/params.hpp"
#include "chapters/05-xavier/very_deep.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter05 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& = silent()) {
    Result result = parameter_values(params);
    result.add(bounds());
    result.add(networks(params));
    result.add(very_deep());
    result.add(factors_by_shape(params));
    return result;
}

}  // namespace winit::chapter05
