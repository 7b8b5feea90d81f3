/// @file experiment.hpp
/// @brief Chapter 4: is any random start a good start?
#pragma once

#include "chapters/04-random/accuracy_by_scale.hpp"
#include "chapters/04-random/params.hpp"
#include "chapters/04-random/random_products.hpp"
#include "chapters/04-random/rare_walks.hpp"
#include "chapters/04-random/slide_weights.hpp"
#include "chapters/04-random/ten_layers.hpp"
#include "chapters/04-random/zero_weights_random_biases.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/check.hpp"

namespace winit::chapter04 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    require(params.short_epochs < params.epochs && params.epochs < params.long_epochs,
            "04-random: the budgets must rise", params.epochs);
    Result result = parameter_values(params);
    result.add(slide_weights(params));
    result.add(random_products(params));
    result.add(rare_walks(params));
    result.add(accuracy_by_scale(params, progress));
    result.add(ten_layers(params, progress));
    result.add(biases_only(params, progress));
    return result;
}

}  // namespace winit::chapter04
