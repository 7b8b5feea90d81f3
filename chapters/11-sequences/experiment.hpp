/// @file experiment.hpp
/// @brief Chapter 11: what is left of the first word at the end of a sentence?
#pragma once

#include "chapters/11-sequences/eigenvalues.hpp"
#include "chapters/11-sequences/first_word.hpp"
#include "chapters/11-sequences/forget_gate.hpp"
#include "chapters/11-sequences/gradient_by_distance.hpp"
#include "chapters/11-sequences/gradient_left.hpp"
#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/reading.hpp"
#include "chapters/11-sequences/slide_answer.hpp"
#include "chapters/11-sequences/trials.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter11 {

/// @brief What the chapter finds out, in the order of its values.
inline Experiments experiments(const Params& params) {
    return {
        {"answer_distribution", with(params, answer_distribution)},
        {"effect_of_a_word", with(params, effect_of_a_word)},
        {"gradient_left", with(params, gradient_left)},
        {"by_rate_soon",
         [=](Progress& progress) {
             return reading(descents(params)[0], params, progress);
         }},
        {"by_rate_late",
         [=](Progress& progress) {
             return reading(descents(params)[1], params, progress);
         }},
        {"by_rate_soon_adam",
         [=](Progress& progress) { return reading(adams(params)[0], params, progress); }},
        {"by_rate_late_adam",
         [=](Progress& progress) { return reading(adams(params)[1], params, progress); }},
        {"eigenvalue_cloud", with(params, eigenvalue_cloud)},
        {"gradient_by_distance", with(params, gradient_by_distance)},
        {"cell_by_distance", with(params, cell_by_bias)},
        {"by_rate_gate",
         [=](Progress& progress) {
             return reading_lstm(lstm_trials(params)[0], params, progress);
         }},
        {"by_rate_gate_adam",
         [=](Progress& progress) {
             return reading_lstm(lstm_trials(params)[1], params, progress);
         }},
    };
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter11
