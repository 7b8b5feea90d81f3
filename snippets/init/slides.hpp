/// @file slides.hpp
/// @brief What the slides write down: kept, under honest names, so that tests can refute it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

/// @namespace winit::slides
/// @brief The slides' own wrong forms. Use them to see what goes wrong, and for nothing else.
namespace winit::slides {

/// @brief What slide 6 calls He initialization.
///
/// The slide takes He's standard deviation for the bound of a uniform distribution. The
/// variance is then \f$2/(3 n_{in})\f$: one third of He's.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in), uniform on
///              \f$[-\sqrt{2/n_{in}}, \sqrt{2/n_{in}})\f$.
/// @throws std::invalid_argument if a fan is 0.
// [begin slides_he]
template <Scalar T = double>
MatrixOf<T> he(Fans fans, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0, "slides::he: fans must be at least 1");
    const double bound = std::sqrt(2.0 / static_cast<double>(fans.fan_in));
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}
// [end slides_he]

/// @brief What slide 4 calls random initialization: uniform on [-1, 1), whatever the layer.
///
/// The variance is 1/3 however many inputs a unit has, so a layer multiplies the signal's mean
/// square by \f$n_{in}/3\f$.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0.
// [begin slides_random]
template <Scalar T = double>
MatrixOf<T> random(Fans fans, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0, "slides::random: fans must be at least 1");
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -1.0, 1.0, rng);
}
// [end slides_random]

/// @brief What slide 5 calls Xavier initialization.
///
/// It is the heuristic that Glorot and Bengio's paper argues against, uniform on
/// \f$\pm1/\sqrt{n_{in}}\f$: variance \f$1/(3 n_{in})\f$ in place of
/// \f$2/(n_{in} + n_{out})\f$.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0.
/// @see Glorot and Bengio (2010), eq. 1 and 16.
template <Scalar T = double>
MatrixOf<T> xavier(Fans fans, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0, "slides::xavier: fans must be at least 1");
    const double bound = 1.0 / std::sqrt(static_cast<double>(fans.fan_in));
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}

/// @brief What slide 13 takes for every other activation: uniform on +-0.01, whatever the layer.
///
/// Its ReLU and sigmoid branches are he() and xavier() of this file again.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in).
/// @throws std::invalid_argument if a fan is 0.
template <Scalar T = double>
MatrixOf<T> small(Fans fans, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0, "slides::small: fans must be at least 1");
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -0.01, 0.01, rng);
}

/// @brief The step of slide 3: with the sign that climbs.
/// @param weights        Any shape; changed in place to \f$W + \eta G\f$.
/// @param gradient       Derivative of the loss by `weights`, same shape.
/// @param learning_rate  \f$\eta\f$.
/// @throws std::invalid_argument if the shapes differ.
// [begin slides_climb]
template <Scalar T>
void climb(MatrixOf<T>& weights, const MatrixOf<T>& gradient, double learning_rate) {
    require(weights.shape() == gradient.shape(),
            "slides::climb: weights and gradient must have the same shape");
    xt::noalias(weights) += static_cast<T>(learning_rate) * gradient;
}
// [end slides_climb]

/// @brief The "simplified backpropagation" of slides 9 and 12, in a form that runs.
///
/// Every weight of every layer grows by learning rate times error times input. The error is a
/// sum of squares and the inputs are not negative: no weight can ever shrink, whatever the
/// target.
///
/// @param layers         Weights of each layer, shape (fan_out, fan_in); changed in place.
/// @param input          The sample, shape (features). As on the slide, it is not the layer's
///                       own input that counts: weight j of every unit meets feature j, as far
///                       as the features go.
/// @param error          \f$\sum (t - o)^2\f$ of the sample.
/// @param learning_rate  \f$\eta\f$.
template <Scalar T>
void grow_by_error(std::vector<MatrixOf<T>>& layers, const VectorOf<T>& input, double error,
                   double learning_rate) {
    for (MatrixOf<T>& weights : layers) {
        const std::size_t columns = std::min(weights.shape(1), input.size());
        for (std::size_t unit = 0; unit < weights.shape(0); ++unit) {
            for (std::size_t j = 0; j < columns; ++j) {
                weights(unit, j) += static_cast<T>(learning_rate * error) * input(j);
            }
        }
    }
}

/// @brief The recurrent step of slide 11.
///
/// The row of the word is multiplied into the state and summed: one number for all units. The
/// first word meets a state of zeros and leaves no trace at all.
///
/// @param embedding  Weights from words to units, shape (words, units).
/// @param recurrent  Weights from units to units, shape (units, units).
/// @param word       Index of the word, below the number of words.
/// @param state      Previous state, shape (units).
/// @return           Next state, shape (units), through the slide's sigmoid.
/// @throws std::invalid_argument if the shapes do not fit or the word is out of range.
template <Scalar T>
VectorOf<T> recurrent_step(const MatrixOf<T>& embedding, const MatrixOf<T>& recurrent,
                           std::size_t word, const VectorOf<T>& state) {
    const std::size_t units = state.size();
    require(
        embedding.shape(1) == units && recurrent.shape(0) == units &&
            recurrent.shape(1) == units,
        "slides::recurrent_step: all weights must have as many columns as the state units");
    require(word < embedding.shape(0),
            "slides::recurrent_step: word must be below the number of words", word);
    T from_word = 0;
    for (std::size_t j = 0; j < units; ++j) {
        from_word += embedding(word, j) * state(j);
    }
    VectorOf<T> next = VectorOf<T>::from_shape({units});
    for (std::size_t i = 0; i < units; ++i) {
        T sum = from_word;
        for (std::size_t j = 0; j < units; ++j) {
            sum += recurrent(i, j) * state(j);
        }
        next(i) = Sigmoid::value(sum);
    }
    return next;
}

/// @brief The softmax of slide 10, without the subtraction of the largest logit.
/// @param logits  Shape (classes), at least one.
/// @return        \f$e^{z_k}/\sum_j e^{z_j}\f$ as far as the exponential reaches; not a number
///                where it overflows.
/// @throws std::invalid_argument if there is no class.
template <Scalar T>
VectorOf<T> softmax(const VectorOf<T>& logits) {
    require(logits.size() > 0, "slides::softmax: logits must have at least one class");
    VectorOf<T> result = logits;
    T sum = 0;
    for (T& entry : result) {
        entry = std::exp(entry);
        sum += entry;
    }
    for (T& entry : result) {
        entry /= sum;
    }
    return result;
}

}  // namespace winit::slides
