/// @file training.hpp
/// @brief Chapter 11: networks that learn to judge sentences.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/sentences.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/progress.hpp"
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

/// @brief The learning rate for one step: lower where the gradient is longer than the limit.
template <Scalar T>
double clipped_rate(const ParameterListOf<T>& parameters, double learning_rate,
                    double limit) {
    double square = 0.0;
    for (const ParametersOf<T>& tensor : parameters) {
        for (const T derivative : tensor.gradient) {
            square += static_cast<double>(derivative) * static_cast<double>(derivative);
        }
    }
    const double length = std::sqrt(square);
    return length > limit ? learning_rate * limit / length : learning_rate;
}

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

/// @brief Train a network to judge sentences after a pause.
/// @return  Share of the held-out sentences that it judges right.
// [begin learn_to_read]
template <class Network>
double learn_to_read(Network& network, Task task, std::size_t pause, double learning_rate,
                     const Params& params, Rng rng) {
    add_pause(task.training, pause);
    add_pause(task.held_out, pause);
    const std::size_t length = sentence_length + pause;
    auto workspace = workspace_for(network, length, params.batch);
    const auto parameters = parameters_of(network, workspace);
    std::vector<Sentence> sentences(params.batch);
    Labels labels(params.batch);
    for (std::size_t step = 0; step < params.steps; ++step) {
        for (std::size_t i = 0; i < params.batch; ++i) {
            const std::size_t drawn = rng.below(params.training);
            sentences[i] = task.training.sentences[drawn];
            labels[i] = task.training.labels[drawn];
        }
        const auto sequence = one_hot<float>(sentences, params.vocabulary);
        forward(network, sequence, workspace);
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward(network, sequence, workspace);
        sgd_step(parameters, clipped_rate(parameters, learning_rate, params.clip));
    }
    const auto held_out = one_hot<float>(task.held_out.sentences, params.vocabulary);
    return accuracy(predict(network, held_out), task.held_out.labels);
}
// [end learn_to_read]

/// @brief Train many: accuracy on held-out sentences, one number per seed.
/// @param draw  From a random stream to a network before training.
template <class Draw>
std::vector<double> train_seeds(const Draw& draw, std::size_t pause, double learning_rate,
                                const Params& params, Progress& progress) {
    return repeat(repeats_of(Stream::training, params.seeds, params), [&](const Rng& own) {
        Rng words = own.stream(0);
        const Task task = draw_task(params, words);
        auto network = draw(own.stream(1));
        const double accuracy =
            learn_to_read(network, task, pause, learning_rate, params, own.stream(2));
        progress.step();
        return accuracy;
    });
}

/// @brief The same for a simple network and one scheme.
inline std::vector<double> train_scheme(const Scheme& scheme, std::size_t pause,
                                        const Params& params,
                                        Progress& progress = silent()) {
    const auto draw = [&](Rng rng) { return untrained_network(scheme.item, params, rng); };
    return train_seeds(draw, pause, params.learning_rate, params, progress);
}

/// @brief The same for an LSTM.
inline std::vector<double> train_lstm(double forget_bias, std::size_t pause,
                                      const Params& params, Progress& progress = silent()) {
    const auto draw = [&](Rng rng) { return untrained_lstm(forget_bias, params, rng); };
    return train_seeds(draw, pause, params.lstm_rate, params, progress);
}

/// @brief Medians over a few trained networks repeat to this on every machine.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.25};

}  // namespace winit::chapter11
