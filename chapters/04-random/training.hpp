/// @file training.hpp
/// @brief Chapter 4: tanh networks of several starts, trained on the same grid.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/04-random/params.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter04 {

/// @brief What BLAS kernels change in a mean over ten trained networks: 0.04 was seen.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.06};

/// @brief The same for deep networks of the slide's scale, whose gradients grow from layer to layer
///        and rounding with them: 0.09 was seen.
inline constexpr Tolerance chaotic{.relative = 0.0, .absolute = 0.12};

/// @brief The worst and the best of ten: one network may learn under one kernel and still wait
///        under another. 0.41 was seen.
inline constexpr Tolerance trained_one{.relative = 0.0, .absolute = 0.5};

/// @brief How the biases of a network start.
enum class Biases {
    zero,
    equal,   ///< All one.
    random,  ///< Standard normal.
};

/// @brief How a tanh network starts.
struct Start {
    double stddev;                 ///< Of the uniform weights.
    std::size_t depth;             ///< Hidden layers (count).
    Biases biases = Biases::zero;  ///< Of every layer.
};

/// @brief Uniform weights with a standard deviation; 1/sqrt(3) gives the slide's [-1, 1).
template <Scalar T = double>
InitializerOf<T> uniform_of(double stddev) {
    return [stddev](Fans fans, Rng& rng) {
        return uniform_weights<T>(fans, std::sqrt(3.0) * stddev, rng);
    };
}

/// @brief Give the biases of a network their start.
// [begin start_biases]
template <Scalar T>
void start_biases(NetworkOf<T>& network, Biases biases, Rng& rng) {
    for (auto& layer : network.layers) {
        for (T& bias : layer.biases) {
            const double draw = rng.normal();
            bias = biases == Biases::zero    ? T(0)
                   : biases == Biases::equal ? T(1)
                                             : static_cast<T>(draw);
        }
    }
}
// [end start_biases]

/// @brief Train a tanh network once, and score it after every budget.
// [begin train_scale]
template <Scalar T = float>
std::vector<Scores> train(const Start& start, Stepper stepper, double rate,
                          const std::vector<std::size_t>& epochs, const Params& params,
                          Rng rng) {
    const Parts parts =
        three_parts(digits(), params.training_samples, params.validation_samples, rng);
    const auto sizes = layer_sizes({.inputs = parts.train.inputs.shape(1),
                                    .depth = start.depth,
                                    .width = params.width,
                                    .outputs = parts.train.classes});
    auto network = make_network<T>(sizes, {.hidden = Activation::tanh},
                                   uniform_of<T>(start.stddev), rng);
    start_biases(network, start.biases, rng);
    const PartsOf<T> data{convert<T>(parts.train), convert<T>(parts.validation),
                          convert<T>(parts.test)};
    return train_and_score(network, data, stepper, rate, params.batch, epochs, rng);
}
// [end train_scale]

/// @brief What one stepper is tried with.
struct Trial {
    Stepper stepper;
    std::vector<double> rates;        ///< Rising.
    std::vector<std::size_t> epochs;  ///< Rising.
};

/// @brief All starts at every rate with every seed.
///
/// Units that start equal want double precision. The BLAS may round the products of equal units
/// differently, and training makes what it finds grow: in single precision the kernels of some
/// processors do that at 32 units, in double precision none that we know.
template <Scalar T = float>
Grid compare(const std::vector<Labeled<Start>>& starts, const Trial& trial,
             const Params& params, Progress& progress = silent()) {
    return run_grid(
        starts, {name_of(trial.stepper), trial.rates, trial.epochs},
        Repeats(params.seeds, params.seed, params.threads),
        [&](const Start& start, double rate, const Rng& rng) {
            return train<T>(start, trial.stepper, rate, trial.epochs, params, rng);
        },
        progress);
}

}  // namespace winit::chapter04
