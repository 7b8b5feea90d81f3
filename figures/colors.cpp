#include "figures/colors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace winit {
namespace {

ColorScale scale_from(const std::vector<std::string_view>& hex) {
    ColorScale scale;
    for (const std::string_view color : hex) {
        scale.push_back(color_from(color));
    }
    return scale;
}

}  // namespace

const ColorScale& sequential_colors() {
    // Nine samples of viridis (van der Walt and Smith 2015).
    static const ColorScale scale =
        scale_from({"#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80",
                    "#5ec962", "#addc30", "#fde725"});
    return scale;
}

const ColorScale& diverging_colors() {
    // RdBu of ColorBrewer (Brewer 2003), turned around.
    static const ColorScale scale =
        scale_from({"#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7", "#fddbc7",
                    "#f4a582", "#d6604d", "#b2182b"});
    return scale;
}

Color color_at(const ColorScale& scale, double share) {
    const double place =
        std::clamp(share, 0.0, 1.0) * static_cast<double>(scale.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), scale.size() - 2);
    const double rest = place - static_cast<double>(index);
    Color color{};
    for (std::size_t channel = 0; channel < color.size(); ++channel) {
        const double mixed =
            (1.0 - rest) * scale[index][channel] + rest * scale[index + 1][channel];
        color[channel] = static_cast<int>(std::lround(mixed));
    }
    return color;
}

Color color_from(std::string_view hex) {
    Color color{};
    for (std::size_t channel = 0; channel < color.size(); ++channel) {
        const std::string_view digits = hex.substr(1 + 2 * channel, 2);
        std::from_chars(digits.data(), digits.data() + digits.size(), color[channel], 16);
    }
    return color;
}

}  // namespace winit
