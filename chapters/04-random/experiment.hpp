/// @file experiment.hpp
/// @brief Chapter 4: is any random start a good start?
#pragma once

#include "chapters/04-random/accuracy_by_scale.hpp"
#include "chapters/04-random/params.hpp"
#include "chapters/04-random/random_products.hpp"
#include "chapters/04-random/rare_walks.hpp"
#include "chapters/04-random/slide_weights.hpp"
#include "chapters/04-random/small_network.hpp"
#include "chapters/04-random/ten_layers.hpp"
#include "chapters/04-random/zero_weights_random_biases.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/check.hpp"

namespace winit::chapter04 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    require(params.short_epochs < params.epochs && params.epochs < params.long_epochs,
            "04-random: the budgets must rise", params.epochs);
    return {
        {"slide_weights", with(params, slide_weights)},
        {"walks", with(params, random_products)},
        {"rare_walks", with(params, rare_walks)},
        {"accuracy_by_scale", with(params, accuracy_by_scale)},
        {"descent",
         [=](Progress& progress) {
             return ten_layers(long_descent(params), "descent", params, progress);
         }},
        {"adam",
         [=](Progress& progress) {
             return ten_layers(short_adam(params), "adam", params, progress);
         }},
        {"biases_only", with(params, biases_only)},
        {"small_network", with(params, small_network)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter04
