/// @file softmax.hpp
/// @brief Logits to probabilities, and the loss that classifiers minimize.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @cond
namespace detail {
inline void require_labels(const Labels& labels, std::size_t classes,
                           std::string_view message) {
    for (const std::size_t label : labels) {
        require(label < classes, message, label);
    }
}
}  // namespace detail
/// @endcond

/// @brief Probabilities of the classes, row by row.
///
/// The row's largest logit is subtracted first. That changes nothing in exact arithmetic and
/// keeps the exponential from overflowing in ours.
///
/// @param logits  Shape (samples, classes), at least one class.
/// @return        \f$e^{z_k} / \sum_j e^{z_j}\f$, same shape; each row sums to 1.
/// @throws std::invalid_argument if there is no class.
template <Scalar T>
MatrixOf<T> softmax(const MatrixOf<T>& logits) {
    require(logits.shape(1) > 0, "softmax: logits must have at least one class");
    MatrixOf<T> probabilities = logits;
    for (std::size_t sample = 0; sample < logits.shape(0); ++sample) {
        auto row = xt::view(probabilities, sample, xt::all());
        const T largest = *std::max_element(row.begin(), row.end());
        T sum = 0;
        for (T& entry : row) {
            entry = std::exp(entry - largest);
            sum += entry;
        }
        for (T& entry : row) {
            entry /= sum;
        }
    }
    return probabilities;
}

/// @brief Mean cross-entropy of the true classes, from logits.
///
/// Computed as \f$\log\sum_j e^{z_j - z_{max}} - (z_y - z_{max})\f$, so that neither a large
/// logit nor a vanishing probability is lost.
///
/// @param logits  Shape (samples, classes), at least one sample.
/// @param labels  True class per sample, each below the number of classes.
/// @return        \f$-\frac1N\sum_s \log p_{s,y_s}\f$, in nats per sample.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
double cross_entropy(const MatrixOf<T>& logits, const Labels& labels) {
    require(labels.size() == logits.shape(0) && !labels.empty(),
            "cross_entropy: there must be one label per sample, and a sample");
    detail::require_labels(labels, logits.shape(1),
                           "cross_entropy: a label must be below the number of classes");
    double sum = 0.0;
    for (std::size_t sample = 0; sample < labels.size(); ++sample) {
        const auto row = xt::view(logits, sample, xt::all());
        const double largest = *std::max_element(row.begin(), row.end());
        double total = 0.0;
        for (const T logit : row) {
            total += std::exp(static_cast<double>(logit) - largest);
        }
        sum += std::log(total) - (static_cast<double>(row(labels[sample])) - largest);
    }
    return sum / static_cast<double>(labels.size());
}

/// @brief Derivative of the mean cross-entropy by the logits, into an existing matrix.
///
/// It is the error one would write down by hand: probability minus truth, over the samples.
///
/// @param logits    Shape (samples, classes), at least one sample.
/// @param labels    True class per sample, each below the number of classes.
/// @param gradient  Result \f$(p - y) / N\f$, same shape as `logits`.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
/// @see Bishop (2006), "Pattern Recognition and Machine Learning"
template <Scalar T>
void cross_entropy_gradient(const MatrixOf<T>& logits, const Labels& labels,
                            MatrixOf<T>& gradient) {
    require(labels.size() == logits.shape(0) && !labels.empty(),
            "cross_entropy_gradient: there must be one label per sample, and a sample");
    require(gradient.shape() == logits.shape(),
            "cross_entropy_gradient: gradient must have the shape of logits");
    detail::require_labels(
        labels, logits.shape(1),
        "cross_entropy_gradient: a label must be below the number of classes");
    const auto classes = logits.shape(1);
    const T per_sample = T(1) / static_cast<T>(labels.size());
    for (std::size_t sample = 0; sample < labels.size(); ++sample) {
        const T* logit = &logits(sample, 0);
        T* derivative = &gradient(sample, 0);
        const T largest = *std::max_element(logit, logit + classes);
        T sum = 0;
        for (std::size_t k = 0; k < classes; ++k) {
            derivative[k] = std::exp(logit[k] - largest);
            sum += derivative[k];
        }
        for (std::size_t k = 0; k < classes; ++k) {
            derivative[k] *= per_sample / sum;
        }
        derivative[labels[sample]] -= per_sample;
    }
}

/// @brief Share of samples whose largest logit is the true class.
///
/// On a tie the first class wins, as `argmax` does in every framework. A network of zeros
/// answers class 0 always, and so does one whose logits are not numbers: that a network has blown up
/// shows in its loss, not here.
///
/// @param logits  Shape (samples, classes), at least one sample.
/// @param labels  True class per sample, each below the number of classes.
/// @return        A share in [0, 1].
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
double accuracy(const MatrixOf<T>& logits, const Labels& labels) {
    require(labels.size() == logits.shape(0) && !labels.empty(),
            "accuracy: there must be one label per sample, and a sample");
    detail::require_labels(labels, logits.shape(1),
                           "accuracy: a label must be below the number of classes");
    std::size_t right = 0;
    for (std::size_t sample = 0; sample < labels.size(); ++sample) {
        const T* row = &logits(sample, 0);
        const auto answer =
            static_cast<std::size_t>(std::max_element(row, row + logits.shape(1)) - row);
        right += answer == labels[sample] ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(labels.size());
}

}  // namespace winit
