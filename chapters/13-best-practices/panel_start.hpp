/// @file panel_start.hpp
/// @brief Chapter 13: a start of any kind of network, as the panel of the checklist sees it.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "chapters/support/grid.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/training/adam.hpp"
#include "snippets/training/sgd.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter13 {

/// @brief Pixels that a recurrent network of the panel reads at once: two rows of a digit.
inline constexpr std::size_t pixels_per_step = 16;

/// @brief Samples of the panel's runs to choose rates on, and to judge on.
inline constexpr std::size_t panel_judges = 300;

/// @brief Digits in three parts, centered pixel by pixel and of mean square 1, by the first alone.
/// @param all    All digits.
/// @param train  How many to learn from.
inline PartsOf<float> centered_parts(const Classification& all, std::size_t train,
                                     Rng& rng) {
    const auto order = random_order(all.labels.size(), rng);
    const std::span samples(order);
    const auto unseen = [&](std::size_t from) {
        return select(all, samples.subspan(from, panel_judges));
    };
    return normalized(
        {select(all, samples.first(train)), unseen(train), unseen(train + panel_judges)});
}

/// @brief The same digits, some rows of each at every step.
inline SequenceClassificationOf<float> by_rows(const ClassificationOf<float>& set) {
    SequenceClassificationOf<float> rows{
        .inputs = {}, .labels = set.labels, .classes = set.classes};
    for (std::size_t from = 0; from < set.inputs.shape(1); from += pixels_per_step) {
        rows.inputs.emplace_back(
            xt::view(set.inputs, xt::all(), xt::range(from, from + pixels_per_step)));
    }
    return rows;
}

/// @brief Digits in the form that a kind of network reads.
template <Model Any>
auto as_read_by(const ClassificationOf<float>& set) {
    if constexpr (std::same_as<typename Any::Inputs, MatrixOf<float>>) {
        return set;
    } else {
        return by_rows(set);
    }
}

/// @brief How a start of the panel is trained once.
struct PanelRun {
    Stepper stepper;
    double rate;
    std::size_t batch;
    std::vector<std::size_t> epochs;  ///< Budgets, rising.
};

/// @brief A start, whatever kind of network it makes.
struct PanelStart {
    /// Scores at every budget.
    std::function<std::vector<Scores>(const PartsOf<float>&, const PanelRun&, Rng&)> train;
    /// What preflight() finds in one batch.
    std::function<Preflight(const ClassificationOf<float>&, Rng&)> check;
};

/// @brief Train a model of any kind with an optimizer, and score it at every budget.
template <Model Any, class Optimizer>
std::vector<Scores> panel_scores(Any& model, const PartsOf<float>& parts,
                                 const PanelRun& run, Optimizer optimizer, Rng& rng) {
    const auto validation = as_read_by<Any>(parts.validation);
    const auto test = as_read_by<Any>(parts.test);
    std::vector<Scores> scores;
    std::size_t epoch = 0;
    train(model, as_read_by<Any>(parts.train), optimizer, {run.batch, run.epochs.back()},
          rng, [&](double) {
              if (++epoch == run.epochs[scores.size()]) {
                  scores.push_back(
                      {accuracy(predict(model, validation.inputs), validation.labels),
                       accuracy(predict(model, test.inputs), test.labels)});
              }
          });
    return scores;
}

/// @brief A start of the panel from a function that draws its network.
/// @param make  Called with an Rng; returns a Model of floats.
template <class Make>
PanelStart panel_start(const Make& make) {
    using Any = std::invoke_result_t<const Make&, Rng&>;
    const auto learn = [make](const PartsOf<float>& parts, const PanelRun& run, Rng& rng) {
        Any model = make(rng);
        return run.stepper == Stepper::adam
                   ? panel_scores(model, parts, run,
                                  AdamOf<float>({.learning_rate = run.rate}), rng)
                   : panel_scores(model, parts, run, GradientDescent(run.rate), rng);
    };
    const auto check = [make](const ClassificationOf<float>& batch, Rng& rng) {
        return preflight(make(rng), as_read_by<Any>(batch));
    };
    return {learn, check};
}

}  // namespace winit::chapter13
