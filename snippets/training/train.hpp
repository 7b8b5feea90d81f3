/// @file train.hpp
/// @brief The training loop: batches in a random order, epoch after epoch.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "snippets/core/check.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/sgd.hpp"

namespace winit {

/// @brief How long and how fast to train: the budget that every claim about training must name.
struct Budget {
    std::size_t batch;      ///< Samples per step (count): 1 is online, all are full-batch.
    std::size_t epochs;     ///< Passes over the data (count).
    double learning_rate;   ///< Step of gradient descent, above 0.
    double momentum = 0.0;  ///< Share of the velocity kept at each step, in [0, 1).
};

/// @brief Mean loss of a classifier: the cross-entropy.
/// @param outputs  Logits, shape (samples, classes).
/// @param batch    As many samples.
/// @return         Nats per sample.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
double mean_loss(const MatrixOf<T>& outputs, const ClassificationOf<T>& batch) {
    return cross_entropy(outputs, batch.labels);
}

/// @brief Mean loss of a regression: the squared error.
/// @param outputs  Shape (samples, outputs).
/// @param batch    As many samples.
/// @return         Unit of the targets squared.
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
double mean_loss(const MatrixOf<T>& outputs, const RegressionOf<T>& batch) {
    return squared_error(outputs, batch.targets);
}

/// @brief Derivative of the mean loss by a classifier's logits, into an existing matrix.
/// @param outputs   Logits, shape (samples, classes).
/// @param batch     As many samples.
/// @param gradient  Result, shape of `outputs`.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
void loss_gradient(const MatrixOf<T>& outputs, const ClassificationOf<T>& batch,
                   MatrixOf<T>& gradient) {
    cross_entropy_gradient(outputs, batch.labels, gradient);
}

/// @brief Derivative of the mean loss by a regression's outputs, into an existing matrix.
/// @param outputs   Shape (samples, outputs).
/// @param batch     As many samples.
/// @param gradient  Result, shape of `outputs`.
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
void loss_gradient(const MatrixOf<T>& outputs, const RegressionOf<T>& batch,
                   MatrixOf<T>& gradient) {
    squared_error_gradient(outputs, batch.targets, gradient);
}

/// @brief Train a network by stochastic gradient descent, with or without momentum.
///
/// Each epoch takes the samples in a new random order. A rest that does not fill a batch waits
/// for the next epoch. Nothing is allocated after the first step.
///
/// @param network   Trained in place; a classifier's outputs are logits.
/// @param data      Samples to learn from, at least one batch: a ClassificationOf or a
///                  RegressionOf the network's scalar.
/// @param budget    Batch size, epochs, learning rate and momentum.
/// @param rng       Source of randomness for the order of the samples.
/// @param on_epoch  Called after each epoch with the mean loss of its batches.
/// @throws std::invalid_argument if the batch is 0 or larger than the data, a rate is out of its
///         range, or the data does not fit the network or has not one answer per sample.
template <Scalar T, class Data>
void train(NetworkOf<T>& network, const Data& data, const Budget& budget, Rng& rng,
           const std::function<void(double)>& on_epoch) {
    require(detail::whole(data), "train: data must have one answer per sample");
    require(!network.layers.empty(), "train: network must have a layer");
    require(data.inputs.shape(1) == network.layers.front().weights.shape(1),
            "train: data must have one column per input of the network",
            data.inputs.shape(1));
    require(budget.learning_rate > 0.0, "train: learning_rate must be above 0",
            budget.learning_rate);
    require(budget.momentum >= 0.0 && budget.momentum < 1.0,
            "train: momentum must be in [0, 1)", budget.momentum);
    require(budget.batch > 0 && budget.batch <= data.inputs.shape(0),
            "train: batch must be from 1 to the number of samples", budget.batch);
    auto order = random_order(data.inputs.shape(0), rng);
    const std::span samples(order);
    Data batch = select(data, samples.first(budget.batch));
    WorkspaceOf<T> workspace(network, budget.batch);
    MomentumOf<T> optimizer(network, budget.learning_rate, budget.momentum);

    const std::size_t steps = order.size() / budget.batch;
    for (std::size_t epoch = 0; epoch < budget.epochs; ++epoch) {
        shuffle(order, rng);
        double loss = 0.0;
        for (std::size_t step = 0; step < steps; ++step) {
            gather(data, samples.subspan(step * budget.batch, budget.batch), batch);
            forward(network, batch.inputs, workspace);
            loss += mean_loss(workspace.outputs(), batch);
            loss_gradient(workspace.outputs(), batch, workspace.deltas.back());
            if (budget.momentum == 0.0) {
                backward_and_sgd_step(network, batch.inputs, workspace,
                                      budget.learning_rate);
            } else {
                backward(network, batch.inputs, workspace);
                optimizer.step(network, workspace);
            }
        }
        on_epoch(loss / static_cast<double>(steps));
    }
}

}  // namespace winit
