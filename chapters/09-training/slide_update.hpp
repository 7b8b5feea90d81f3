/// @file slide_update.hpp
/// @brief Chapter 9: where the slide's own update of the weights ends.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/small_network.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter09 {

/// @brief The slide's training, with its own update, in a form that runs.
/// @return  The number that the slide prints for the last epoch.
// [begin slide_training]
inline double slide_training(const Initializer& initializer, double learning_rate,
                             std::size_t epochs, Rng rng) {
    std::vector<Matrix> layers = {initializer({.fan_in = 2, .fan_out = 4}, rng),
                                  initializer({.fan_in = 4, .fan_out = 1}, rng)};
    double printed = 0.0;
    for (std::size_t done = 0; done < epochs; ++done) {
        printed = 0.0;
        for (const Sample& sample : truth_table) {
            const Vector input{sample.first, sample.second};
            double sum = 0.0;
            for (std::size_t i = 0; i < 4; ++i) {
                sum += layers[1](0, i) * Sigmoid::value(layers[0](i, 0) * input(0) +
                                                        layers[0](i, 1) * input(1));
            }
            const double distance = sample.target - Sigmoid::value(sum);
            slides::grow_by_error(layers, input, distance * distance, learning_rate);
            printed += 0.25 * distance * distance;
        }
    }
    return printed;
}
// [end slide_training]

/// @brief The smallest and the largest error that the slide's update ends with, of all schemes.
inline Result slide_update(const Params& params) {
    double low = 1.0;
    double high = 0.0;
    for (const Scheme& scheme : schemes()) {
        const auto printed = repeat(
            {params.slide_update_seeds, params.seed, params.threads}, [&](const Rng& rng) {
                return slide_training(scheme.item, params.slide_rate, params.slide_epochs,
                                      rng);
            });
        const auto [least, most] = std::ranges::minmax(printed);
        low = std::min(low, least);
        high = std::max(high, most);
    }
    Result result;
    result.value("slide_update_low", low,
                 "smallest error that the slide's update ends with");
    result.data("slide_update_high", high,
                "largest error that the slide's update ends with");
    return result;
}

}  // namespace winit::chapter09
