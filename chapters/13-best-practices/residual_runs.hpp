/// @file residual_runs.hpp
/// @brief Chapter 13: one residual network, trained on the digits.
#pragma once

#include <cstddef>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter13 {

/// @brief What one residual network showed.
struct ResidualRun {
    double first_loss = 0.0;  ///< Before training (nats per digit).
    double accuracy = 0.0;    ///< After it, on unseen digits.
};

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
    train(network, data.train, {params.batch, params.epochs, params.learning_rate}, rng,
          [](double) {});
    run.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return run;
}

}  // namespace winit::chapter13
