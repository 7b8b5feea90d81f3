/// @file experiment.hpp
/// @brief Chapter 12: why does a deep network train at all?
#pragma once

#include "chapters/12-depth/correlation_and_gradient.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/phase_plane.hpp"
#include "chapters/12-depth/relu_grids.hpp"
#include "chapters/12-depth/slide_xor.hpp"
#include "chapters/12-depth/tanh_grids.hpp"
#include "chapters/12-depth/three_networks.hpp"
#include "chapters/12-depth/trainable_depth.hpp"
#include "chapters/12-depth/weight_gradients.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter12 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(three_networks(params));
    result.add(tanh_grids(params, progress));
    result.add(trainable_depth(params, progress));
    result.add(phase_plane(params));
    result.add(correlation_and_gradient(params));
    result.add(weight_gradients(params));
    result.add(relu_grids(params, progress));
    result.add(slide_xor(params));
    return result;
}

}  // namespace winit::chapter12
