/// @file residual_runs.hpp
/// @brief Chapter 13: one residual network, trained on the digits.
#pragma once

#include <cstddef>
#include <span>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter13 {

/// @brief What one residual network showed.
struct ResidualRun {
    double first_loss = 0.0;  ///< Before training (nats per digit).
    double accuracy = 0.0;    ///< After it, on unseen digits.
};

/// @brief Answers of a residual network.
inline Matrix predict(const ResidualNetwork& network, const Matrix& inputs) {
    ResidualWorkspace workspace(network, inputs.shape(0));
    forward(network, inputs, workspace);
    return workspace.outputs;
}

/// @brief Train a residual network by plain gradient descent, in batches of a random order.
/// @throws std::invalid_argument if a batch is larger than the data.
inline void train(ResidualNetwork& network, const Classification& data,
                  const Params& params, Rng& rng) {
    require(params.batch <= data.labels.size(),
            "train: batch must not be larger than the number of samples", params.batch);
    auto order = random_order(data.labels.size(), rng);
    const std::span<const std::size_t> samples(order);
    Classification batch = select(data, samples.first(params.batch));
    ResidualWorkspace workspace(network, params.batch);
    const auto tensors = parameters_of(network, workspace);
    for (std::size_t epoch = 0; epoch < params.epochs; ++epoch) {
        shuffle(order, rng);
        for (std::size_t at = 0; at + params.batch <= order.size(); at += params.batch) {
            gather(data, samples.subspan(at, params.batch), batch);
            forward(network, batch.inputs, workspace);
            cross_entropy_gradient(workspace.outputs, batch.labels, workspace.output_delta);
            backward(network, batch.inputs, workspace);
            sgd_step(tensors, params.learning_rate);
        }
    }
}

/// @brief Draw one residual network and train it on the digits.
inline ResidualRun train_residual(Branch branch, std::size_t blocks, const Params& params,
                                  Rng rng) {
    const Split data = centered_digits(params.training_samples, rng);
    ResidualNetwork network = residual_network(branch,
                                               {.inputs = 64,
                                                .width = params.stream,
                                                .hidden = params.stream,
                                                .outputs = 10,
                                                .blocks = blocks},
                                               rng);
    ResidualRun run;
    run.first_loss = cross_entropy(predict(network, data.train.inputs), data.train.labels);
    train(network, data.train, params, rng);
    run.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return run;
}

}  // namespace winit::chapter13
