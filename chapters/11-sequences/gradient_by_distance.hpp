/// @file gradient_by_distance.hpp
/// @brief Chapter 11: the length of a gradient that is sent back through one matrix.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter11 {

/// @brief Length of a gradient sent back through one matrix again and again, from length 1.
inline std::vector<double> lengths_by_distance(const Matrix& recurrent,
                                               std::size_t distance, Rng rng) {
    const auto length = [](const Matrix& row) {
        return std::sqrt(mean_square(row) * static_cast<double>(row.size()));
    };
    Matrix gradient = normal_matrix(1, recurrent.shape(0), 0.0, 1.0, rng);
    gradient /= length(gradient);
    Matrix earlier = gradient;
    std::vector<double> lengths = {1.0};
    for (std::size_t t = 0; t < distance; ++t) {
        product(gradient, recurrent, earlier);
        std::swap(gradient, earlier);
        lengths.push_back(length(gradient));
    }
    return lengths;
}

/// @brief The same for many matrices.
inline std::vector<std::vector<double>> many_lengths(const Initializer& initializer,
                                                     std::size_t units,
                                                     const Params& params) {
    return repeat(repeats_of(Stream::gradients, params.gradient_seeds, params),
                  [&](Rng rng) {
                      const Matrix recurrent = initializer({units, units}, rng);
                      return lengths_by_distance(recurrent, params.distance, rng.stream(1));
                  });
}

/// @brief Recurrent weights, and what a step does to a gradient by theory.
struct ScaledWeights {
    std::string name;
    std::string label;
    double scale;  ///< Factor on the length per step, by theory.
    Initializer initializer;
};

/// @brief The weights that the chapter compares.
inline std::vector<ScaledWeights> scaled_weights() {
    return {{"large", "Gaussian, 1.1", 1.1, gaussian<double>(1.1)},
            {"orthogonal", "orthogonal", 1.0, orthogonal<double>},
            {"one", "Gaussian, 1", 1.0, gaussian<double>(1.0)},
            {"small", "Gaussian, 0.9", 0.9, gaussian<double>(0.9)}};
}

/// @brief Lengths of a gradient over the distance, beside their theory.
inline Result gradient_by_distance(const Params& params) {
    Result result;
    Chart chart{.name = "gradient_by_distance",
                .x_axis = {"steps back"},
                .y_axis = {"length of the gradient", Scale::log},
                .x = counting(0, params.distance + 1),
                .tolerance = {.relative = 1e-6}};
    for (const auto& [name, label, scale, initializer] : scaled_weights()) {
        const Curve measured =
            banded(label, many_lengths(initializer, params.cloud_units, params));
        Curve theory{.label = "", .mark = Mark::theory};
        for (const double t : chart.x) {
            theory.y.push_back(std::pow(scale, t));
        }
        result.value("length_" + name, measured.y.back(),
                     "length of the gradient at the largest distance, median, " + label,
                     {.relative = 1e-6});
        chart.curves.push_back(measured);
        chart.curves.push_back(theory);
    }
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter11
