/// @file cell.hpp
/// @brief Chapter 11: what an LSTM leaves of its cell before training.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/sentences.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Steps over which the cell is followed.
inline constexpr std::size_t cell_distance = 40;

/// @brief How the cell of an LSTM at its start depends on an earlier one.
///
/// The direct way only: the product of the forget gates on the way.
/// @return  Root mean square over the units, for each distance from 0.
inline std::vector<double> cell_by_distance(double forget_bias, std::size_t distance,
                                            const Params& params, Rng rng) {
    Rng words = rng.stream(0);
    Opinions one = draw_opinions(1, make_vocabulary(params.vocabulary), words);
    add_pause(one, distance);
    const auto lstm = untrained_lstm(forget_bias, params, rng.stream(1));
    LstmWorkspaceOf<float> workspace(lstm, sentence_length + distance, 1);
    forward(lstm, one_hot<float>(one.sentences, params.vocabulary), workspace);
    std::vector<double> kept(params.units, 1.0);
    std::vector<double> result = {1.0};
    for (std::size_t t = 0; t < distance; ++t) {
        double square = 0.0;
        for (std::size_t unit = 0; unit < params.units; ++unit) {
            kept[unit] *= static_cast<double>(
                workspace.gates[sentence_length + t](0, params.units + unit));
            square += kept[unit] * kept[unit];
        }
        result.push_back(std::sqrt(square / static_cast<double>(params.units)));
    }
    return result;
}

/// @brief The share of the cell that is left at each distance, in many networks.
inline Curve cell_measured(double forget_bias, const std::string& label,
                           const Params& params) {
    return banded(label, repeat(repeats_of(Stream::cells, params.gradient_seeds, params),
                                [&](const Rng& rng) {
                                    return cell_by_distance(forget_bias, cell_distance,
                                                            params, rng);
                                }));
}

/// @brief The same by theory, at gate weights of zero.
inline Curve cell_theory(double forget_bias) {
    Curve theory{.label = "", .mark = Mark::theory};
    for (const double t : counting(0, cell_distance + 1)) {
        theory.y.push_back(std::pow(Sigmoid::value(forget_bias), t));
    }
    return theory;
}

/// @brief Largest ratio of two curves at the same point, whichever is larger.
inline double largest_ratio(const std::vector<double>& one,
                            const std::vector<double>& other) {
    double largest = 1.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        largest = std::max({largest, one[i] / other[i], other[i] / one[i]});
    }
    return largest;
}

}  // namespace winit::chapter11
