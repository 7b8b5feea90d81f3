/// @file every_model.hpp
/// @brief One small model of each kind, with a task that it can learn.
#pragma once

#include "snippets/data/datasets.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit {

/// @brief 24 samples of three features; the class is the sign of the first.
template <Scalar T>
ClassificationOf<T> signs() {
    Rng rng(1);
    ClassificationOf<T> data{.inputs = normal_matrix<T>(24, 3, 0.0, 1.0, rng),
                             .labels = Labels(24),
                             .classes = 2};
    for (std::size_t sample = 0; sample < 24; ++sample) {
        data.labels[sample] = data.inputs(sample, 0) > 0 ? 1 : 0;
    }
    return data;
}

/// @brief 24 sequences of four steps; the class is the sign of the first feature of the first step.
template <Scalar T>
SequenceClassificationOf<T> first_signs() {
    const ClassificationOf<T> first = signs<T>();
    Rng rng(2);
    SequenceOf<T> inputs{first.inputs};
    for (int step = 1; step < 4; ++step) {
        inputs.push_back(normal_matrix<T>(24, 3, 0.0, 0.5, rng));
    }
    return {.inputs = inputs, .labels = first.labels, .classes = 2};
}

/// @brief Call `use(name, model, data)` for a multilayer perceptron and a residual network with
///        normalizations of one kind.
template <Scalar T, class Use>
void with_normalized_models(Normalization norm, Use use) {
    Rng rng(4);
    const InitializerOf<T> glorot = glorot_normal<T>;
    use("normalized network",
        normalized(make_network<T>({3, 6, 2}, {.hidden = Activation::tanh}, glorot, rng),
                   norm),
        signs<T>());
    use("normalized residual network",
        make_residual_network<T>(
            {.inputs = 3, .width = 5, .hidden = 6, .outputs = 2, .blocks = 2},
            Activation::tanh, glorot, rng, norm),
        signs<T>());
}

/// @brief Call `use(name, model, data)` for a multilayer perceptron, a residual network, both with
///        LayerNorm, a recurrent network and an LSTM.
///
/// BatchNorm is not among them: it answers differently in training and in evaluation.
template <Scalar T, class Use>
void with_every_model(Use use) {
    Rng rng(3);
    const InitializerOf<T> glorot = glorot_normal<T>;
    const InitializerOf<T> turned = orthogonal<T>;
    const RecurrentSizes sizes{.features = 3, .units = 6, .outputs = 2};
    use("MLP", make_network<T>({3, 6, 2}, {.hidden = Activation::tanh}, glorot, rng),
        signs<T>());
    use("residual network",
        make_residual_network<T>(
            {.inputs = 3, .width = 5, .hidden = 6, .outputs = 2, .blocks = 2},
            Activation::tanh, glorot, rng),
        signs<T>());
    with_normalized_models<T>(Normalization::layer, use);
    use("recurrent network",
        make_recurrent<T>(sizes, Activation::tanh, glorot, turned, rng), first_signs<T>());
    use("LSTM", make_lstm<T>(sizes, 1.0, glorot, turned, rng), first_signs<T>());
}

}  // namespace winit
