/// @file product_spectra.hpp
/// @brief Chapter 14: what a product of matrices keeps of lengths (Saxe, McClelland and Ganguli, 2014).
#pragma once

#include <cstddef>
#include <string>

#include "chapters/14-resources/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter14 {

/// @brief Singular values of a product of random square matrices, the largest first.
// [begin product_spectrum]
inline Vector product_spectrum(const Initializer& initializer, std::size_t width,
                               std::size_t factors, Rng& rng) {
    const Fans square{.fan_in = width, .fan_out = width};
    Matrix product = initializer(square, rng);
    for (std::size_t factor = 1; factor < factors; ++factor) {
        product = Matrix(xt::linalg::dot(initializer(square, rng), product));
    }
    return singular_values(product);
}
// [end product_spectrum]

/// @brief Singular values of one matrix and of products, orthogonal and normal.
inline Result product_spectra(const Params& params) {
    Result result;
    Chart chart{.name = "singular_values",
                .x_axis = {"singular value, from the largest"},
                .y_axis = {"singular value of the product", Scale::log},
                .x = counting(1, params.width),
                .tolerance = {1e-4}};
    const auto add = [&](const std::string& label, const Initializer& initializer,
                         std::size_t factors) {
        Rng rng = Rng(params.seed).stream(4);
        const Vector spectrum = product_spectrum(initializer, params.width, factors, rng);
        chart.curves.push_back({.label = label, .y = {spectrum.begin(), spectrum.end()}});
        return spectrum;
    };
    const Vector straight = add("orthogonal", orthogonal<double>, params.factors);
    add("one normal", lecun_normal<double>, 1);
    const Vector bent = add(std::to_string(params.factors) + " normal",
                            lecun_normal<double>, params.factors);
    result.chart(chart);
    result.value("orthogonal_smallest", straight(params.width - 1),
                 "smallest singular value, product of orthogonal matrices", {1e-6});
    result.value("normal_middle", bent(params.width / 2),
                 "middle singular value, product of normal matrices", {1e-6});
    result.value("normal_smallest", bent(params.width - 1),
                 "smallest singular value, product of normal matrices", {1e-4});
    return result;
}

}  // namespace winit::chapter14
