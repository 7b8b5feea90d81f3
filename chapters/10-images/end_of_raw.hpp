/// @file end_of_raw.hpp
/// @brief Chapter 10: what a network that learned raw pictures answers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/memorizing.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter10 {

/// @brief Share of the answer that a network gives most often.
inline double commonest_answer(const NetworkOf<float>& network,
                               const ClassificationOf<float>& set) {
    const MatrixOf<float> logits = predict(network, set.inputs);
    std::vector<double> answers(classes);
    for (std::size_t picture = 0; picture < logits.shape(0); ++picture) {
        const float* row = &logits(picture, 0);
        answers[static_cast<std::size_t>(std::max_element(row, row + classes) - row)] +=
            1.0;
    }
    return std::ranges::max(answers) / static_cast<double>(logits.shape(0));
}

/// @brief Entropy of the labels of a set (nats): the loss of whoever knows their shares, no more.
inline double label_entropy(const ClassificationOf<float>& set) {
    std::vector<double> counts(set.classes);
    for (const std::size_t label : set.labels) {
        counts[label] += 1.0;
    }
    double entropy = 0.0;
    for (const double count : counts) {
        const double share = count / static_cast<double>(set.labels.size());
        entropy -= count > 0.0 ? share * std::log(share) : 0.0;
    }
    return entropy;
}

/// @brief How a network ends.
struct End {
    double loss = 0.0;       ///< On the pictures learned (nats).
    double entropy = 0.0;    ///< Of their labels (nats).
    double commonest = 0.0;  ///< Share of the commonest answer to unseen pictures.
};

/// @brief Ends of the slide's budget on random pictures, by seed.
inline std::vector<End> ends_on_noise(const Plan& plan, const Params& params,
                                      Progress& progress = silent()) {
    return repeat({plan.seeds, params.seed, params.threads}, [&](Rng rng) {
        const Pictures pictures = noise_pictures(params, plan.center, rng);
        const Run run = learn(pictures, plan.start, {1, plan.epochs, plan.learning_rate},
                              rng, plan.epochs);
        progress.step();
        const ClassificationOf<float>& learned = pictures.train;
        return End{
            .loss = cross_entropy(predict(run.network, learned.inputs), learned.labels),
            .entropy = label_entropy(learned),
            .commonest = commonest_answer(run.network, pictures.test)};
    });
}

/// @brief Raw pixels end where zeros end: at the shares of the labels.
inline Result end_of_raw(const Params& params, Progress& progress = silent()) {
    progress.begin("ends", params.seeds);
    std::vector<double> losses;
    std::vector<double> entropies;
    std::vector<double> answers;
    for (const End& end :
         ends_on_noise(slide_plan(he_start(), 0.0, params), params, progress)) {
        losses.push_back(end.loss);
        entropies.push_back(end.entropy);
        answers.push_back(end.commonest);
    }
    Result result;
    result.value("raw_loss", average(losses),
                 "loss on the raw pictures learned (nats), mean, He",
                 {.relative = 0.0, .absolute = 0.02});
    result.value("raw_entropy", average(entropies), "entropy of their labels (nats), mean",
                 {.relative = 1e-6});
    result.value("raw_commonest", average(answers),
                 "share of the commonest answer to unseen raw pictures, mean, He",
                 restless);
    return result;
}

}  // namespace winit::chapter10
