/// @file experiment.hpp
/// @brief Chapter 10: has the network learned, or only memorized?
#pragma once

#include "chapters/10-images/digits_by_rate.hpp"
#include "chapters/10-images/end_of_raw.hpp"
#include "chapters/10-images/learning_rates.hpp"
#include "chapters/10-images/living_units.hpp"
#include "chapters/10-images/memorizing.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/real_pictures.hpp"
#include "chapters/10-images/scales.hpp"
#include "chapters/10-images/shuffled_labels.hpp"
#include "chapters/10-images/slide_update.hpp"
#include "chapters/10-images/thumbnails.hpp"
#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/check.hpp"

namespace winit::chapter10 {

/// @brief What needs no pictures of the reader's: noise and the digits of this book.
inline Experiments noise_and_digits(const Params& params) {
    require(params.digit_samples <= most_digits,
            "digit_samples: this book has digits for at most 1790", params.digit_samples);
    return {
        {"memorizing", with(params, memorizing)},
        {"end_of_raw", with(params, end_of_raw)},
        {"accuracy_by_rate", with(params, accuracy_by_rate)},
        {"accuracy_by_scale", with(params, accuracy_by_scale)},
        {"living_units", with(params, dying_units)},
        {"slide_update", with(params, slide_update)},
        {"thumbnails", with(params, thumbnails)},
        {"shuffled_labels", with(params, shuffled_labels)},
        {"centering_descent",
         [=](Progress& progress) {
             return centering_by_rate(digit_steps()[0], params, progress);
         }},
        {"centering_adam",
         [=](Progress& progress) {
             return centering_by_rate(digit_steps()[1], params, progress);
         }},
    };
}

/// @brief What the chapter finds out, in the order of its values. With pictures that were brought
///        along, only what is about them.
inline Experiments experiments(const Params& params) {
    Experiments all = params.brought ? Experiments{} : noise_and_digits(params);
    all.push_back({"error_on_real", with(params, learning_real)});
    return all;
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}

}  // namespace winit::chapter10
