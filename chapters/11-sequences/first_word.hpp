/// @file first_word.hpp
/// @brief Chapter 11: does the first word reach the last state?
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter11 {

/// @brief The recurrence as it should be: the word adds its own row, unit by unit.
// [begin right_step]
inline Vector right_step(const Matrix& embedding, const Matrix& recurrent, std::size_t word,
                         const Vector& state) {
    Vector next = state;
    for (std::size_t i = 0; i < state.size(); ++i) {
        double sum = embedding(word, i);
        for (std::size_t j = 0; j < state.size(); ++j) {
            sum += recurrent(i, j) * state(j);
        }
        next(i) = std::tanh(sum);
    }
    return next;
}
// [end right_step]

/// @brief Largest difference in the last state between two sentences that differ in one word.
/// @param step   One step of the recurrence: embedding, recurrent weights, word, state.
/// @param place  Position of the word, from 0; the sentences have three words.
template <class Step>
double difference_by_word(const Step& step, std::size_t place, Rng rng) {
    const Matrix embedding = uniform_matrix(4, slide_units, -1.0, 1.0, rng);
    const Fans square{.fan_in = slide_units, .fan_out = slide_units};
    const Matrix recurrent = slides::xavier(square, rng);
    const auto last_state = [&](std::array<std::size_t, 3> words) {
        Vector state = xt::zeros<double>({slide_units});
        for (const std::size_t word : words) {
            state = step(embedding, recurrent, word, state);
        }
        return state;
    };
    std::array<std::size_t, 3> other{0, 1, 2};
    other[place] = 3;
    const Vector one = last_state({0, 1, 2});
    const Vector two = last_state(other);
    double largest = 0.0;
    for (std::size_t unit = 0; unit < slide_units; ++unit) {
        largest = std::max(largest, std::abs(one(unit) - two(unit)));
    }
    return largest;
}

/// @brief The two recurrences, as functions that can be handed over.
inline constexpr auto slide_recurrence = [](const auto&... arguments) {
    return slides::recurrent_step(arguments...);
};
inline constexpr auto right_recurrence = [](const auto&... arguments) {
    return right_step(arguments...);
};

/// @brief What the last state notices of another first or third word.
inline Result effect_of_a_word(const Params& params) {
    Result result;
    const auto change = [&](const auto& step, std::size_t place) {
        return difference_by_word(step, place, rng_of(Stream::first_word, params));
    };
    result.value("slide_by_first", change(slide_recurrence, 0),
                 "largest change of the slide's state when the first of three words is "
                 "another");
    result.value("right_by_first", change(right_recurrence, 0),
                 "largest change of the right state when the first of three words is "
                 "another");
    result.data("slide_by_third", change(slide_recurrence, 2),
                "largest change of the slide's state when the third of three words is "
                "another");
    result.data("right_by_third", change(right_recurrence, 2),
                "largest change of the right state when the third of three words is "
                "another");
    return result;
}

}  // namespace winit::chapter11
