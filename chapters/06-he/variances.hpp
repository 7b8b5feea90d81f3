/// @file variances.hpp
/// @brief Chapter 6: the variance of the weights themselves.
#pragma once

#include "chapters/06-he/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter06 {

/// @brief Variances of drawn weights, times fan_in.
inline Result weight_variances(const Params& params) {
    Result result;
    Rng rng(params.seed);
    const Fans fans{.fan_in = params.width, .fan_out = params.drawn_rows};
    const double n = static_cast<double>(params.width);
    result.value("variance_he_normal", n * sample_variance(he_normal(fans, rng)),
                 "fan_in x variance, He normal weights");
    result.value("variance_he_uniform", n * sample_variance(he_uniform(fans, rng)),
                 "fan_in x variance, He uniform weights");
    result.value("variance_slide", n * sample_variance(slides::he(fans, rng)),
                 "fan_in x variance, the slide's weights");
    return result;
}

}  // namespace winit::chapter06
