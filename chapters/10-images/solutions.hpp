/// @file solutions.hpp
/// @brief Chapter 10: solutions of the exercises, compiled and tested.
#pragma once

#include <cstddef>
#include <vector>

#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"

namespace winit::chapter10 {

/// @brief A picture: value of channel c at row y and column x.
using Picture = xt::xtensor<double, 3>;

/// @brief Filters of a convolution, shape (channels_out, channels_in, height, width).
using Filters = xt::xtensor<double, 4>;

/// @brief A convolution without padding: every output pixel sees one patch of the input.
// [begin convolve]
inline Picture convolve(const Picture& input, const Filters& filters) {
    const auto [channels_out, channels_in, height, width] = filters.shape();
    Picture output = xt::zeros<double>(
        {channels_out, input.shape(1) - height + 1, input.shape(2) - width + 1});
    for (std::size_t out = 0; out < channels_out; ++out) {
        for (std::size_t y = 0; y < output.shape(1); ++y) {
            for (std::size_t x = 0; x < output.shape(2); ++x) {
                for (std::size_t in = 0; in < channels_in; ++in) {
                    for (std::size_t dy = 0; dy < height; ++dy) {
                        for (std::size_t dx = 0; dx < width; ++dx) {
                            output(out, y, x) +=
                                filters(out, in, dy, dx) * input(in, y + dy, x + dx);
                        }
                    }
                }
            }
        }
    }
    return output;
}
// [end convolve]

/// @brief Fans counted, not computed: light up one input after the other, and see who notices.
// [begin counted_fans]
inline Fans counted_fans(const Convolution& size, std::size_t side) {
    const Filters ones = xt::ones<double>(
        {size.channels_out, size.channels_in, size.kernel_height, size.kernel_width});
    const std::size_t middle = side / 2;
    Fans fans{.fan_in = 0, .fan_out = 0};
    for (std::size_t in = 0; in < size.channels_in; ++in) {
        for (std::size_t y = 0; y < side; ++y) {
            for (std::size_t x = 0; x < side; ++x) {
                Picture light = xt::zeros<double>({size.channels_in, side, side});
                light(in, y, x) = 1.0;
                const Picture seen = convolve(light, ones);
                fans.fan_in += seen(0, middle - 1, middle - 1) > 0.0 ? 1 : 0;
                if (in == 0 && y == middle && x == middle) {
                    fans.fan_out = static_cast<std::size_t>(xt::sum(seen)());
                }
            }
        }
    }
    return fans;
}
// [end counted_fans]

}  // namespace winit::chapter10
