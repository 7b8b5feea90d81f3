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
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter12 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"three_networks", with(params, three_networks)},
        {"tanh_rates", with(params, tanh_grids)},
        {"trainable_depth", with(params, trainable_depth)},
        {"phase_plane", with(params, phase_plane)},
        {"gradient_by_layer", with(params, correlation_and_gradient)},
        {"weight_gradients", with(params, weight_gradients)},
        {"relu_rates", with(params, relu_grids)},
        {"slide_progress", with(params, slide_xor)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter12
