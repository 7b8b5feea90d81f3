/// @file experiment.hpp
/// @brief Chapter 13: which start for which network, and where may a zero stand?
#pragma once

#include "chapters/13-best-practices/adapter.hpp"
#include "chapters/13-best-practices/checklist.hpp"
#include "chapters/13-best-practices/checklist_errors.hpp"
#include "chapters/13-best-practices/deep_stacks.hpp"
#include "chapters/13-best-practices/known_first_losses.hpp"
#include "chapters/13-best-practices/lsuv_variances.hpp"
#include "chapters/13-best-practices/other_gains.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/plain_stacks.hpp"
#include "chapters/13-best-practices/recurrence.hpp"
#include "chapters/13-best-practices/regression.hpp"
#include "chapters/13-best-practices/repairs.hpp"
#include "chapters/13-best-practices/residual_first_loss.hpp"
#include "chapters/13-best-practices/residual_grids.hpp"
#include "chapters/13-best-practices/residual_growth.hpp"
#include "chapters/13-best-practices/sigmoid_gains.hpp"
#include "chapters/13-best-practices/slide_example.hpp"
#include "chapters/13-best-practices/stack_grids.hpp"
#include "chapters/13-best-practices/zero_layers.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter13 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"known_first_losses", [](Progress&) { return known_first_losses(); }},
        {"zero_layers", with(params, zero_layers)},
        {"plain_stacks", with(params, plain_stacks)},
        {"stacks_descent",
         [=](Progress& progress) { return stacks_with(steppers()[0], params, progress); }},
        {"stacks_adam",
         [=](Progress& progress) { return stacks_with(steppers()[1], params, progress); }},
        {"size_by_depth", with(params, deep_stacks)},
        {"sigmoid_gains", with(params, sigmoid_gains)},
        {"residual_growth", with(params, residual_growth)},
        {"residual_loss", with(params, residual_first_loss)},
        {"residual_descent",
         [=](Progress& progress) {
             return residual_with(steppers()[0], params, progress);
         }},
        {"residual_adam",
         [=](Progress& progress) {
             return residual_with(steppers()[1], params, progress);
         }},
        {"start_repairs", with(params, start_repairs)},
        {"layer_variance", with(params, lsuv_variances)},
        {"regression", with(params, regression)},
        {"adapter", with(params, adapter)},
        {"recurrence", with(params, recurrence)},
        {"slide_example", with(params, slide_example)},
        {"other_gains", [](Progress&) { return other_gains(); }},
        {"checklist", with(params, checklist)},
        {"checklist_panel", with(params, checklist_errors)},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter13
