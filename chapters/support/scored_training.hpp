/// @file scored_training.hpp
/// @brief Training runs for a Grid: three parts of the data, three optimizers, several budgets.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/support/grid.hpp"
#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/adam.hpp"
#include "snippets/training/momentum.hpp"
#include "snippets/training/sgd.hpp"
#include "snippets/training/train.hpp"

namespace winit {

/// @brief Data to learn from, to choose on, and to be judged on. No sample is in two of them.
template <Scalar T>
struct PartsOf {
    ClassificationOf<T> train;
    ClassificationOf<T> validation;
    ClassificationOf<T> test;
};

using Parts = PartsOf<double>;

/// @brief Cut a data set in three at random.
/// @param set         The data set.
/// @param train       Samples to learn from, at least 1.
/// @param validation  Samples to choose on, at least 1; fewer than are left.
/// @param rng         Source of randomness.
/// @throws std::invalid_argument if a part would be empty.
inline Parts three_parts(const Classification& set, std::size_t train,
                         std::size_t validation, Rng& rng) {
    Split first = split(set, train, rng);
    Split rest = split(first.test, validation, rng);
    return {std::move(first.train), std::move(rest.train), std::move(rest.test)};
}

/// @brief The parts in single precision, each feature of mean 0 and all together of mean square 1 by
///        the part to learn from alone.
inline PartsOf<float> normalized(Parts parts) {
    const Vector means = feature_means(parts.train.inputs);
    const auto all = {&parts.train, &parts.validation, &parts.test};
    for (Classification* const part : all) {
        part->inputs -= means;
    }
    const double size = root_mean_square(parts.train.inputs);
    for (Classification* const part : all) {
        part->inputs /= size;
    }
    return {convert<float>(parts.train), convert<float>(parts.validation),
            convert<float>(parts.test)};
}

/// @brief So many of the digits for each part, normalized.
/// @throws std::invalid_argument if there are not so many digits, or a part would be empty.
inline PartsOf<float> normalized_digits(std::size_t train, std::size_t validation,
                                        std::size_t test, Rng& rng) {
    const auto used = split(digits(), train + validation + test, rng).train;
    return normalized(three_parts(used, train, validation, rng));
}

/// @brief Who takes the steps.
enum class Stepper {
    gradient_descent,  ///< Plain.
    momentum,          ///< With nine tenths of the velocity kept.
    adam,              ///< With the constants of its paper.
};

/// @brief For people, as GridAxes::optimizer.
inline std::string name_of(Stepper stepper) {
    switch (stepper) {
        case Stepper::gradient_descent:
            return "gradient descent";
        case Stepper::momentum:
            return "momentum";
        case Stepper::adam:
            return "Adam";
    }
    return "";
}

/// @cond
namespace detail {

template <Model Any, class Optimizer>
std::vector<Scores> train_and_score(Any& model, const PartsOf<typename Any::Number>& parts,
                                    Optimizer optimizer, std::size_t batch,
                                    const std::vector<std::size_t>& epochs, Rng& rng) {
    std::vector<Scores> scores;
    std::size_t epoch = 0;
    train(model, parts.train, optimizer, {batch, epochs.back()}, rng, [&](double) {
        if (++epoch == epochs[scores.size()]) {
            const auto& [learned, validation, test] = parts;
            scores.push_back(
                {accuracy(predict(model, validation.inputs), validation.labels),
                 accuracy(predict(model, test.inputs), test.labels)});
        }
    });
    return scores;
}

}  // namespace detail
/// @endcond

/// @brief Train a classifier once, and score it after every budget.
///
/// The rate is constant, so the first epochs of a long run are those of a short one.
///
/// @param model    Trained in place.
/// @param parts    Data in the model's scalar.
/// @param stepper  Who takes the steps.
/// @param rate     Its learning rate, above 0.
/// @param batch    Samples per step.
/// @param epochs   Budgets, rising, at least one.
/// @param rng      Source of randomness for the order of the samples.
/// @return         One Scores per budget.
/// @throws std::invalid_argument as train() does, or if there is no budget.
template <Model Any>
std::vector<Scores> train_and_score(Any& model, const PartsOf<typename Any::Number>& parts,
                                    Stepper stepper, double rate, std::size_t batch,
                                    const std::vector<std::size_t>& epochs, Rng& rng) {
    using T = typename Any::Number;
    require(!epochs.empty(), "train_and_score: there must be a budget");
    switch (stepper) {
        case Stepper::momentum:
            return detail::train_and_score(model, parts, MomentumOf<T>(rate, 0.9), batch,
                                           epochs, rng);
        case Stepper::adam:
            return detail::train_and_score(model, parts, AdamOf<T>({.learning_rate = rate}),
                                           batch, epochs, rng);
        default:
            return detail::train_and_score(model, parts, GradientDescent(rate), batch,
                                           epochs, rng);
    }
}

}  // namespace winit
