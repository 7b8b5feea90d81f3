/// @file schemes.hpp
/// @brief Chapter 8: schemes with the distributions that their weights should have.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/random/normal_distribution.hpp"

namespace winit::chapter08 {

/// @brief A function of one weight: a density, or a distribution function.
using Curve1d = std::function<double(double)>;

/// @brief A scheme for one layer, with the distribution that its weights should have.
struct Scheme {
    std::string name;
    std::string label;
    Initializer draw;
    double stddev;   ///< Of one weight, by theory.
    double support;  ///< Where a figure may stop: the bound, or far enough.
    Curve1d density;
    Curve1d cdf;
};

/// @brief A scheme with a bound.
inline Scheme uniform_scheme(std::string name, std::string label, Initializer draw,
                             double bound) {
    return {std::move(name),
            std::move(label),
            std::move(draw),
            bound / std::sqrt(3.0),
            bound,
            [bound](double w) { return uniform_density(w, bound); },
            [bound](double w) { return uniform_cdf(w, bound); }};
}

/// @brief A scheme with a standard deviation.
inline Scheme normal_scheme(std::string name, std::string label, Initializer draw,
                            double stddev) {
    return {std::move(name),
            std::move(label),
            std::move(draw),
            stddev,
            4.0 * stddev,
            [stddev](double w) { return normal_density(w / stddev) / stddev; },
            [stddev](double w) { return normal_cdf(w / stddev); }};
}

/// @brief The schemes of the book so far, for one layer.
// [begin schemes_08]
inline std::vector<Scheme> schemes(Fans fans) {
    const double he = he_stddev(fans.fan_in);
    return {
        uniform_scheme("xavier", "slide's Xavier", slides::xavier<double>,
                       heuristic_bound(fans.fan_in)),
        uniform_scheme("slide_he", "slide's He", slides::he<double>, he),
        uniform_scheme("glorot", "Glorot", glorot_uniform<double>, glorot_bound(fans)),
        uniform_scheme("he_uniform", "He, uniform", he_uniform<double>,
                       std::sqrt(3.0) * he),
        normal_scheme("he_normal", "He, normal", he_normal<double>, he),
        uniform_scheme("random", "random, ±1", slides::random<double>, 1.0),
    };
}
// [end schemes_08]

/// @brief The entries of a matrix, as a list.
inline std::vector<double> entries(const Matrix& weights) {
    return {weights.begin(), weights.end()};
}

}  // namespace winit::chapter08
