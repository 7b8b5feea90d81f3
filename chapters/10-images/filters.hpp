/// @file filters.hpp
/// @brief Chapter 10: what the units of the first layer have learned, as pictures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/real_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter10 {

/// @brief The weights of one first-layer unit as a picture, the mean over its colors.
inline std::vector<std::vector<double>> filter_of(const MatrixOf<float>& weights,
                                                  std::size_t unit,
                                                  const Pictures& pictures) {
    const std::size_t side = pictures.side;
    std::vector<std::vector<double>> cells(side, std::vector<double>(side));
    const float* weight = &weights(unit, 0);
    for (std::size_t channel = 0; channel < pictures.channels; ++channel) {
        for (std::size_t row = side; row-- > 0;) {  // the picture's first row is its top
            for (double& cell : cells[row]) {
                cell +=
                    static_cast<double>(*weight++) / static_cast<double>(pictures.channels);
            }
        }
    }
    return cells;
}

/// @brief Filters of three units from zeros, and from He's weights before training and what it added.
inline Result filters(const RealRuns& runs, const Pictures& pictures) {
    Result result;
    // Another BLAS kernel moved a weight by 0.19; the largest of every panel is beyond 0.37.
    HeatMap map{.name = "filters",
                .x_axis = {"column"},
                .y_axis = {"row from below"},
                .cell_axis = {"weight"},
                .x = counting(1, pictures.side),
                .y = counting(1, pictures.side),
                .tolerance = {.relative = 0.0, .absolute = 0.3}};
    const auto add_three = [&](const std::string& label, const MatrixOf<float>& weights) {
        for (std::size_t unit = 0; unit < 3; ++unit) {
            map.panels.push_back({label + ", unit " + std::to_string(unit + 1),
                                  filter_of(weights, unit, pictures)});
        }
    };
    const Run& he = runs.he.front();
    const MatrixOf<float> added = he.network.layers.front().weights - he.first_filters;
    add_three("zeros", runs.zero_sigmoid.front().network.layers.front().weights);
    add_three("He before", he.first_filters);
    add_three("He added", added);
    result.map(map);
    return result;
}

}  // namespace winit::chapter10
