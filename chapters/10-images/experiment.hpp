/// @file experiment.hpp
/// @brief Chapter 10: has the network learned, or only memorized?
#pragma once

#include "chapters/10-images/learning_rates.hpp"
#include "chapters/10-images/living_units.hpp"
#include "chapters/10-images/memorizing.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/real_pictures.hpp"
#include "chapters/10-images/slide_update.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter10 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(memorizing(params, progress));
    result.add(accuracy_by_rate(params, progress));
    result.add(dying_units(params, progress));
    result.add(slide_update(params, progress));
    result.add(learning_real(params, progress));
    return result;
}

}  // namespace winit::chapter10
