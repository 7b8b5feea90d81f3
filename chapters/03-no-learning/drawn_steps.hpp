/// @file drawn_steps.hpp
/// @brief Chapter 3: the steps of a training run that a figure shows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace winit::chapter03 {

/// @brief Every stride-th step from 0 on, as far as the last.
struct DrawnSteps {
    std::size_t last;
    std::size_t stride;
};

/// @brief Steps for a figure of so many points or a few more.
inline DrawnSteps drawn_steps(std::size_t last, std::size_t points) {
    return {last, std::max<std::size_t>(1, last / points)};
}

/// @brief Their times, in steps x learning rate.
inline std::vector<double> times_of(DrawnSteps drawn, double learning_rate) {
    std::vector<double> times;
    for (std::size_t step = 0; step <= drawn.last; step += drawn.stride) {
        times.push_back(learning_rate * static_cast<double>(step));
    }
    return times;
}

}  // namespace winit::chapter03
