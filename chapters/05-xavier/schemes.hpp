/// @file schemes.hpp
/// @brief Chapter 5: the rules for weights that it compares.
#pragma once

#include <string>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"

namespace winit::chapter05 {

/// @brief A rule for weights under the name that figures and values use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    double variance;  ///< Width times the variance of a weight, in a square layer.
    int color;        ///< Its color in every figure.
};

inline std::vector<Scheme> schemes() {
    return {
        {"heuristic", "heuristic", heuristic_uniform<double>, 1.0 / 3.0, 1},
        {"xavier", "Xavier", glorot_uniform<double>, 1.0, 0},
    };
}

}  // namespace winit::chapter05
