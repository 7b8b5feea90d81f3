/// @file slide_answer.hpp
/// @brief Chapter 11: what the slide's program prints, from many seeds.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter11 {

/// @brief What the slide's program prints for three words and "xavier" weights.
///
/// Words that do not occur touch nothing, so only three rows of the embedding are drawn.
// [begin slide_answer]
inline double slide_answer(Rng rng) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(slide_words));
    const Matrix embedding = uniform_matrix(3, slide_units, -bound, bound, rng);
    const Fans square{.fan_in = slide_units, .fan_out = slide_units};
    const Matrix recurrent = slides::xavier(square, rng);
    const Matrix answer = slides::xavier({.fan_in = slide_units, .fan_out = 1}, rng);

    Vector state = xt::zeros<double>({slide_units});
    for (std::size_t word = 0; word < 3; ++word) {
        state = slides::recurrent_step(embedding, recurrent, word, state);
    }
    double sum = 0.0;
    for (std::size_t unit = 0; unit < slide_units; ++unit) {
        sum += answer(0, unit) * state(unit);
    }
    return Sigmoid::value(sum);
}
// [end slide_answer]

/// @brief The same for many networks, one per seed.
inline std::vector<double> slide_answers(const Params& params) {
    return repeat(repeats_of(Stream::slide_answers, params.slide_seeds, params),
                  slide_answer);
}

/// @brief How the slide's answers are distributed.
inline Result answer_distribution(const Params& params) {
    Result result;
    const auto answers = slide_answers(params);
    result.value("slide_mean", average(answers),
                 "the slide's xavier answer, mean over seeds");
    result.value("slide_spread", standard_deviation(answers),
                 "the slide's xavier answer, standard deviation");
    result.value("word_bound", 1.0 / std::sqrt(static_cast<double>(slide_words)),
                 "largest of the slide's weights for a word");
    return result;
}

}  // namespace winit::chapter11
