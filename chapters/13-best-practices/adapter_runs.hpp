/// @file adapter_runs.hpp
/// @brief Chapter 13: a trained network, data that it does not know, and an adapter between them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/lora.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter13 {

/// @brief What an adapter made of a trained network.
struct Adaptation {
    double first_loss = 0.0;  ///< Before its first step (nats per digit).
    double accuracy = 0.0;    ///< After its last, on unseen digits.
    double a_gradient = 0.0;  ///< Largest entry of the first gradient of A.
    double b_gradient = 0.0;  ///< Largest entry of the first gradient of B.
};

/// @brief The largest entry without its sign.
inline double largest_entry(const Matrix& matrix) {
    double largest = 0.0;
    for (const double entry : matrix) {
        largest = std::max(largest, std::abs(entry));
    }
    return largest;
}

/// @brief Adapt the first layer of a trained network to other data; all its weights stay frozen.
inline Adaptation adapt(Network network, LowRank correction, const Split& data,
                        double learning_rate, std::size_t steps) {
    Adaptation result;
    Matrix& used = network.layers.front().weights;
    const Matrix frozen = used;
    const Classification& known = data.train;
    Workspace workspace(network, known.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        used = corrected(frozen, correction);
        const double loss = value_and_gradient(network, known, workspace);
        const LowRank gradient =
            low_rank_gradient(workspace.gradients.layers[0].weights, correction);
        if (step == 0) {
            result.first_loss = loss;
            result.a_gradient = largest_entry(gradient.a);
            result.b_gradient = largest_entry(gradient.b);
        }
        correction.a -= learning_rate * gradient.a;
        correction.b -= learning_rate * gradient.b;
    }
    used = corrected(frozen, correction);
    result.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return result;
}

/// @brief A network that knows digits, and digits that it does not know: mirrored ones.
struct AdapterTask {
    Network network;
    Split mirrored;  ///< Digits to adapt to, and others to be judged on.
};

/// @brief Train on upright digits, then turn every image around.
inline AdapterTask adapter_task(const Params& params, Rng rng) {
    Split data = centered_digits(params.training_samples, rng);
    Network network = initialize_weights({64, params.map_width, 10}, Activation::relu, rng);
    train(network, data.train, map_budget(params), rng, [](double) {});
    for (std::size_t sample = 0; sample < data.test.labels.size(); ++sample) {
        for (std::size_t line = 0; line < 8; ++line) {
            double* const pixels = &data.test.inputs(sample, 8 * line);
            std::reverse(pixels, pixels + 8);
        }
    }
    return {network, split(data.test, params.adapter_samples, rng)};
}

}  // namespace winit::chapter13
