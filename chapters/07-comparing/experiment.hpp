/// @file experiment.hpp
/// @brief Chapter 7: how many draws does it take to compare ways of drawing weights, and trainings?
#pragma once

#include "chapters/07-comparing/counts.hpp"
#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/output_quantiles.hpp"
#include "chapters/07-comparing/output_sizes.hpp"
#include "chapters/07-comparing/pairing.hpp"
#include "chapters/07-comparing/pairs.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/rankings.hpp"
#include "chapters/07-comparing/tuning.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    const auto draws = made_once([=] { return draw_schemes(params); });
    return {
        {"counts", with(params, counts)},
        {"output_quantiles", [=](Progress&) { return output_quantiles(draws(), params); }},
        {"output_sizes", [=](Progress&) { return output_sizes(draws(), params); }},
        {"share_ranked", [=](Progress&) { return rankings(draws()); }},
        {"pairing", with(params, pairing)},
        {"accuracy_by_rate", with(params, tuning)},
        {"pairs", with(params, pairs)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter07
