/// @file output_sizes.hpp
/// @brief Chapter 7: sizes of layers, scheme by scheme, measured and by theory.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief Measured and predicted sizes of the layers of one scheme.
inline Result sizes_of(const Scheme& scheme, const Draws& draws, const Params& params) {
    Result result;
    const std::string of = "_" + scheme.name;
    const std::string by = ", " + scheme.label;
    result.value("hidden" + of, root_mean(draws.hidden),
                 "root mean square of the hidden layer" + by);
    result.value("output" + of, root_mean(draws.output),
                 "standard deviation of an output" + by);
    result.value("theory" + of, output_stddev(scheme, params), "the same by theory" + by);
    result.data("relu_hidden" + of, root_mean(draws.relu_hidden),
                "root mean square of the hidden layer behind a ReLU" + by);
    result.value("relu_output" + of, root_mean(draws.relu_output),
                 "standard deviation of an output behind a ReLU" + by);
    return result;
}

/// @brief The sizes of all schemes.
/// @param draws  In the order of schemes().
inline Result output_sizes(const std::vector<Draws>& draws, const Params& params) {
    Result result;
    const auto all = schemes();
    for (std::size_t s = 0; s < all.size(); ++s) {
        result.add(sizes_of(all[s], draws[s], params));
    }
    result.value("size_ratio",
                 output_stddev(all.back(), params) / output_stddev(all.front(), params),
                 "largest standard deviation over the smallest, by theory");
    return result;
}

}  // namespace winit::chapter07
