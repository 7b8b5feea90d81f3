/// @file experiment.hpp
/// @brief Chapter 7: how many draws does it take to compare ways of drawing weights, and trainings?
#pragma once

#include <vector>

#include "chapters/07-comparing/counts.hpp"
#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/output_quantiles.hpp"
#include "chapters/07-comparing/output_sizes.hpp"
#include "chapters/07-comparing/pairing.hpp"
#include "chapters/07-comparing/pairs.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/rankings.hpp"
#include "chapters/07-comparing/tuning.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(counts(params));
    const std::vector<Draws> draws = draw_schemes(params);
    result.add(output_quantiles(draws, params));
    result.add(output_sizes(draws, params));
    result.add(rankings(draws));
    result.add(pairing(params));
    result.add(tuning(params, progress));
    result.add(pairs(params, progress));
    return result;
}

}  // namespace winit::chapter07
