/// @file experiment.hpp
/// @brief Chapter 6: which scale carries a signal through ReLU layers?
#pragma once

#include "chapters/06-he/params.hpp"
#include "chapters/06-he/signal.hpp"
#include "chapters/06-he/survival.hpp"
#include "chapters/06-he/training.hpp"
#include "chapters/06-he/variances.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter06 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(weight_variances(params));
    result.add(signal_by_layer(params));
    result.add(survival(params));
    result.add(training("descent", descents(params), params, progress));
    result.add(training("adam", adams(params), params, progress));
    return result;
}

}  // namespace winit::chapter06
