/// @file bounds.hpp
/// @brief Chapter 5: bounds of the slide's example and of a large layer.
#pragma once

#include <string>

#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"

namespace winit::chapter05 {

/// @brief Bounds of the slide's example and of a large layer.
inline Result bounds() {
    Result result;
    for (const Fans fans : {Fans{3, 4}, Fans{4, 2}, Fans{784, 256}}) {
        const std::string shape =
            std::to_string(fans.fan_in) + "_" + std::to_string(fans.fan_out);
        const std::string fans_in_words = ", " + std::to_string(fans.fan_in) +
                                          " inputs and " + std::to_string(fans.fan_out) +
                                          " outputs";
        result.value("bound_xavier_" + shape, glorot_bound(fans),
                     "bound of Xavier's weights" + fans_in_words);
        result.value("bound_slide_" + shape, heuristic_bound(fans.fan_in),
                     "bound of the slide's weights" + fans_in_words);
    }
    return result;
}

}  // namespace winit::chapter05
