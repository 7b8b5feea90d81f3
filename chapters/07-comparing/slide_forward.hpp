/// @file slide_forward.hpp
/// @brief Chapter 7: the slide's own forward pass.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"

namespace winit::chapter07 {

/// @brief The slide's forward pass: weights[input][unit], every row taken for a unit.
///
/// Like Python's zip, it drops what is left over of the longer list.
// [begin slide_forward]
inline std::vector<double> slide_forward(std::vector<double> inputs,
                                         const std::vector<Matrix>& weights) {
    for (const Matrix& layer : weights) {
        std::vector<double> sums;
        for (std::size_t row = 0; row < layer.shape(0); ++row) {
            double sum = 0.0;
            for (std::size_t j = 0; j < std::min(inputs.size(), layer.shape(1)); ++j) {
                sum += inputs[j] * layer(row, j);
            }
            sums.push_back(sum);
        }
        inputs = sums;
    }
    return inputs;
}
// [end slide_forward]

/// @brief How many numbers the slide's forward pass returns for its own network.
inline std::size_t slide_output_count(const Params& params) {
    const Matrix first = xt::ones<double>({params.inputs, params.hidden});
    const Matrix second = xt::ones<double>({params.hidden, params.outputs});
    return slide_forward(std::vector<double>(params.inputs, 1.0), {first, second}).size();
}

}  // namespace winit::chapter07
