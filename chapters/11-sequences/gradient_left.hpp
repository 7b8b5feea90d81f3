/// @file gradient_left.hpp
/// @brief Chapter 11: what a pause leaves of a gradient before training.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/sentences.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter11 {

/// @brief What a pause leaves of a gradient, before training.
struct GradientLeft {
    double length;      ///< Root mean square singular value of the Jacobian.
    double directions;  ///< \f$(\sum s^2)^2/\sum s^4\f$: how many singular values share it.
};

/// @brief Follow the state of an untrained network through a pause behind one sentence.
inline GradientLeft left_after_pause(const Scheme& scheme, std::size_t pause,
                                     const Params& params, Rng rng) {
    Rng words = rng.stream(0);
    Opinions one = draw_opinions(1, make_vocabulary(params.vocabulary), words);
    add_pause(one, pause);
    const auto network = untrained_network(scheme.item, params, rng.stream(1));
    RecurrentWorkspaceOf<float> workspace(network, sentence_length + pause, 1);
    forward(network, one_hot<float>(one.sentences, params.vocabulary), workspace);
    const Matrix jacobian = xt::cast<double>(
        state_jacobian(network, workspace, 0, sentence_length, sentence_length + pause));
    double squares = 0.0;
    double fourths = 0.0;
    for (const double value : singular_values(jacobian)) {
        squares += value * value;
        fourths += value * value * value * value;
    }
    return {.length = std::sqrt(squares / static_cast<double>(params.units)),
            .directions = fourths > 0.0 ? squares * squares / fourths : 0.0};
}

/// @brief What the pause leaves of it with one kind of weights, in the median of many networks.
inline Result left_by_scheme(const Scheme& scheme, const Params& params) {
    Result result;
    const auto left = repeat(repeats_of(Stream::jacobians, params.gradient_seeds, params),
                             [&](const Rng& rng) {
                                 return left_after_pause(scheme, params.pause, params, rng);
                             });
    std::vector<double> lengths;
    std::vector<double> directions;
    for (const GradientLeft& one : left) {
        lengths.push_back(one.length);
        directions.push_back(one.directions);
    }
    result.value("left_" + scheme.name, quantile(lengths, 0.5),
                 "gradient left over the pause before training, median, " + scheme.label,
                 {.relative = 1e-3});
    result.data("directions_" + scheme.name, quantile(directions, 0.5),
                "directions that share it, median, " + scheme.label, {.relative = 1e-3});
    return result;
}

/// @brief The same for all kinds.
inline Result gradient_left(const Params& params) {
    Result result;
    for (const Scheme& scheme : schemes()) {
        result.add(left_by_scheme(scheme, params));
    }
    return result;
}

}  // namespace winit::chapter11
