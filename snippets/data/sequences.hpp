/// @file sequences.hpp
/// @brief Sequences with a class to predict, and batches of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Sequences of one length, each with a class to predict.
template <Scalar T>
struct SequenceClassificationOf {
    SequenceOf<T>
        inputs;     ///< One matrix of shape (samples, features) per step, at least one.
    Labels labels;  ///< One class per sequence.
    std::size_t classes;  ///< Number of classes (count).
};

/// @brief Sequences with a class to predict, in double precision.
using SequenceClassification = SequenceClassificationOf<double>;

/// @cond
namespace detail {

template <Scalar T>
bool whole(const SequenceClassificationOf<T>& set) {
    return !set.inputs.empty() &&
           std::ranges::all_of(set.inputs, [&](const MatrixOf<T>& step) {
               return step.shape(0) == set.labels.size() &&
                      step.shape(1) == set.inputs.front().shape(1);
           });
}

template <Scalar T>
std::size_t sample_count(const SequenceClassificationOf<T>& set) {
    return set.labels.size();
}

}  // namespace detail
/// @endcond

/// @brief Copy some sequences of a data set into an existing one: a minibatch, without allocation.
/// @param set      The data set.
/// @param samples  Indices into it, as many as `batch` has sequences.
/// @param batch    Receives inputs and labels; of as many steps and features as the set.
/// @throws std::invalid_argument if the sizes differ, the steps or the columns do, a step lacks a
///         sample, or an index is out of range.
template <Scalar T>
void gather(const SequenceClassificationOf<T>& set, std::span<const std::size_t> samples,
            SequenceClassificationOf<T>& batch) {
    require(detail::whole(set), "gather: every step of set must have one row per label");
    require(detail::whole(batch) && batch.labels.size() == samples.size(),
            "gather: batch must have one sequence per index", batch.labels.size());
    const std::size_t features = set.inputs.front().shape(1);
    require(batch.inputs.size() == set.inputs.size() &&
                batch.inputs.front().shape(1) == features,
            "gather: batch must have the steps and features of set");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        require(samples[i] < set.labels.size(),
                "gather: an index must be below the sample count", samples[i]);
        batch.labels[i] = set.labels[samples[i]];
        for (std::size_t t = 0; t < set.inputs.size(); ++t) {
            std::copy_n(&set.inputs[t](samples[i], 0), features, &batch.inputs[t](i, 0));
        }
    }
}

/// @brief Some sequences of a data set, in a given order.
/// @param set      The data set.
/// @param samples  Indices into it.
/// @return         As many sequences as there are indices.
/// @throws std::invalid_argument if an index is out of range or a step has not one row per label.
template <Scalar T>
SequenceClassificationOf<T> select(const SequenceClassificationOf<T>& set,
                                   std::span<const std::size_t> samples) {
    require(detail::whole(set), "select: every step of set must have one row per label");
    for (const std::size_t sample : samples) {
        require(sample < set.labels.size(),
                "select: an index must be below the sample count", sample);
    }
    const MatrixOf<T> step =
        MatrixOf<T>::from_shape({samples.size(), set.inputs.front().shape(1)});
    SequenceClassificationOf<T> part{.inputs = SequenceOf<T>(set.inputs.size(), step),
                                     .labels = Labels(samples.size()),
                                     .classes = set.classes};
    gather(set, samples, part);
    return part;
}

}  // namespace winit
