/// @file draws.hpp
/// @brief Chapter 7: one small network, drawn many times by each scheme.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter07 {

/// @brief One network with one input: what comes out, and how large everything is.
struct Draw {
    Matrix outputs;            ///< Without activation, shape (1, outputs).
    Matrix relu_outputs;       ///< With a ReLU in the hidden layer, same shape.
    double hidden = 0.0;       ///< Mean square of the hidden layer, without activation.
    double relu_hidden = 0.0;  ///< The same behind a ReLU.
};

/// @brief Everything random comes from `rng`, in the same order for every scheme.
// [begin draw_network]
inline Draw draw_network(const Initializer& initializer, const Params& params, Rng rng) {
    const Matrix input = uniform_matrix(1, params.inputs, 0.0, 1.0, rng);
    const Matrix first = initializer({params.inputs, params.hidden}, rng);
    const Matrix second = initializer({params.hidden, params.outputs}, rng);

    const Matrix hidden = linear(input, first);
    const Matrix rectified = activate(Activation::relu, hidden);
    return {.outputs = linear(hidden, second),
            .relu_outputs = linear(rectified, second),
            .hidden = mean_square(hidden),
            .relu_hidden = mean_square(rectified)};
}
// [end draw_network]

/// @brief What is kept of many draws of one scheme: one number per network.
struct Draws {
    std::vector<double> first_output;  ///< The first output.
    std::vector<double> output;        ///< Mean square of the outputs.
    std::vector<double> hidden;        ///< Of the hidden layer.
    std::vector<double> relu_output;   ///< Of the outputs, with a ReLU.
    std::vector<double> relu_hidden;   ///< Of the hidden layer, behind the ReLU.
};

/// @brief Network i takes stream i of the seed, whatever the scheme: common random numbers.
// [begin draw_networks]
inline Draws draw_networks(const Initializer& initializer, const Params& params) {
    Draws draws;
    const Rng root(params.seed);
    for (std::size_t i = 0; i < params.networks; ++i) {
        const Draw draw = draw_network(initializer, params, root.stream(i));
        draws.first_output.push_back(draw.outputs(0, 0));
        draws.output.push_back(mean_square(draw.outputs));
        draws.hidden.push_back(draw.hidden);
        draws.relu_output.push_back(mean_square(draw.relu_outputs));
        draws.relu_hidden.push_back(draw.relu_hidden);
    }
    return draws;
}
// [end draw_networks]

/// @brief The draws of every scheme, in the order of schemes().
inline std::vector<Draws> draw_schemes(const Params& params) {
    const auto all = schemes();
    std::vector<Draws> draws(all.size());
    parallel_for(all.size(), params.threads, [&](std::size_t s) {
        draws[s] = draw_networks(all[s].initializer, params);
    });
    return draws;
}

/// @brief The mean of a part of a list.
inline double mean_of(const std::vector<double>& numbers, std::size_t first,
                      std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = first; i < first + count; ++i) {
        sum += numbers[i];
    }
    return sum / static_cast<double>(count);
}

/// @brief Root of the mean of a list of mean squares.
inline double root_mean(const std::vector<double>& mean_squares) {
    return std::sqrt(mean_of(mean_squares, 0, mean_squares.size()));
}

}  // namespace winit::chapter07
