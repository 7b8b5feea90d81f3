/// @file two_trainings.hpp
/// @brief Chapter 7: trainings that share everything but the start.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/runs.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter07 {

/// @brief A way of drawing weights, in the precision of the trainings.
using Start = Labeled<InitializerOf<float>>;

inline Start he_start() {
    return {"he", "He", he_uniform<float>};
}

inline Start glorot_start() {
    return {"glorot", "Glorot", glorot_uniform<float>};
}

/// @brief The start that draws other random numbers than the rest.
inline Start normal_start() {
    return {"he_normal", "He, normal", he_normal<float>};
}

/// @brief How a network is trained: all that the starts share.
struct Recipe {
    Stepper stepper;
    double rate;
    std::vector<std::size_t> epochs;  ///< Budgets, rising.
};

/// @brief One training of digits. Data, weights and order have streams of their own, so that a
///        start that draws more numbers does not change the other two.
// [begin train_once]
inline std::vector<Scores> train_once(const Start& start, const Recipe& recipe,
                                      const Params& params, const Rng& rng) {
    Rng data = rng.stream(0);
    Rng weights = rng.stream(1);
    Rng order = rng.stream(2);
    const Parts parts =
        three_parts(digits(), params.training_samples, params.validation_samples, data);
    const PartsOf<float> rounded{convert<float>(parts.train),
                                 convert<float>(parts.validation),
                                 convert<float>(parts.test)};
    NetworkOf<float> network =
        make_network<float>({parts.train.inputs.shape(1), params.training_width,
                             params.training_width, parts.train.classes},
                            {.hidden = Activation::relu}, start.item, weights);
    return train_and_score(network, rounded, recipe.stepper, recipe.rate, params.batch,
                           recipe.epochs, order);
}
// [end train_once]

/// @brief Share of unseen digits that each run of a start recognizes after the last epoch.
///
/// Run number i has the same random numbers for every start.
/// @param runs  How many, which random numbers, how many threads.
inline std::vector<double> accuracies(const Start& start, const Recipe& recipe,
                                      const Params& params, const Repeats& runs,
                                      Progress& progress = silent()) {
    return repeat(runs, [&](const Rng& rng) {
        const double accuracy = train_once(start, recipe, params, rng).back().test;
        progress.step();
        return accuracy;
    });
}

}  // namespace winit::chapter07
