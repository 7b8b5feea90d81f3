/// @file training.hpp
/// @brief Chapter 11: a network that learns to judge sentences.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/sentences.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter11 {

/// @brief Gradient descent whose steps have a limit: lower rates where the gradient is longer.
class ClippedDescent {
  public:
    ClippedDescent(double learning_rate, double limit)
        : learning_rate_(learning_rate), limit_(limit) {}

    /// @brief One step against the gradient.
    template <Scalar T>
    void step(const ParameterListOf<T>& parameters) const {
        double square = 0.0;
        for (const ParametersOf<T>& tensor : parameters) {
            for (const T derivative : tensor.gradient) {
                square += static_cast<double>(derivative) * static_cast<double>(derivative);
            }
        }
        const double length = std::sqrt(square);
        sgd_step(parameters,
                 length > limit_ ? learning_rate_ * limit_ / length : learning_rate_);
    }

  private:
    double learning_rate_;
    double limit_;
};

/// @brief A workspace for each kind of network.
template <Scalar T>
RecurrentWorkspaceOf<T> workspace_for(const RecurrentOf<T>& network, std::size_t steps,
                                      std::size_t samples) {
    return {network, steps, samples};
}
template <Scalar T>
LstmWorkspaceOf<T> workspace_for(const LstmOf<T>& network, std::size_t steps,
                                 std::size_t samples) {
    return {network, steps, samples};
}

/// @brief Train a network to judge sentences, and score it after every budget.
/// @param task     Sentences with their pauses.
/// @param budgets  Numbers of steps, rising.
/// @return         Shares of the sentences that it judges right, one Scores per budget.
template <class Network, class Optimizer>
std::vector<Scores> learn_to_read(Network& network, const Task& task, Optimizer optimizer,
                                  const std::vector<std::size_t>& budgets,
                                  const Params& params, Rng rng) {
    const auto validation = one_hot<float>(task.validation.sentences, params.vocabulary);
    const auto held_out = one_hot<float>(task.held_out.sentences, params.vocabulary);
    auto workspace = workspace_for(network, held_out.size(), params.batch);
    const auto parameters = parameters_of(network, workspace);
    std::vector<Sentence> sentences(params.batch);
    Labels labels(params.batch);
    std::vector<Scores> scores;
    for (std::size_t step = 1; step <= budgets.back(); ++step) {
        for (std::size_t i = 0; i < params.batch; ++i) {
            const std::size_t drawn = rng.below(params.training);
            sentences[i] = task.training.sentences[drawn];
            labels[i] = task.training.labels[drawn];
        }
        const auto sequence = one_hot<float>(sentences, params.vocabulary);
        forward(network, sequence, workspace);
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward(network, sequence, workspace);
        optimizer.step(parameters);
        if (step == budgets[scores.size()]) {
            scores.push_back(
                {accuracy(predict(network, validation), task.validation.labels),
                 accuracy(predict(network, held_out), task.held_out.labels)});
        }
    }
    return scores;
}

/// @brief A mean over ten trained networks repeats to this on every machine.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

}  // namespace winit::chapter11
