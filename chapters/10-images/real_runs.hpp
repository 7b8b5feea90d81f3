/// @file real_runs.hpp
/// @brief Chapter 10: networks trained on real pictures.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter10 {

/// @brief The digits of this book, cut in two.
inline Pictures digit_pictures(const Params& params) {
    Rng rng(params.seed);
    const Split parts = split(digits(), params.digit_samples, rng);
    return {.train = convert<float>(parts.train),
            .test = convert<float>(parts.test),
            .side = 8};
}

/// @brief The reader's pictures, or else the digits.
inline std::shared_ptr<const Pictures> real_pictures(const Params& params) {
    return params.brought ? params.brought
                          : std::make_shared<const Pictures>(digit_pictures(params));
}

/// @brief The learning rate that moves a picture's pre-activations as far, whatever its size.
/// @param raw  Pictures as they are; black ones need no care.
inline double rate_for(const Pictures& raw, const Params& params) {
    const double length = mean_squared_length(raw.train);
    return length > 0.0 ? params.digit_step / length : params.digit_step;
}

/// @brief Runs on given pictures.
inline std::vector<Run> learn_pictures(const Pictures& pictures, const Start& start,
                                       double learning_rate, const Params& params,
                                       Progress& progress = silent()) {
    return repeat({params.digit_seeds, params.seed, params.threads}, [&](Rng rng) {
        Run run = learn(pictures, start, {1, params.digit_epochs, learning_rate}, rng);
        progress.step();
        return run;
    });
}

/// @brief Runs on real pictures from every start.
struct RealRuns {
    std::vector<Run> he;            ///< He, the mean picture subtracted.
    std::vector<Run> he_raw;        ///< He, pixels as they are.
    std::vector<Run> zero;          ///< Zeros, ReLU, centered.
    std::vector<Run> zero_sigmoid;  ///< Zeros, sigmoid, centered.
};

/// @brief Train them.
/// @param raw       Pictures as they are.
/// @param pictures  The same, centered.
inline RealRuns train_all(const Pictures& raw, const Pictures& pictures,
                          const Params& params, Progress& progress) {
    progress.begin("networks on real pictures", 4 * params.digit_seeds);
    const double rate = rate_for(raw, params);
    const auto from = [&](const Start& start, const Pictures& shown) {
        return learn_pictures(shown, start, rate, params, progress);
    };
    return {.he = from(he_start(), pictures),
            .he_raw = from(he_start(), raw),
            .zero = from(zero_start(Activation::relu), pictures),
            .zero_sigmoid = from(zero_start(Activation::sigmoid), pictures)};
}

}  // namespace winit::chapter10
