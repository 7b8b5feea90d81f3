/// @file learning.hpp
/// @brief Chapter 10: one training run that is judged twice, on what was shown and on what was not.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter10 {

/// @brief What one run of training leaves behind.
struct Run {
    std::vector<double> on_train = {};  ///< Accuracy before training and after each epoch.
    std::vector<double> on_test = {};   ///< The same on pictures it was never shown.
    NetworkOf<float> network;
    MatrixOf<float> first_filters = {};  ///< Weights of the first layer before training.
};

/// @brief Train one network, and judge it on both sets before and after every few epochs.
// [begin learn]
inline Run learn(const Pictures& pictures, const Start& start, const Budget& budget,
                 Rng& rng, std::size_t every = 1) {
    Run run{.network = make_mlp(start, pictures.train.inputs.shape(1), rng)};
    run.first_filters = run.network.layers.front().weights;
    std::size_t epoch = 0;
    const auto judge = [&](double) {
        const auto share_right = [&](const ClassificationOf<float>& set) {
            return accuracy(predict(run.network, set.inputs), set.labels);
        };
        if (epoch++ % every == 0) {
            run.on_train.push_back(share_right(pictures.train));
            run.on_test.push_back(share_right(pictures.test));
        }
    };
    judge(0.0);
    train(run.network, pictures.train, budget, rng, judge);
    return run;
}
// [end learn]

/// @brief One curve of every run.
inline std::vector<std::vector<double>> curves_of(const std::vector<Run>& runs,
                                                  std::vector<double> Run::* curve) {
    std::vector<std::vector<double>> curves;
    for (const Run& run : runs) {
        curves.push_back(run.*curve);
    }
    return curves;
}

/// @brief The last number of every run's curve.
inline std::vector<double> ends_of(const std::vector<Run>& runs,
                                   std::vector<double> Run::* curve) {
    std::vector<double> ends;
    for (const Run& run : runs) {
        ends.push_back((run.*curve).back());
    }
    return ends;
}

/// @brief Accuracies of trained networks differ a little between machines.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.03};

/// @brief Where networks fail to train, and while they learn, they differ more.
inline constexpr Tolerance restless{.relative = 0.0, .absolute = 0.12};

}  // namespace winit::chapter10
