/// @file fans.hpp
/// @brief How many numbers meet in a unit, and how many leave it: dense layers and convolutions.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Which side of a layer decides the size of its weights.
enum class FanMode {
    fan_in,   ///< Inputs of a unit: keeps the size of the signal.
    fan_out,  ///< Units of the layer: keeps the size of the gradient.
    fan_avg,  ///< The mean of both.
};

/// @brief Throw unless a layer has inputs and units.
/// @param fans      Size of the layer (counts).
/// @param function  Name of the calling function, for the reader of the error.
/// @throws std::invalid_argument if a fan is 0, or both are more than memory can hold.
inline void require_fans(Fans fans, std::string_view function) {
    if (fans.fan_in == 0 || fans.fan_out == 0) {
        throw std::invalid_argument(std::string(function) + ": fans must be at least 1");
    }
    if (!countable(fans.fan_out, fans.fan_in)) {
        throw std::invalid_argument(std::string(function) +
                                    ": fans must fit into memory together");
    }
}

/// @brief The count that a mode picks.
/// @param fans  Size of the layer (counts, at least 1).
/// @param mode  Which side.
/// @return      fan_in, fan_out, or their mean (count, may end in one half).
/// @throws std::invalid_argument if a fan is 0.
inline double fan_count(Fans fans, FanMode mode) {
    require_fans(fans, "fan_count");
    const auto inputs = static_cast<double>(fans.fan_in);
    const auto outputs = static_cast<double>(fans.fan_out);
    switch (mode) {
        case FanMode::fan_in:
            return inputs;
        case FanMode::fan_out:
            return outputs;
        case FanMode::fan_avg:
            return (inputs + outputs) / 2.0;
    }
    throw std::invalid_argument("fan_count: mode must be one of the enumeration");
}

/// @brief Size of a convolution over images.
struct Convolution {
    std::size_t channels_in;    ///< Channels of the image that comes in (count).
    std::size_t channels_out;   ///< Filters: channels of the image that goes out (count).
    std::size_t kernel_height;  ///< Rows of a filter (pixels).
    std::size_t kernel_width;   ///< Columns of a filter (pixels).
    std::size_t groups = 1;  ///< Parts of the channels that do not see each other (count).
};

/// @brief Fans of a convolution.
///
/// One output pixel sees a patch of kernel_height * kernel_width pixels in each channel of its
/// group; one input pixel reaches as many in each filter of its group. PyTorch forgets the groups
/// in fan_out; for one group there is no difference.
///
/// @param convolution  Its size (counts, at least 1; groups must divide both channel counts).
/// @return             fan_in and fan_out (counts).
/// @throws std::invalid_argument if a count is 0, the groups do not divide the channels, or the
///         filters are more than memory can hold.
/// @see He et al. (2015), "Delving Deep into Rectifiers", sec. 2.2: \f$n = k^2 c\f$.
inline Fans fans_of(const Convolution& convolution) {
    const auto [in, out, height, width, groups] = convolution;
    require(in > 0 && out > 0 && height > 0 && width > 0 && groups > 0,
            "fans_of: every count of a convolution must be at least 1");
    require(in % groups == 0 && out % groups == 0,
            "fans_of: groups must divide the channels", groups);
    require(countable(height, width) && countable(height * width, in) &&
                countable(height * width * in, out),
            "fans_of: the filters must fit into memory", out);
    const std::size_t patch = height * width;
    return {.fan_in = patch * in / groups, .fan_out = patch * out / groups};
}

}  // namespace winit
