/// @file quantiles.hpp
/// @brief Chapter 8: quantiles of samples over those of the normal distribution.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "chapters/08-distributions/params.hpp"
#include "chapters/08-distributions/schemes.hpp"
#include "chapters/08-distributions/truncated.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter08 {

/// @brief Three shapes of standard deviation 1.
inline std::vector<Scheme> shapes() {
    return {normal_scheme(
                "normal", "normal",
                [](Fans f, Rng& rng) {
                    return normal_matrix(f.fan_out, f.fan_in, 0.0, 1.0, rng);
                },
                1.0),
            stretched_normal(),
            uniform_scheme(
                "uniform", "uniform",
                [](Fans f, Rng& rng) { return uniform_weights(f, std::sqrt(3.0), rng); },
                std::sqrt(3.0))};
}

/// @brief Quantiles of each shape over those of the normal distribution.
inline Result quantiles(const Params& params) {
    Result result;
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    Chart chart{.name = "quantiles",
                .x_axis = {"quantile of the normal distribution"},
                .y_axis = {"quantile of the sample"},
                .tolerance = {.relative = 1e-9, .absolute = 1e-9}};
    for (int step = -10; step <= 10; ++step) {
        chart.x.push_back(0.3 * step);
    }
    chart.curves.push_back({.label = "", .y = chart.x, .mark = Mark::reference});
    std::uint64_t stream = 100;
    for (const Scheme& shape : shapes()) {
        Rng rng = Rng(params.seed).stream(stream++);
        const auto sample = entries(shape.draw(fans, rng));
        Curve curve{.label = shape.label, .mark = Mark::points};
        for (const double z : chart.x) {
            curve.y.push_back(quantile(sample, normal_cdf(z)));
        }
        chart.curves.push_back(curve);
        result.value(
            "largest_" + shape.name, std::ranges::max(sample),
            "largest draw of " + shape.label + " weights with standard deviation 1");
    }
    result.chart(chart);
    return result;
}

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
