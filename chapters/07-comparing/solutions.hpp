/// @file solutions.hpp
/// @brief Chapter 7: solutions of the exercises, compiled and tested.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/experiment.hpp"

namespace winit::chapter07 {

/// @brief Names of the schemes, the one with the smallest outputs first, by theory.
// [begin ranking]
inline std::vector<std::string> ranking(std::size_t hidden) {
    const Params params{.hidden = hidden};
    auto all = schemes();
    std::ranges::sort(
        all, {}, [&params](const Scheme& scheme) { return output_stddev(scheme, params); });
    std::vector<std::string> names;
    for (const Scheme& scheme : all) {
        names.push_back(scheme.name);
    }
    return names;
}
// [end ranking]

}  // namespace winit::chapter07
