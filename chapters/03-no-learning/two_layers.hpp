/// @file two_layers.hpp
/// @brief Chapter 3: two linear layers learn to multiply each input by a factor of its own.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "chapters/03-no-learning/one_step.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter03 {

/// @brief Two layers of weights with nothing between them: y = second first x.
struct TwoLayers {
    Matrix first;   ///< Shape (width, inputs).
    Matrix second;  ///< Shape (outputs, width).
};

/// @brief Normal weights of mean zero in both layers.
inline TwoLayers random_layers(std::size_t modes, std::size_t width, double scale,
                               Rng& rng) {
    return {.first = normal_weights({.fan_in = modes, .fan_out = width}, scale, rng),
            .second = normal_weights({.fan_in = width, .fan_out = modes}, scale, rng)};
}

/// @brief Derivatives of the loss |second first - target|^2 / 2 by both layers.
// [begin two_layer_gradient]
inline TwoLayers gradient(const TwoLayers& layers, const Matrix& target) {
    const Matrix error = xt::linalg::dot(layers.second, layers.first) - target;
    return {.first = xt::linalg::dot(xt::transpose(layers.second), error),
            .second = xt::linalg::dot(error, xt::transpose(layers.first))};
}
// [end two_layer_gradient]

/// @brief What training leaves behind, before each step and at the end.
struct History {
    std::vector<double> loss = {};
    std::vector<std::vector<double>> modes = {};  ///< [step][mode]: how strong it is.
};

/// @brief Train two layers to multiply input k by factor k.
// [begin learn_factors]
inline History learn(TwoLayers layers, const Vector& factors, double learning_rate,
                     std::size_t steps, const Step& step) {
    const Matrix target = xt::diag(factors);
    History history;
    for (std::size_t i = 0; i <= steps; ++i) {
        const Matrix product = xt::linalg::dot(layers.second, layers.first);
        history.loss.push_back(0.5 * xt::sum(xt::square(product - target))());
        const Vector strengths = xt::diagonal(product);
        history.modes.emplace_back(strengths.begin(), strengths.end());
        const TwoLayers derivative = gradient(layers, target);
        step(layers.first, derivative.first, learning_rate);
        step(layers.second, derivative.second, learning_rate);
    }
    return history;
}
// [end learn_factors]

/// @brief Strength of a mode at the start of its theory.
///
/// Only what both layers have in common grows; their difference shrinks to nothing.
// [begin initial_strength]
inline double initial_strength(const TwoLayers& layers, std::size_t mode) {
    double length = 0.0;
    for (std::size_t unit = 0; unit < layers.first.shape(0); ++unit) {
        const double sum = layers.first(unit, mode) + layers.second(mode, unit);
        length += sum * sum;
    }
    return length / 4.0;
}
// [end initial_strength]

/// @brief First moment at which a curve passes a level, in steps, between two of them if need be.
inline double crossing(const std::vector<double>& curve, double level) {
    for (std::size_t step = 1; step < curve.size(); ++step) {
        const double before = curve[step - 1] - level;
        const double after = curve[step] - level;
        if (before * after <= 0.0 && before != after) {
            return static_cast<double>(step - 1) + before / (before - after);
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// @brief Strength of one mode, step by step.
inline std::vector<double> strength_of(const History& history, std::size_t mode) {
    std::vector<double> strength;
    for (const auto& modes : history.modes) {
        strength.push_back(modes[mode]);
    }
    return strength;
}

/// @brief Growth of a small mode per unit of time, with steps of finite length.
///
/// A step multiplies what both layers share by \f$1 + \eta s\f$; in the limit of short steps
/// the rate is s.
// [begin growth_rate]
inline double growth_rate(double factor, double learning_rate) {
    return std::log1p(learning_rate * factor) / learning_rate;
}
// [end growth_rate]

}  // namespace winit::chapter03
