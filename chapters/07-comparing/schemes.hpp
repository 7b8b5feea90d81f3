/// @file schemes.hpp
/// @brief Chapter 7: the ways of drawing weights that it compares.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"

namespace winit::chapter07 {

/// @brief A rule for weights under the name that figures and tables use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    double (*variance)(Fans);  ///< Of one weight, by its formula.
};

// [begin schemes_07]
inline std::vector<Scheme> schemes() {
    return {
        {"slide_xavier", "slide's Xavier", slides::xavier<double>,
         [](Fans fans) { return 1.0 / (3.0 * static_cast<double>(fans.fan_in)); }},
        {"slide_he", "slide's He", slides::he<double>,
         [](Fans fans) { return 2.0 / (3.0 * static_cast<double>(fans.fan_in)); }},
        {"xavier", "Xavier", glorot_uniform<double>,
         [](Fans fans) { return 2.0 / static_cast<double>(fans.fan_in + fans.fan_out); }},
        {"he", "He", he_uniform<double>,
         [](Fans fans) { return 2.0 / static_cast<double>(fans.fan_in); }},
        {"random", "slide's random", slides::random<double>,
         [](Fans) { return 1.0 / 3.0; }},
    };
}
// [end schemes_07]

/// @brief Standard deviation of one output, by theory.
// [begin output_stddev]
inline double output_stddev(const Scheme& scheme, const Params& params) {
    const double first = scheme.variance({params.inputs, params.hidden});
    const double second = scheme.variance({params.hidden, params.outputs});
    const double input_mean_square = 1.0 / 3.0;  // of a uniform number on [0, 1)
    return std::sqrt(static_cast<double>(params.inputs * params.hidden) * first * second *
                     input_mean_square);
}
// [end output_stddev]

}  // namespace winit::chapter07
