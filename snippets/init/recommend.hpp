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
#include "snippets/theory/stable_start.hpp"

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

/// @brief A start: what to draw, what to subtract, what to leave at zero, and what it promises.
///
/// The promises are those of theory for very wide networks, where the inputs have mean square 1.
struct Recommendation {
    WeightRule rule;   ///< Of the weights between hidden units.
    double gain;       ///< \f$g\f$ of that rule, without unit.
    double offset;     ///< \f$\mu\f$: the biases start at \f$-\mu \sum_j w_{ij}\f$.
    bool zero_output;  ///< Does the network's last layer start at zero?
    bool zero_branch;  ///< Does the last layer of each branch start at zero?
    double bias_variance =
        0.0;  ///< \f$\sigma_b^2\f$: a normal number of this variance is added to
              ///< each of these biases.
    double mean_square = 1.0;  ///< Of the hidden pre-activations: the size that is kept.
    double length_slope =
        1.0;  ///< By what a small deviation from it is multiplied per layer. Below 1
              ///< any depth keeps the size. At 1 the average over networks is kept,
              ///< and each network drifts away from it.
    double gradient_growth = 1.0;  ///< \f$\chi\f$: by what the mean square of a gradient is
                                   ///< multiplied per layer.
};

/// @cond
namespace detail {

// Weights and biases of a layer, with the promises that go with them.
inline Recommendation recommendation(Activation activation, const LayerStart& start) {
    return {.rule = WeightRule::normal,
            .gain = start.gain,
            .offset = start.offset,
            .zero_output = true,
            .zero_branch = false,
            .bias_variance = start.bias_variance,
            .mean_square = start.mean_square,
            .length_slope = length_slope(activation, start),
            .gradient_growth = gradient_growth(activation, start)};
}

}  // namespace detail
/// @endcond

/// @brief The start to try first.
///
/// A stack gets stable_start(): a sigmoid and a softplus give every unit above the same positive
/// number, so the biases take the mean out; GELU, SiLU and softplus get random biases too, without
/// which their signal would grow by a factor per layer. The branches of a residual network are one
/// layer deep, so gain_start() will do. A zero in the last layer makes the first loss known in
/// advance; a zero at the end of every branch makes a residual network start as shallow as it can
/// be. Where nothing is passed from layer to layer, or a stream passes by unchanged, slope and
/// growth are 1. For a recurrent network they are those of small signals, per step: 1 for tanh, 1/2
/// for a ReLU, which loses half of its signal at every step.
///
/// @param architecture  What is to be started.
/// @param activation    Of the hidden units.
/// @return              The rule, with its numbers and its promises.
/// @throws std::invalid_argument for a recurrent network whose activation has no derivative 1 above
///         0, or for an unknown architecture.
/// @see Zhang, Dauphin and Ma (2019), arXiv:1901.09321; Saxe, McClelland and Ganguli (2014),
///      arXiv:1312.6120; Hu et al. (2022), arXiv:2106.09685; for the gains Poole et al. (2016),
///      arXiv:1606.05340.
inline Recommendation recommend(Architecture architecture, Activation activation) {
    constexpr LayerStart turned{.gain = 1.0, .mean_square = 1e-20};  // a signal near 0
    Recommendation start{};
    switch (architecture) {
        case Architecture::softmax_regression:
            return {WeightRule::zero, 0.0, 0.0, true, false};
        case Architecture::mlp:
            return detail::recommendation(activation, stable_start(activation));
        case Architecture::residual: {
            const LayerStart layer = gain_start(activation);
            return {WeightRule::normal, layer.gain, layer.offset, true, true};
        }
        case Architecture::recurrent:
            require(visit(activation, [](auto f) { return f.derivative(1e-12); }) == 1.0,
                    "recommend: a recurrent activation must have derivative 1 above 0");
            start = detail::recommendation(activation, turned);
            start.rule = WeightRule::orthogonal;
            start.mean_square = 1.0;
            return start;
        case Architecture::adapter:
            return {WeightRule::normal, 1.0, 0.0, false, true};
    }
    throw std::invalid_argument("recommend: architecture must be one of the enumeration");
}

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

/// @brief A multilayer perceptron whose hidden layers have a given start.
///
/// The first layer needs no gain, only the size: no activation stands before it. The last layer is
/// zero, so that the first loss of a classifier is the logarithm of the number of classes.
///
/// @param layer_sizes  Units of every layer, the input first: at least two counts, none 0.
/// @param activation   Of the hidden layers; the output is linear.
/// @param start        Of the hidden layers behind the first one; no number below 0 but the offset.
/// @param rng          Source of randomness.
/// @return             `layer_sizes.size() - 1` layers.
/// @throws std::invalid_argument if there are too few sizes or one is 0, or a number of the start is
///         out of its range.
// [begin initialize_weights]
template <Scalar T = double>
NetworkOf<T> initialize_weights(const std::vector<std::size_t>& layer_sizes,
                                Activation activation, const LayerStart& start, Rng& rng) {
    require(layer_sizes.size() >= 2,
            "initialize_weights: layer_sizes must name two layers");
    for (const std::size_t units : layer_sizes) {
        require(units > 0, "initialize_weights: every layer must have a unit");
    }
    require(start.mean_square >= 0.0 && start.bias_variance >= 0.0,
            "initialize_weights: mean_square and bias_variance must not be negative");
    NetworkOf<T> network;
    for (std::size_t l = 0; l + 1 < layer_sizes.size(); ++l) {
        const bool first = l == 0;
        const bool last = l + 2 == layer_sizes.size();
        const Fans fans{.fan_in = layer_sizes[l], .fan_out = layer_sizes[l + 1]};
        const MatrixOf<T> weights =
            draw_weights<T>(last ? WeightRule::zero : WeightRule::normal, fans,
                            first ? std::sqrt(start.mean_square) : start.gain, rng);
        const VectorOf<T> sums = xt::sum(weights, {1});
        VectorOf<T> biases = static_cast<T>(first ? 0.0 : -start.offset) * sums;
        if (start.bias_variance > 0.0 && !first && !last) {
            for (T& bias : biases) {
                bias += static_cast<T>(std::sqrt(start.bias_variance) * rng.normal());
            }
        }
        network.layers.push_back({.weights = weights,
                                  .biases = biases,
                                  .activation = last ? Activation::linear : activation});
    }
    return network;
}
// [end initialize_weights]

/// @brief A multilayer perceptron, ready to train.
///
/// For inputs of mean square 1 every hidden pre-activation starts with the mean square that
/// recommend() names, on average over networks: 1, but 4 for SiLU and 64 for softplus.
///
/// How far one network strays depends on `length_slope`. Below 1 it stays near, at any depth: over
/// 50 layers of 64 units within a factor of four. For linear layers, ReLU and leaky ReLU the slope
/// is 1, and the logarithm of the size walks at random: after L ReLU layers of n units a typical
/// network has \f$e^{-5L/(2n)}\f$ of the average, a seventh at 50 layers of 64. No gain helps
/// there: wider layers do, or lsuv(), which measures the network at hand.
///
/// @param layer_sizes  Units of every layer, the input first: at least two counts, none 0.
/// @param activation   Of the hidden layers; the output is linear.
/// @param rng          Source of randomness.
/// @return             `layer_sizes.size() - 1` layers, the last of them zero.
/// @throws std::invalid_argument if there are too few sizes or one is 0.
template <Scalar T = double>
NetworkOf<T> initialize_weights(const std::vector<std::size_t>& layer_sizes,
                                Activation activation, Rng& rng) {
    return initialize_weights<T>(layer_sizes, activation, stable_start(activation), rng);
}

}  // namespace winit
