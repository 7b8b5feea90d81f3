/// @file thumbnails.hpp
/// @brief Chapter 10: pictures, their mean, and what is left without it.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/10-images/common_direction.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/real_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter10 {

/// @brief The first square of a picture, its top row last, as a heat map has it.
/// @param width  Pixels in a row of the picture.
inline std::vector<std::vector<double>> square_of(const std::vector<double>& picture,
                                                  std::size_t width, std::size_t side) {
    std::vector<std::vector<double>> cells(side, std::vector<double>(side));
    for (std::size_t row = 0; row < side; ++row) {
        for (std::size_t column = 0; column < side; ++column) {
            cells[side - 1 - row][column] = picture[row * width + column];
        }
    }
    return cells;
}

/// @brief The first picture of a set, the mean of the set, and their difference, as panels.
inline std::vector<Panel> three_panels(const ClassificationOf<float>& set,
                                       std::size_t width, std::size_t side,
                                       const std::string& kind) {
    const auto mean = mean_picture(set);
    std::vector<double> first(mean.size());
    std::vector<double> rest(mean.size());
    for (std::size_t pixel = 0; pixel < mean.size(); ++pixel) {
        first[pixel] = set.inputs(0, pixel);
        rest[pixel] = first[pixel] - mean[pixel];
    }
    return {{kind, square_of(first, width, side)},
            {kind + ", mean", square_of(mean, width, side)},
            {kind + ", less mean", square_of(rest, width, side)}};
}

/// @brief A digit above, a corner of a random picture below.
inline Result thumbnails(const Params& params) {
    const Pictures digits = digit_pictures(params);
    Rng rng = Rng(params.seed).stream(0);
    const Pictures noise = noise_pictures(params, 0.0, rng);
    HeatMap map{.name = "thumbnails",
                .x_axis = {"column"},
                .y_axis = {"row from below"},
                .cell_axis = {"pixel"},
                .x = counting(1, digits.side),
                .y = counting(1, digits.side),
                .panels = three_panels(digits.train, digits.side, digits.side, "digit"),
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    for (Panel& panel : three_panels(noise.train, slide_side, digits.side, "noise")) {
        map.panels.push_back(std::move(panel));
    }
    Result result;
    result.map(map);
    Pictures by_number = centered(digits, Centering::number);
    result.value("digits_shared_none", shared_part(digits.train),
                 "x . x' of two digits over x . x, raw", {.relative = 1e-5});
    result.value("digits_shared_number", shared_part(by_number.train),
                 "the same, the mean pixel subtracted", {.relative = 1e-5});
    return result;
}

}  // namespace winit::chapter10
