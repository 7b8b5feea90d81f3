/// @file confusion.hpp
/// @brief Chapter 10: which class is answered to which?
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/10-images/learning.hpp"
#include "chapters/10-images/pictures.hpp"
#include "chapters/10-images/real_runs.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter10 {

/// @brief How often each class is answered to pictures of each class.
/// @return  share[label][answer]; NaN where the set has no picture of a class.
inline std::vector<std::vector<double>> confusion(const NetworkOf<float>& network,
                                                  const ClassificationOf<float>& set) {
    const MatrixOf<float> logits = predict(network, set.inputs);
    std::vector<std::vector<double>> counts(classes, std::vector<double>(classes));
    std::vector<double> totals(classes);
    for (std::size_t picture = 0; picture < set.labels.size(); ++picture) {
        const float* row = &logits(picture, 0);
        const auto answer =
            static_cast<std::size_t>(std::max_element(row, row + classes) - row);
        counts[set.labels[picture]][answer] += 1.0;
        totals[set.labels[picture]] += 1.0;
    }
    for (std::size_t label = 0; label < classes; ++label) {
        for (double& count : counts[label]) {
            count /= totals[label];
        }
    }
    return counts;
}

/// @brief Cell by cell the mean over the runs.
inline std::vector<std::vector<double>> mean_confusion(const std::vector<Run>& runs,
                                                       const ClassificationOf<float>& set) {
    std::vector<std::vector<double>> mean(classes, std::vector<double>(classes));
    for (const Run& run : runs) {
        const auto share = confusion(run.network, set);
        for (std::size_t label = 0; label < classes; ++label) {
            for (std::size_t answer = 0; answer < classes; ++answer) {
                mean[label][answer] +=
                    share[label][answer] / static_cast<double>(runs.size());
            }
        }
    }
    return mean;
}

/// @brief The answers to unseen pictures from zeros and from He's weights.
inline Result answers_by_class(const RealRuns& runs, const Pictures& pictures) {
    Result result;
    const ClassificationOf<float>& unseen = pictures.test;
    result.map({.name = "confusion",
                .x_axis = {"answer"},
                .y_axis = {"digit"},
                .cell_axis = {"share of the answers"},
                .x = counting(0, classes),
                .y = counting(0, classes),
                .panels = {{"zeros, one run", confusion(runs.zero.front().network, unseen)},
                           {"He, mean", mean_confusion(runs.he, unseen)}},
                .tolerance = {.relative = 0.0, .absolute = 0.1}});
    return result;
}

}  // namespace winit::chapter10
