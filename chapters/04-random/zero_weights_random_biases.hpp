/// @file zero_weights_random_biases.hpp
/// @brief Chapter 4: zero weights, and biases that are not.
#pragma once

#include "chapters/04-random/params.hpp"
#include "chapters/04-random/scales.hpp"
#include "chapters/support/result.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter04 {

/// @brief How the biases start in a network whose weights are all zero.
enum class Biases { zero, equal, random };

/// @brief Accuracy on unseen digits of a network with zero weights and one hidden layer.
// [begin train_biases]
inline double train_biases(Biases biases, const Params& params, Rng rng) {
    const Split data = split(digits(), params.bias_samples, rng);
    Network network =
        make_network<double>({data.train.inputs.shape(1), params.width, data.train.classes},
                             {.hidden = Activation::tanh}, zero_weights<double>, rng);
    for (Layer& layer : network.layers) {
        for (double& bias : layer.biases) {
            const double draw = rng.normal();
            bias = biases == Biases::zero ? 0.0 : biases == Biases::equal ? 1.0 : draw;
        }
    }
    const Budget budget{params.batch, params.bias_epochs, params.bias_rate,
                        params.momentum};
    winit::train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}
// [end train_biases]

/// @brief Zero weights with zero, equal and random biases.
inline Result biases_only(const Params& params) {
    Result result;
    const Rng rng = Rng(params.seed).stream(0);
    const Tolerance near{.relative = 0.0, .absolute = 0.05};
    result.value("biases_random", train_biases(Biases::random, params, rng),
                 "accuracy, zero weights, random biases", near);
    result.value("biases_equal", train_biases(Biases::equal, params, rng),
                 "accuracy, zero weights, equal biases", near);
    result.value("biases_zero", train_biases(Biases::zero, params, rng),
                 "accuracy, zero weights, zero biases", near);
    return result;
}

}  // namespace winit::chapter04
