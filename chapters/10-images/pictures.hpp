/// @file pictures.hpp
/// @brief Chapter 10: pictures to learn from, and their mean pixel.
#pragma once

#include <cstddef>

#include "snippets/data/datasets.hpp"
#include "snippets/data/images.hpp"

namespace winit::chapter10 {

/// @brief Pictures to learn from, and others to be judged on.
struct Pictures {
    ClassificationOf<float> train;
    ClassificationOf<float> test;
    std::size_t side = 0;      ///< Rows and columns of a picture (pixels).
    std::size_t channels = 1;  ///< Colors, one plane after the other.
};

/// @brief Kinds of pictures: ten, whether they are random, digits or the reader's.
inline constexpr std::size_t classes = 10;

/// @brief Mean of all pixels of a set.
inline double mean_pixel(const ClassificationOf<float>& set) {
    double sum = 0.0;
    for (const float pixel : set.inputs) {
        sum += pixel;
    }
    return sum / static_cast<double>(set.inputs.size());
}

/// @brief The same pictures, moved so that the mean pixel of the training set is zero.
inline Pictures centered(Pictures pictures) {
    const double center = mean_pixel(pictures.train);
    subtract_from_inputs(pictures.train, center);
    subtract_from_inputs(pictures.test, center);
    return pictures;
}

}  // namespace winit::chapter10
