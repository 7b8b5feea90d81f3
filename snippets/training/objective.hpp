/// @file objective.hpp
/// @brief What training makes small: the mean loss of a model over a batch, and its gradient.
#pragma once

#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/model.hpp"

namespace winit {

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

/// @brief Mean loss of a classifier of sequences: the cross-entropy.
/// @param outputs  Logits, shape (samples, classes).
/// @param batch    As many sequences.
/// @return         Nats per sequence.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
double mean_loss(const MatrixOf<T>& outputs, const SequenceClassificationOf<T>& batch) {
    return cross_entropy(outputs, batch.labels);
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

/// @brief Derivative of the mean loss by the logits of a classifier of sequences, into an existing matrix.
/// @param outputs   Logits, shape (samples, classes).
/// @param batch     As many sequences.
/// @param gradient  Result, shape of `outputs`.
/// @throws std::invalid_argument if the sizes differ or a label is out of range.
template <Scalar T>
void loss_gradient(const MatrixOf<T>& outputs, const SequenceClassificationOf<T>& batch,
                   MatrixOf<T>& gradient) {
    cross_entropy_gradient(outputs, batch.labels, gradient);
}

/// @brief The mean loss of a model over a batch, and its gradient by every parameter.
///
/// Forward, loss, backward: all that training does before its step. The gradients are left in the
/// workspace.
///
/// @param model      Of any kind.
/// @param batch      Inputs of the model's kind, with their answers.
/// @param workspace  Made for this model and as many samples.
/// @return           The loss before the step, in the unit of mean_loss().
/// @throws std::invalid_argument if the batch or the workspace does not fit the model, or the batch
///         has not one answer per sample.
// [begin value_and_gradient]
template <Model Any, class Data>
double value_and_gradient(const Any& model, const Data& batch,
                          WorkspaceFor<Any>& workspace) {
    forward(model, batch.inputs, workspace);
    const double loss = mean_loss(workspace.outputs(), batch);
    loss_gradient(workspace.outputs(), batch, workspace.output_gradient());
    backward(model, batch.inputs, workspace);
    return loss;
}
// [end value_and_gradient]

}  // namespace winit
