/// @file labels.hpp
/// @brief Text beside the curves: how wide it is, and where it does not collide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace winit {

/// @brief Width of a text in the widest of the usual fonts (pixels), so that it fits in all.
double text_width(std::string_view text, double size);

/// @brief Break a text at spaces into lines no wider than that, if it can be.
std::vector<std::string> wrapped(const std::string& text, double size, double max_width);

/// @brief A label that wants to stand at a height.
struct Placed {
    double wanted;  ///< Center of the label (pixels).
    double height;  ///< Room that it takes (pixels).
    double at = 0;  ///< Where it stands after spread().
};

/// @brief Move labels apart, each as little as possible, and keep them between two heights.
void spread(std::vector<Placed>& labels, double lowest, double highest);

}  // namespace winit
