/// @file pairing.hpp
/// @brief Chapter 7: what a common seed does for weights that are not the same ones, scaled.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"

namespace winit::chapter07 {

/// @brief Outputs of two schemes at one seed, one over the other.
inline std::vector<double> output_ratios(const Initializer& initializer,
                                         const Initializer& other, const Params& params,
                                         const Rng& rng) {
    const Matrix outputs = draw_network(initializer, params, rng).outputs;
    const Matrix others = draw_network(other, params, rng).outputs;
    std::vector<double> ratios;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
        ratios.push_back(outputs(0, k) / others(0, k));
    }
    return ratios;
}

/// @brief The ratios of one pair of networks: all alike for uniform weights, and for no others.
inline Result pairing(const Params& params) {
    const Rng rng(params.seed);
    const auto uniform =
        output_ratios(he_uniform<double>, glorot_uniform<double>, params, rng);
    const auto normal = output_ratios(he_normal<double>, he_uniform<double>, params, rng);
    Result result;
    result.value("uniform_ratio", uniform.front(),
                 "outputs from He's uniform weights over those from Glorot's, one seed");
    result.value(
        "normal_ratio_least", std::ranges::min(normal),
        "outputs from He's normal weights over those from his uniform ones, one seed, "
        "smallest");
    result.value("normal_ratio_most", std::ranges::max(normal), "the same, largest");
    return result;
}

}  // namespace winit::chapter07
