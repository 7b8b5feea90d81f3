/// @file stack.hpp
/// @brief The sizes of a network of equal hidden layers.
#pragma once

#include <cstddef>
#include <vector>

namespace winit {

/// @brief A plain stack: inputs, equal hidden layers, outputs.
struct Stack {
    std::size_t inputs;   ///< Features of a sample (count).
    std::size_t depth;    ///< Hidden layers (count).
    std::size_t width;    ///< Units of each of them (count).
    std::size_t outputs;  ///< Units of the last layer (count).
};

/// @brief Units of every layer of a stack, as make_network() takes them.
/// @return  `depth + 2` counts, the inputs first.
inline std::vector<std::size_t> layer_sizes(const Stack& stack) {
    std::vector<std::size_t> sizes(stack.depth + 2, stack.width);
    sizes.front() = stack.inputs;
    sizes.back() = stack.outputs;
    return sizes;
}

}  // namespace winit
