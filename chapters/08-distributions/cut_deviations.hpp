/// @file cut_deviations.hpp
/// @brief Chapter 8: what a normal distribution loses with its tails.
#pragma once

#include <cmath>

#include "chapters/08-distributions/params.hpp"
#include "chapters/08-distributions/truncated.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter08 {

/// @brief Standard deviations of a normal distribution cut at two, and of one stretched back.
inline Result cut_deviations(const Params& params) {
    Result result;
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    Rng rng(params.seed);
    result.value("stddev_cut_theory", cut_normal().stddev,
                 "standard deviation of a normal number cut at 2, by theory");
    result.data("stddev_cut", std::sqrt(sample_variance(cut_normal().draw(fans, rng))),
                "the same, of a sample");
    result.data("stddev_stretched",
                std::sqrt(sample_variance(stretched_normal().draw(fans, rng))),
                "standard deviation of the sample that is stretched back");
    return result;
}

}  // namespace winit::chapter08
