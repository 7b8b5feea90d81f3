/// @file pictures.hpp
/// @brief Chapter 10: pictures to learn from, and what they have in common.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/support/pictures.hpp"
#include "snippets/data/datasets.hpp"

namespace winit::chapter10 {

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

/// @brief The mean picture of a set: one number per pixel.
inline std::vector<double> mean_picture(const ClassificationOf<float>& set) {
    std::vector<double> mean(set.inputs.shape(1));
    for (std::size_t sample = 0; sample < set.inputs.shape(0); ++sample) {
        for (std::size_t pixel = 0; pixel < mean.size(); ++pixel) {
            mean[pixel] += set.inputs(sample, pixel);
        }
    }
    for (double& pixel : mean) {
        pixel /= static_cast<double>(set.inputs.shape(0));
    }
    return mean;
}

/// @brief Mean of x . x over a set.
inline double mean_squared_length(const ClassificationOf<float>& set) {
    double sum = 0.0;
    for (const float pixel : set.inputs) {
        sum += static_cast<double>(pixel) * static_cast<double>(pixel);
    }
    return sum / static_cast<double>(set.inputs.shape(0));
}

/// @brief What is subtracted from pictures before a network sees them.
enum class Centering {
    none,
    number,  ///< The mean of all pixels, the same for each of them.
    pixel,   ///< The mean picture.
};

/// @brief What a centering subtracts, by the pictures that are learned.
inline std::vector<double> offset_of(const ClassificationOf<float>& learned,
                                     Centering centering) {
    if (centering == Centering::pixel) {
        return mean_picture(learned);
    }
    return std::vector<double>(learned.inputs.shape(1),
                               centering == Centering::number ? mean_pixel(learned) : 0.0);
}

/// @brief Subtract a picture from all of a set.
// [begin subtract_picture]
inline void subtract(ClassificationOf<float>& set, const std::vector<double>& offset) {
    for (std::size_t sample = 0; sample < set.inputs.shape(0); ++sample) {
        for (std::size_t pixel = 0; pixel < offset.size(); ++pixel) {
            set.inputs(sample, pixel) -= static_cast<float>(offset[pixel]);
        }
    }
}
// [end subtract_picture]

/// @brief The same pictures, centered by those that are learned.
inline Pictures centered(Pictures pictures, Centering centering = Centering::pixel) {
    const auto offset = offset_of(pictures.train, centering);
    subtract(pictures.train, offset);
    subtract(pictures.test, offset);
    return pictures;
}

}  // namespace winit::chapter10
