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
#include "snippets/data/images.hpp"
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

/// @brief Runs on given pictures.
inline std::vector<Run> learn_pictures(const Pictures& pictures, const Start& start,
                                       const Params& params,
                                       Progress& progress = silent()) {
    return repeat({params.digit_seeds, params.seed, params.threads}, [&](Rng rng) {
        Run run = learn(pictures, start, {1, params.digit_epochs, params.digit_rate}, rng);
        progress.step();
        return run;
    });
}

/// @brief Runs on real pictures from every start.
struct RealRuns {
    std::vector<Run> he;            ///< He, centered.
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
    const Start zero = zero_start(Activation::relu);
    const Start zero_sigmoid = zero_start(Activation::sigmoid);
    return {.he = learn_pictures(pictures, he_start(), params, progress),
            .he_raw = learn_pictures(raw, he_start(), params, progress),
            .zero = learn_pictures(pictures, zero, params, progress),
            .zero_sigmoid = learn_pictures(pictures, zero_sigmoid, params, progress)};
}

}  // namespace winit::chapter10
