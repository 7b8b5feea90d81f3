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
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter11 {

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(answer_distribution(params));
    result.add(effect_of_a_word(params));
    result.add(gradient_left(params));
    result.add(reading(descents(params), params, progress));
    result.add(reading(adams(params), params, progress));
    result.add(eigenvalue_cloud(params));
    result.add(gradient_by_distance(params));
    result.add(cell_by_bias(params));
    result.add(reading_lstm(params, progress));
    return result;
}

}  // namespace winit::chapter11
