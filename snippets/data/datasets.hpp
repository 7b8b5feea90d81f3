/// @file datasets.hpp
/// @brief The data of the experiments: XOR and small handwritten digits.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

namespace data {
/// @brief The text of data/digits.csv, embedded at build time.
extern const char digits_csv[];  // NOLINT(modernize-avoid-c-arrays): as long as the file
}  // namespace data

/// @brief Samples with a number, or several, to predict.
template <Scalar T>
struct RegressionOf {
    MatrixOf<T> inputs;   ///< Shape (samples, features).
    MatrixOf<T> targets;  ///< Shape (samples, outputs).
};

/// @brief Samples with a class to predict.
template <Scalar T>
struct ClassificationOf {
    MatrixOf<T> inputs;   ///< Shape (samples, features).
    Labels labels;        ///< One class per sample.
    std::size_t classes;  ///< Number of classes (count).
};

/// @brief Samples with a number to predict, in double precision.
using Regression = RegressionOf<double>;

/// @brief Samples with a class to predict, in double precision.
using Classification = ClassificationOf<double>;

/// @brief The same samples in another precision.
/// @param set  The data set.
/// @return     Every input rounded to `To`; labels as they are.
template <Scalar To, Scalar From>
ClassificationOf<To> convert(const ClassificationOf<From>& set) {
    return {
        .inputs = xt::cast<To>(set.inputs), .labels = set.labels, .classes = set.classes};
}

/// @brief The four samples of exclusive or.
/// @return  Inputs 00, 01, 10, 11 and targets 0, 1, 1, 0.
/// @see Minsky and Papert (1969), "Perceptrons".
inline Regression xor_data() {
    return {.inputs = {{0.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {1.0, 1.0}},
            .targets = {{0.0}, {1.0}, {1.0}, {0.0}}};
}

/// @cond
namespace detail {

inline Classification read_digits() {
    constexpr std::size_t samples = 1797;
    constexpr std::size_t pixels = 64;
    Classification set{.inputs = Matrix::from_shape({samples, pixels}),
                       .labels = Labels(samples),
                       .classes = 10};
    const char* text = data::digits_csv;
    const auto next_number = [&] {
        char* end = nullptr;
        const long number = std::strtol(text, &end, 10);
        text = end + 1;
        return number;
    };
    for (std::size_t sample = 0; sample < samples; ++sample) {
        for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
            set.inputs(sample, pixel) = static_cast<double>(next_number()) / 16.0;
        }
        set.labels[sample] = static_cast<std::size_t>(next_number());
    }
    return set;
}

}  // namespace detail
/// @endcond

/// @brief The 1797 handwritten digits of 8 x 8 pixels.
///
/// Small enough to train on in seconds, real enough that a network must learn something.
///
/// @return  Inputs of shape (1797, 64) with pixels scaled from 0 .. 16 to [0, 1], ten classes.
/// @see Alpaydin and Kaynak (1998), "Optical Recognition of Handwritten Digits", UCI Machine
///      Learning Repository.
inline Classification digits() {
    static const Classification set = detail::read_digits();  // read once, copied after
    return set;
}

/// @cond
namespace detail {

template <Scalar T>
bool whole(const ClassificationOf<T>& set) {
    return set.labels.size() == set.inputs.shape(0);
}

template <Scalar T>
bool whole(const RegressionOf<T>& set) {
    return set.targets.shape(0) == set.inputs.shape(0);
}

template <class Set>
std::size_t sample_count(const Set& set) {
    return set.inputs.shape(0);
}

template <class Set>
void require_indices(const Set& set, std::span<const std::size_t> samples,
                     std::string_view message) {
    for (const std::size_t sample : samples) {
        require(sample < set.inputs.shape(0), message, sample);
    }
}

}  // namespace detail
/// @endcond

/// @brief Copy some samples of a data set into an existing one: a minibatch, without allocation.
/// @param set      The data set.
/// @param samples  Indices into it, as many as `batch` has samples.
/// @param batch    Receives inputs and labels.
/// @throws std::invalid_argument if the sizes differ, the columns do, or an index is out of range.
template <Scalar T>
void gather(const ClassificationOf<T>& set, std::span<const std::size_t> samples,
            ClassificationOf<T>& batch) {
    require(detail::whole(set), "gather: set must have one label per sample");
    require(detail::whole(batch) && batch.labels.size() == samples.size(),
            "gather: batch must have one sample per index", batch.labels.size());
    const std::size_t features = set.inputs.shape(1);
    require(batch.inputs.shape(1) == features,
            "gather: batch must have one column per feature", batch.inputs.shape(1));
    detail::require_indices(set, samples,
                            "gather: an index must be below the sample count");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::copy_n(&set.inputs(samples[i], 0), features, &batch.inputs(i, 0));
        batch.labels[i] = set.labels[samples[i]];
    }
}

/// @brief Some samples of a data set, in a given order.
/// @param set      The data set.
/// @param samples  Indices into it.
/// @return         As many samples as there are indices.
/// @throws std::invalid_argument if an index is out of range or the set has not as many answers as
///         inputs.
template <Scalar T>
ClassificationOf<T> select(const ClassificationOf<T>& set,
                           std::span<const std::size_t> samples) {
    require(detail::whole(set), "select: set must have one label per sample");
    detail::require_indices(set, samples,
                            "select: an index must be below the sample count");
    ClassificationOf<T> part{
        .inputs = MatrixOf<T>::from_shape({samples.size(), set.inputs.shape(1)}),
        .labels = Labels(samples.size()),
        .classes = set.classes};
    gather(set, samples, part);
    return part;
}

/// @brief Copy samples of a regression data set into an existing batch.
/// @param set      The data set.
/// @param samples  Indices into it, one per row of the batch.
/// @param batch    Receives the samples in their order.
/// @throws std::invalid_argument if the sizes differ, the columns do, or an index is out of range.
template <Scalar T>
void gather(const RegressionOf<T>& set, std::span<const std::size_t> samples,
            RegressionOf<T>& batch) {
    require(detail::whole(set), "gather: set must have one target per sample");
    require(detail::whole(batch) && batch.inputs.shape(0) == samples.size(),
            "gather: batch must have one sample per index", batch.inputs.shape(0));
    require(batch.inputs.shape(1) == set.inputs.shape(1) &&
                batch.targets.shape(1) == set.targets.shape(1),
            "gather: batch must have one column per feature and one per output");
    detail::require_indices(set, samples,
                            "gather: an index must be below the sample count");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        std::copy_n(&set.inputs(samples[i], 0), set.inputs.shape(1), &batch.inputs(i, 0));
        std::copy_n(&set.targets(samples[i], 0), set.targets.shape(1),
                    &batch.targets(i, 0));
    }
}

/// @brief Some samples of a regression data set, in a given order.
/// @param set      The data set.
/// @param samples  Indices into it.
/// @return         As many samples as there are indices.
/// @throws std::invalid_argument if an index is out of range or the set has not as many answers as
///         inputs.
template <Scalar T>
RegressionOf<T> select(const RegressionOf<T>& set, std::span<const std::size_t> samples) {
    require(detail::whole(set), "select: set must have one target per sample");
    detail::require_indices(set, samples,
                            "select: an index must be below the sample count");
    RegressionOf<T> part{
        .inputs = MatrixOf<T>::from_shape({samples.size(), set.inputs.shape(1)}),
        .targets = MatrixOf<T>::from_shape({samples.size(), set.targets.shape(1)})};
    gather(set, samples, part);
    return part;
}

/// @brief How many samples each class has.
/// @param set  The data set.
/// @return     One count per class.
/// @throws std::invalid_argument if a label is not below the number of classes.
inline std::vector<std::size_t> class_counts(const Classification& set) {
    std::vector<std::size_t> counts(set.classes);
    for (const std::size_t label : set.labels) {
        require(label < set.classes,
                "class_counts: a label must be below the number of classes", label);
        ++counts[label];
    }
    return counts;
}

/// @brief The first samples of each class, up to a count of its own.
/// @param set     The data set.
/// @param counts  How many samples to keep per class; one count per class.
/// @return        The kept samples in their old order.
/// @throws std::invalid_argument if there is not one count per class or one label per sample, or a
///         label is not below the number of classes.
inline Classification take_per_class(const Classification& set,
                                     const std::vector<std::size_t>& counts) {
    require(counts.size() == set.classes,
            "take_per_class: there must be one count per class", counts.size());
    require(detail::whole(set), "take_per_class: set must have one label per sample");
    std::vector<std::size_t> kept;
    std::vector<std::size_t> taken(set.classes);
    for (std::size_t sample = 0; sample < set.labels.size(); ++sample) {
        require(set.labels[sample] < set.classes,
                "take_per_class: a label must be below the number of classes",
                set.labels[sample]);
        if (taken[set.labels[sample]] < counts[set.labels[sample]]) {
            ++taken[set.labels[sample]];
            kept.push_back(sample);
        }
    }
    return select(set, kept);
}

/// @brief Mean of every feature over the samples: what centering subtracts.
/// @param inputs  Shape (samples, features), at least one sample.
/// @return        Shape (features), in the unit of the inputs.
/// @throws std::invalid_argument if there is no sample.
template <Scalar T>
VectorOf<T> feature_means(const MatrixOf<T>& inputs) {
    require(inputs.shape(0) > 0, "feature_means: inputs must have a sample");
    const std::size_t features = inputs.shape(1);
    VectorOf<T> means = xt::zeros<T>({features});
    for (std::size_t sample = 0; sample < inputs.shape(0); ++sample) {
        for (std::size_t feature = 0; feature < features; ++feature) {
            means(feature) += inputs(sample, feature);
        }
    }
    for (T& mean : means) {
        mean /= static_cast<T>(inputs.shape(0));
    }
    return means;
}

/// @brief A data set cut in two.
struct Split {
    Classification train;  ///< To learn from.
    Classification test;   ///< To be judged on.
};

/// @brief Cut a data set in two at random.
/// @param set    The data set.
/// @param train  How many samples the first part gets; at least 1, fewer than there are.
/// @param rng    Source of randomness.
/// @return       Two parts without a common sample.
/// @throws std::invalid_argument if one part would be empty or there is not one label per sample.
inline Split split(const Classification& set, std::size_t train, Rng& rng) {
    require(train > 0 && train < set.labels.size(),
            "split: train must be at least 1 and below the sample count", train);
    require(detail::whole(set), "split: set must have one label per sample");
    const auto order = random_order(set.labels.size(), rng);
    const auto cut = order.begin() + static_cast<std::ptrdiff_t>(train);
    return {.train = select(set, {order.begin(), cut}),
            .test = select(set, {cut, order.end()})};
}

}  // namespace winit
