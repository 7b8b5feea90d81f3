/// @file one_step.hpp
/// @brief Chapter 14: how far one step moves the answers of a residual network (Zhang, Dauphin and Ma, 2019).
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/he.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

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
    Classification batch{.inputs = normal_matrix(samples, features, 0.0, 1.0, rng),
                         .labels = {},
                         .classes = classes};
    for (std::size_t sample = 0; sample < samples; ++sample) {
        batch.labels.push_back(rng.below(classes));
    }
    ResidualWorkspace workspace(network, samples);
    value_and_gradient(network, batch, workspace);
    const Matrix before = workspace.outputs();
    for (auto& block : workspace.gradients.blocks) {
        block.first.biases.fill(0.0);
        block.second.biases.fill(0.0);
    }
    sgd_step(parameters_of(network, workspace), learning_rate);
    const Matrix after = predict(network, batch.inputs);
    const double change = root_mean_square(Matrix(after - before));
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
