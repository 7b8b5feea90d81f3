/// @file recommend.hpp
/// @brief Which start for which network: the decision, as a function.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit {

/// @brief What kind of network is to be started.
enum class Architecture {
    softmax_regression,  ///< One linear layer under a convex loss.
    mlp,                 ///< A stack of dense layers.
    residual,            ///< Branches that add to a residual stream.
    recurrent,           ///< The same weights at every step.
    adapter,             ///< A correction of low rank to weights that are trained already.
};

/// @brief How the weights between hidden units are drawn.
enum class WeightRule {
    zero,        ///< Not at all.
    normal,      ///< Independent, \f$N(0, g^2/n_{in})\f$.
    orthogonal,  ///< A random rotation, times g.
};

/// @brief A start: what to draw, what to subtract, and what to leave at zero.
struct Recommendation {
    WeightRule rule;   ///< Of the weights between hidden units.
    double gain;       ///< \f$g\f$ of that rule, without unit.
    double offset;     ///< \f$\mu\f$: the biases start at \f$-\mu \sum_j w_{ij}\f$.
    bool zero_output;  ///< Does the network's last layer start at zero?
    bool zero_branch;  ///< Does the last layer of each branch start at zero?
};

/// @brief Mean of an activation, for normal pre-activations of mean square 1.
/// @param activation  \f$f\f$.
/// @return            \f$\mu = E[f(z)]\f$: 1/2 for a sigmoid, 0 for tanh.
inline double activation_mean(Activation activation) {
    return visit(activation, [](auto f) {
        return gaussian_mean([&](double z) { return f.value(z); });
    });
}

/// @brief Does an activation have a value other than 0 at 0?
/// @param activation  \f$f\f$.
/// @return            \f$f(0) \ne 0\f$: true for sigmoid and softplus.
inline bool nonzero_at_zero(Activation activation) {
    return visit(activation, [](auto f) { return f.value(0.0) != 0.0; });
}

/// @brief The start to try first.
///
/// A sigmoid and a softplus give every unit above the same positive number, whatever comes in.
/// The biases take its mean out, and the gain is the one for what is left. A zero in the last
/// layer makes the first loss known in advance; a zero at the end of every branch makes a
/// residual network start as shallow as it can be.
///
/// @param architecture  What is to be started.
/// @param activation    Of the hidden units.
/// @return              The rule, with its numbers.
/// @throws std::invalid_argument for a recurrent network whose activation has no derivative 1 above
///         0, or for an unknown architecture.
/// @see Kumar (2017), arXiv:1704.08863; Zhang, Dauphin and Ma (2019), arXiv:1901.09321; Saxe,
///      McClelland and Ganguli (2014), arXiv:1312.6120; Hu et al. (2022), arXiv:2106.09685.
// [begin recommend]
inline Recommendation recommend(Architecture architecture, Activation activation) {
    const bool centered = nonzero_at_zero(activation);
    const double offset = centered ? activation_mean(activation) : 0.0;
    const double spread = activation_mean_square(activation) - offset * offset;
    const double gain = 1.0 / std::sqrt(spread);

    switch (architecture) {
        case Architecture::softmax_regression:
            return {WeightRule::zero, 0.0, 0.0, true, false};
        case Architecture::mlp:
            return {WeightRule::normal, gain, offset, true, false};
        case Architecture::residual:
            return {WeightRule::normal, gain, offset, true, true};
        case Architecture::recurrent:
            require(visit(activation, [](auto f) { return f.derivative(1e-12); }) == 1.0,
                    "recommend: a recurrent activation must have derivative 1 above 0");
            return {WeightRule::orthogonal, 1.0, 0.0, true, false};
        case Architecture::adapter:
            return {WeightRule::normal, 1.0, 0.0, false, true};
    }
    throw std::invalid_argument("recommend: architecture must be one of the enumeration");
}
// [end recommend]

/// @brief Draw the weights of one layer by a rule.
/// @param rule  How.
/// @param fans  Size of the layer (counts, at least 1).
/// @param gain  \f$g\f$, finite and not negative; not used by the rule zero.
/// @param rng   Source of randomness.
/// @return      Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0, the gain out of its range or the rule unknown.
template <Scalar T = double>
MatrixOf<T> draw_weights(WeightRule rule, Fans fans, double gain, Rng& rng) {
    require_fans(fans, "draw_weights");
    require(std::isfinite(gain) && gain >= 0.0,
            "draw_weights: gain must be a number not below 0", gain);
    switch (rule) {
        case WeightRule::zero:
            return zero_weights<T>(fans, rng);
        case WeightRule::normal:
            return normal_matrix<T>(fans.fan_out, fans.fan_in, 0.0,
                                    gain / std::sqrt(static_cast<double>(fans.fan_in)),
                                    rng);
        case WeightRule::orthogonal:
            return orthogonal_with<T>(fans, gain, rng);
    }
    throw std::invalid_argument("draw_weights: rule must be one of the enumeration");
}

/// @brief A multilayer perceptron, ready to train.
///
/// Every hidden pre-activation starts with mean square 1, on average over networks, for inputs of
/// mean square 1. The first layer needs no gain: no activation stands before it. The last layer
/// is zero, so that the first loss of a classifier is the logarithm of the number of classes.
///
/// @param layer_sizes  Units of every layer, the input first: at least two counts, none 0.
/// @param activation   Of the hidden layers; the output is linear.
/// @param rng          Source of randomness.
/// @return             `layer_sizes.size() - 1` layers.
/// @throws std::invalid_argument if there are too few sizes or one is 0.
/// @see Kumar (2017), "On weight initialization in deep neural networks", arXiv:1704.08863.
// [begin initialize_weights]
template <Scalar T = double>
NetworkOf<T> initialize_weights(const std::vector<std::size_t>& layer_sizes,
                                Activation activation, Rng& rng) {
    require(layer_sizes.size() >= 2,
            "initialize_weights: layer_sizes must name two layers");
    for (const std::size_t units : layer_sizes) {
        require(units > 0, "initialize_weights: every layer must have a unit");
    }
    const auto start = recommend(Architecture::mlp, activation);
    NetworkOf<T> network;
    for (std::size_t l = 0; l + 1 < layer_sizes.size(); ++l) {
        const bool first = l == 0;
        const bool last = l + 2 == layer_sizes.size();
        const MatrixOf<T> weights =
            draw_weights<T>(last ? WeightRule::zero : start.rule,
                            {.fan_in = layer_sizes[l], .fan_out = layer_sizes[l + 1]},
                            first ? 1.0 : start.gain, rng);
        const VectorOf<T> sums = xt::sum(weights, {1});
        network.layers.push_back(
            {.weights = weights,
             .biases = static_cast<T>(first ? 0.0 : -start.offset) * sums,
             .activation = last ? Activation::linear : activation});
    }
    return network;
}
// [end initialize_weights]

}  // namespace winit
