/// @file common_direction.hpp
/// @brief Chapter 10: how much of a step on one picture is a step on all of them?
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter10 {

/// @brief Mean of the products x . x' over pairs of different pictures, as a share of x . x.
/// @return  0 if there is no pair, or nothing but black.
inline double shared_part(const ClassificationOf<float>& set) {
    const auto n = static_cast<double>(set.inputs.shape(0));
    std::vector<double> sum(set.inputs.shape(1));
    double own = 0.0;
    for (std::size_t picture = 0; picture < set.inputs.shape(0); ++picture) {
        for (std::size_t j = 0; j < sum.size(); ++j) {
            const double pixel = set.inputs(picture, j);
            sum[j] += pixel;
            own += pixel * pixel;
        }
    }
    double all_pairs = 0.0;
    for (const double total : sum) {
        all_pairs += total * total;
    }
    return n > 1.0 && own > 0.0 ? (all_pairs - own) / (n - 1.0) / own : 0.0;
}

/// @brief Largest eigenvalue of the mean of x x^T, by the power method.
// [begin largest_eigenvalue]
inline double largest_eigenvalue(const MatrixOf<float>& pictures, Rng& rng) {
    constexpr int steps = 100;
    const std::size_t n = pictures.shape(0);
    MatrixOf<float> weights = normal_matrix<float>(1, n, 0.0, 1.0, rng);
    auto sum = MatrixOf<float>::from_shape({1, pictures.shape(1)});
    double eigenvalue = 0.0;
    for (int step = 0; step < steps; ++step) {
        product(weights, pictures, sum);
        product(sum, pictures, weights, {.right = true});
        const float length = std::sqrt(xt::sum(xt::square(weights))());
        weights /= length;
        eigenvalue = static_cast<double>(length) / static_cast<double>(n);
    }
    return eigenvalue;
}
// [end largest_eigenvalue]

/// @brief What the pictures of one run have in common.
inline Result common_direction(const Offset& offset, const Params& params) {
    Result result;
    Rng rng = Rng(params.seed).stream(0);
    const Pictures pictures = noise_pictures(params, offset.size, rng);
    result.value("shared_" + offset.name, shared_part(pictures.train),
                 "x . x' of two random pictures over x . x, " + offset.name,
                 {.relative = 1e-5, .absolute = 1e-7});
    result.value(
        "eigenvalue_" + offset.name, largest_eigenvalue(pictures.train.inputs, rng),
        "largest eigenvalue of the mean of x x^T, " + offset.name, {.relative = 1e-3});
    return result;
}

/// @brief The edge of the eigenvalues of noise, and how far one step moves all raw pictures.
inline Result common_direction_by_theory(const Params& params) {
    Result result;
    const double d = static_cast<double>(slide_pixels);
    const double edge = 1.0 + std::sqrt(d / static_cast<double>(params.samples));
    result.value("edge", edge * edge / 12.0,
                 "the same by theory, for as many centered pictures");
    result.value("push", params.learning_rate * d / 4.0,
                 "learning rate x pixels / 4: a step's push on all raw pictures");
    return result;
}

}  // namespace winit::chapter10
