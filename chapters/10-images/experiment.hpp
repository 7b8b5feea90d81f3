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
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/check.hpp"

namespace winit::chapter10 {

/// @brief What needs no pictures of the reader's: noise and the digits of this book.
inline Result noise_and_digits(const Params& params, Progress& progress = silent()) {
    require(params.digit_samples <= most_digits,
            "digit_samples: this book has digits for at most 1790", params.digit_samples);
    Result result;
    result.add(memorizing(params, progress));
    result.add(end_of_raw(params, progress));
    result.add(accuracy_by_rate(params, progress));
    result.add(accuracy_by_scale(params, progress));
    result.add(dying_units(params, progress));
    result.add(slide_update(params, progress));
    result.add(thumbnails(params));
    result.add(shuffled_labels(params, progress));
    result.add(centering_by_rate(params, progress));
    return result;
}

/// @brief The whole chapter: numbers in, numbers out, no files. With pictures that were brought
///        along, only what is about them.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    if (!params.brought) {
        result.add(noise_and_digits(params, progress));
    }
    result.add(learning_real(params, progress));
    return result;
}

}  // namespace winit::chapter10
