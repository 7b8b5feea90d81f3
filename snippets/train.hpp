/// @file train.hpp
/// @brief The training loop of a classifier: minibatches in a random order, epoch after epoch.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "snippets/check.hpp"
#include "snippets/datasets.hpp"
#include "snippets/network.hpp"
#include "snippets/rng.hpp"
#include "snippets/sampling.hpp"
#include "snippets/sgd.hpp"
#include "snippets/softmax.hpp"

namespace winit {

/// @brief How long and how fast to train: the budget that every claim about training must name.
struct Budget {
    std::size_t batch;      ///< Samples per step (count, at least 1).
    std::size_t epochs;     ///< Passes over the data (count).
    double learning_rate;   ///< Step of gradient descent, above 0.
    double momentum = 0.0;  ///< Share of the velocity kept at each step, in [0, 1).
};

/// @brief Train a classifier by stochastic gradient descent on the mean cross-entropy.
///
/// Each epoch takes the samples in a new random order. A rest that does not fill a batch waits
/// for the next epoch. Nothing is allocated after the first step.
///
/// @param network   Trained in place; its outputs are logits.
/// @param data      Samples to learn from, at least one batch of them.
/// @param budget    Batch size, epochs, learning rate and momentum.
/// @param rng       Source of randomness for the order of the samples.
/// @param on_epoch  Called after each epoch with the mean loss of its batches (nats per sample).
/// @throws std::invalid_argument if the batch is 0 or larger than the data, or a rate is out of
///         its range.
// [begin train_classifier]
inline void train_classifier(Network& network, const Classification& data,
                             const Budget& budget, Rng& rng,
                             const std::function<void(double)>& on_epoch) {
    require(budget.batch > 0 && budget.batch <= data.labels.size(),
            "train_classifier: batch must be from 1 to the number of samples",
            budget.batch);
    auto order = random_order(data.labels.size(), rng);
    const std::span samples(order);
    Classification batch = select(data, samples.first(budget.batch));
    Pass pass(network, budget.batch);
    Momentum optimizer(network, budget.learning_rate, budget.momentum);

    const std::size_t steps = order.size() / budget.batch;
    for (std::size_t epoch = 0; epoch < budget.epochs; ++epoch) {
        shuffle(order, rng);
        double loss = 0.0;
        for (std::size_t step = 0; step < steps; ++step) {
            gather(data, samples.subspan(step * budget.batch, budget.batch), batch);
            forward(network, batch.inputs, pass);
            loss += cross_entropy(pass.outputs(), batch.labels);
            cross_entropy_gradient(pass.outputs(), batch.labels, pass.deltas.back());
            backward(network, batch.inputs, pass);
            optimizer.step(network, pass);
        }
        on_epoch(loss / static_cast<double>(steps));
    }
}
// [end train_classifier]

}  // namespace winit
