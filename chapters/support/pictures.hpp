/// @file pictures.hpp
/// @brief Pictures in two parts, wherever they are from.
#pragma once

#include <cstddef>

#include "snippets/data/datasets.hpp"

namespace winit {

/// @brief Pictures to learn from, and others to be judged on.
struct Pictures {
    ClassificationOf<float> train;
    ClassificationOf<float> test;
    std::size_t side = 0;      ///< Rows and columns of a picture (pixels).
    std::size_t channels = 1;  ///< Colors, one plane after the other.
};

}  // namespace winit
