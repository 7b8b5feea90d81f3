/// @file random_pictures.hpp
/// @brief Chapter 10: the slide's pictures, which are noise.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "snippets/data/images.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter10 {

/// @brief Middle of the slide's pixels, which lie in [0, 1).
inline constexpr double slide_center = 0.5;

/// @brief What is subtracted from every pixel before a network sees it.
struct Offset {
    std::string name;  ///< For values and figures.
    double size;
};

/// @brief The two that the chapter compares.
inline std::vector<Offset> offsets() {
    return {{"centered", slide_center}, {"raw", 0.0}};
}

/// @brief The slide's data, with as many pictures that stay unseen.
// [begin noise_pictures]
inline Pictures noise_pictures(const Params& params, double center, Rng& rng) {
    Pictures pictures{
        .train = random_images<float>(params.samples, slide_pixels, classes, rng),
        .test = random_images<float>(params.new_samples, slide_pixels, classes, rng),
        .side = slide_side,
        .channels = slide_channels};
    subtract_from_inputs(pictures.train, center);
    subtract_from_inputs(pictures.test, center);
    return pictures;
}
// [end noise_pictures]

}  // namespace winit::chapter10
