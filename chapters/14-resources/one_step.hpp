/// @file one_step.hpp
/// @brief Chapter 14: how far one step moves the answers of a residual network (Zhang, Dauphin and Ma, 2019).
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "snippets/activations.hpp"
#include "snippets/fixup.hpp"
#include "snippets/he.hpp"
#include "snippets/moments.hpp"
#include "snippets/residual.hpp"
#include "snippets/rng.hpp"
#include "snippets/sampling.hpp"
#include "snippets/softmax.hpp"
#include "snippets/types.hpp"
#include "snippets/xtensor.hpp"

namespace winit::chapter14 {

/// @brief Root mean square by which one step of gradient descent changes the answers.
///
/// The biases of the blocks stand still: the paper's derivation has none. Where the answers are no
/// numbers any more, the change is infinite.
// [begin change_by_one_step]
inline double change_by_one_step(ResidualNetwork network, double learning_rate, Rng& rng) {
    constexpr std::size_t samples = 16;
    const std::size_t features = network.input.weights.shape(1);
    const std::size_t classes = network.output.weights.shape(0);
    const Matrix batch = normal_matrix(samples, features, 0.0, 1.0, rng);
    Labels labels;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        labels.push_back(rng.below(classes));
    }
    ResidualPass pass(network, samples);
    forward(network, batch, pass);
    const Matrix before = pass.outputs;
    cross_entropy_gradient(pass.outputs, labels, pass.output_delta);
    backward(network, batch, pass);
    for (auto& block : pass.blocks) {
        block.first.biases.fill(0.0);
        block.second.biases.fill(0.0);
    }
    descend(parameters_of(network, pass), learning_rate);
    forward(network, batch, pass);
    const double change = root_mean_square(Matrix(pass.outputs - before));
    return std::isnan(change) ? std::numeric_limits<double>::infinity() : change;
}
// [end change_by_one_step]

/// @brief Which of Fixup's rules a residual network starts by.
enum class Rules { none, zeros, zeros_and_factor };

/// @brief A residual network with He's weights and some of Fixup's rules.
///
/// Its output layer stays random, so that a gradient reaches the blocks at the first step already.
// [begin residual_start]
inline ResidualNetwork residual_start(Rules rules, std::size_t blocks, std::size_t width,
                                      Rng& rng) {
    const ResidualSizes sizes{
        .inputs = width, .width = width, .hidden = width, .outputs = 10, .blocks = blocks};
    ResidualNetwork network =
        make_residual_network<double>(sizes, Activation::relu, he_normal<double>, rng);
    const double factor = fixup_factor(blocks, 2);
    for (ResidualBlockOf<double>& block : network.blocks) {
        if (rules == Rules::zeros_and_factor) {
            block.first.weights *= factor;
        }
        if (rules != Rules::none) {
            block.second.weights.fill(0.0);
        }
    }
    return network;
}
// [end residual_start]

}  // namespace winit::chapter14
