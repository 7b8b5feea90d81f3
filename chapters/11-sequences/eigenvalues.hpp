/// @file eigenvalues.hpp
/// @brief Chapter 11: where the eigenvalues of random matrices lie.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/linear_algebra/spectrum.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Numbers from eigenvalues, by whatever LAPACK.
inline constexpr Tolerance loose{.relative = 1e-4, .absolute = 1e-6};

/// @brief Real and imaginary part of an eigenvalue.
using Point = std::pair<double, double>;

/// @brief Eigenvalues of one square matrix, from left to right.
inline std::vector<Point> eigenvalue_points(const Initializer& initializer,
                                            std::size_t units, const Params& params) {
    Rng rng = rng_of(Stream::eigenvalues, params);
    std::vector<Point> points;
    for (const auto& value : eigenvalues(initializer({units, units}, rng))) {
        points.emplace_back(value.real(), value.imag());
    }
    std::sort(points.begin(), points.end());
    return points;
}

/// @brief Both clouds of points, over the unit circle.
inline Chart eigenvalue_chart(const std::vector<Point>& gaussian_points,
                              const std::vector<Point>& orthogonal_points) {
    Chart chart{.name = "eigenvalue_cloud",
                .x_axis = {"real part"},
                .y_axis = {"imaginary part"},
                .tolerance = loose,
                .equal_units = true};
    // In this order one cloud's rows do not depend on where the points of another fall.
    chart.curves = {{.label = "", .mark = Mark::reference},
                    {.label = "unit circle", .mark = Mark::reference},
                    {.label = "Gaussian", .mark = Mark::points, .color = 0},
                    {.label = "orthogonal", .mark = Mark::points, .color = 1}};
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const auto add = [&chart](double x, std::array<double, 4> heights) {
        chart.x.push_back(x);
        for (std::size_t i = 0; i < heights.size(); ++i) {
            chart.curves[i].y.push_back(heights.at(i));
        }
    };
    for (int step = 0; step <= 180; ++step) {
        const double angle = step * std::numbers::pi / 180.0;
        add(-std::cos(angle), {std::sin(angle), -std::sin(angle), nothing, nothing});
    }
    for (const auto& [x, y] : gaussian_points) {
        add(x, {nothing, nothing, y, nothing});
    }
    for (const auto& [x, y] : orthogonal_points) {
        add(x, {nothing, nothing, nothing, y});
    }
    return chart;
}

/// @brief Eigenvalues of a Gaussian and of an orthogonal matrix, and how far out some lie.
inline Result eigenvalue_cloud(const Params& params) {
    Result result;
    const auto points =
        eigenvalue_points(gaussian<double>(1.0), params.cloud_units, params);
    result.chart(eigenvalue_chart(
        points, eigenvalue_points(orthogonal<double>, params.ring_units, params)));
    double radius = 0.0;
    for (const auto& [x, y] : points) {
        radius = std::max(radius, std::hypot(x, y));
    }
    result.value("radius_normal", radius, "spectral radius of the Gaussian matrix shown",
                 loose);
    Rng rng = rng_of(Stream::eigenvalues, params);
    const Matrix slide = slides::xavier({params.cloud_units, params.cloud_units}, rng);
    result.value("radius_slide", spectral_radius(slide),
                 "spectral radius of the slide's recurrent weights", loose);
    return result;
}

}  // namespace winit::chapter11
