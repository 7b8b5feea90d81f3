/// @file schemes.hpp
/// @brief Chapter 6: the starts that it compares.
#pragma once

#include <string>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/slides.hpp"

namespace winit::chapter06 {

/// @brief A scheme under the name that figures and tables use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    InitializerOf<float> in_float;  ///< The same for training, which is faster so.
    double gain;  ///< Factor on the mean square per ReLU layer, by theory.
};

// [begin schemes_06]
inline std::vector<Scheme> schemes() {
    return {
        {"he", "He, 2/n", he_normal<double>, he_normal<float>, 1.0},
        {"lecun", "1/n", lecun_normal<double>, lecun_normal<float>, 1.0 / 2.0},
        {"slide", "slide, 2/(3n)", slides::he<double>, slides::he<float>, 1.0 / 3.0},
    };
}
// [end schemes_06]

}  // namespace winit::chapter06
