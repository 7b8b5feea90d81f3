/// @file train.hpp
/// @brief The training loop: batches in a random order, epoch after epoch.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>

#include "snippets/core/check.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/momentum.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/optimizer.hpp"
#include "snippets/training/sgd.hpp"

namespace winit {

/// @brief How long and how fast to train: the budget that every claim about training must name.
struct Budget {
    std::size_t batch;      ///< Samples per step (count): 1 is online, all are full-batch.
    std::size_t epochs;     ///< Passes over the data (count).
    double learning_rate;   ///< Step of gradient descent, above 0.
    double momentum = 0.0;  ///< Share of the velocity kept at each step, in [0, 1).
};

/// @brief How long to train, where an optimizer says how fast.
struct TrainingLength {
    std::size_t batch;   ///< Samples per step (count): 1 is online, all are full-batch.
    std::size_t epochs;  ///< Passes over the data (count).
};

/// @cond
namespace detail {

// One step on one batch: forward, loss, backward, and what the optimizer makes of the gradients.
// Plain gradient descent takes a model's fused step where there is one: it stores no gradient.
// A model with running statistics lets them follow the batch.
template <Model Any, class Data, class Optimizer>
double training_step(Any& model, const Data& batch, WorkspaceFor<Any>& workspace,
                     const ParameterListOf<typename Any::Number>& parameters,
                     Optimizer& optimizer) {
    constexpr bool fused =
        std::same_as<std::remove_const_t<Optimizer>, GradientDescent> &&
        requires { backward_and_sgd_step(model, batch.inputs, workspace, 1.0); };
    if constexpr (fused) {
        forward(model, batch.inputs, workspace);
        const double loss = mean_loss(workspace.outputs(), batch);
        loss_gradient(workspace.outputs(), batch, workspace.output_gradient());
        backward_and_sgd_step(model, batch.inputs, workspace, optimizer.learning_rate());
        return loss;
    } else {
        const double loss = value_and_gradient(model, batch, workspace);
        optimizer.step(parameters);
        if constexpr (requires { update_statistics(model, workspace); }) {
            update_statistics(model, workspace);
        }
        return loss;
    }
}

}  // namespace detail
/// @endcond

/// @brief Train a model of any kind with any optimizer.
///
/// Each epoch takes the samples in a new random order. A rest that does not fill a batch waits
/// for the next epoch. Nothing is allocated after the first step.
///
/// @param model      Trained in place; a classifier's outputs are logits.
/// @param data       Samples to learn from, at least one batch; they choose the loss. A
///                   ClassificationOf, a RegressionOf or a SequenceClassificationOf the model's
///                   scalar.
/// @param optimizer  Takes the steps; it keeps its memory, so that training can go on.
/// @param length     Batch size and epochs.
/// @param rng        Source of randomness for the order of the samples.
/// @param on_epoch   Called after each epoch with the mean loss of its batches.
/// @throws std::invalid_argument if the batch is 0 or larger than the data, the data does not fit
///         the model or has not one answer per sample, or the optimizer was used for another model.
template <Model Any, class Data, class Optimizer>
    requires OptimizerOf<std::remove_reference_t<Optimizer>, typename Any::Number>
void train(Any& model, const Data& data, Optimizer&& optimizer,
           const TrainingLength& length, Rng& rng,
           const std::function<void(double)>& on_epoch) {
    require(detail::whole(data), "train: data must have one answer per sample");
    require(length.batch > 0 && length.batch <= detail::sample_count(data),
            "train: batch must be from 1 to the number of samples", length.batch);
    auto order = random_order(detail::sample_count(data), rng);
    const std::span samples(order);
    Data batch = select(data, samples.first(length.batch));
    auto workspace = workspace_for(model, batch.inputs);
    const auto parameters = parameters_of(model, workspace);

    const std::size_t steps = order.size() / length.batch;
    for (std::size_t epoch = 0; epoch < length.epochs; ++epoch) {
        shuffle(order, rng);
        double loss = 0.0;
        for (std::size_t step = 0; step < steps; ++step) {
            gather(data, samples.subspan(step * length.batch, length.batch), batch);
            loss += detail::training_step(model, batch, workspace, parameters, optimizer);
        }
        on_epoch(loss / static_cast<double>(steps));
    }
}

/// @brief Train a model of any kind by stochastic gradient descent, with or without momentum.
/// @param model     Trained in place; a classifier's outputs are logits.
/// @param data      Samples to learn from, at least one batch; they choose the loss.
/// @param budget    Batch size, epochs, learning rate and momentum.
/// @param rng       Source of randomness for the order of the samples.
/// @param on_epoch  Called after each epoch with the mean loss of its batches.
/// @throws std::invalid_argument if the batch is 0 or larger than the data, a rate is out of its
///         range, or the data does not fit the model or has not one answer per sample.
template <Model Any, class Data>
void train(Any& model, const Data& data, const Budget& budget, Rng& rng,
           const std::function<void(double)>& on_epoch) {
    const auto& [batch, epochs, learning_rate, momentum] = budget;
    if (momentum == 0.0) {
        train(model, data, GradientDescent(learning_rate), {batch, epochs}, rng, on_epoch);
    } else {
        train(model, data, MomentumOf<typename Any::Number>(learning_rate, momentum),
              {batch, epochs}, rng, on_epoch);
    }
}

}  // namespace winit
