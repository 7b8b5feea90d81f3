/// @file params.hpp
/// @brief Chapter 11: everything that can change the outcome, described once.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"
#include "snippets/data/sentences.hpp"

namespace winit::chapter11 {

/// @brief Size of the slide's network.
inline constexpr std::size_t slide_words = 1000;
inline constexpr std::size_t slide_units = 100;  ///< Units of its state.

/// @brief Biases of the forget gate whose cells are followed before training.
inline constexpr std::array<double, 4> cell_biases{0.0, 1.0, 2.0, 4.0};

/// @brief Biases of the forget gate that networks are trained with.
inline constexpr std::array<double, 3> forget_biases{0.0, 1.0, 4.0};

/// @brief Steps over which the text follows the cell.
inline constexpr std::size_t cell_steps = 20;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t seeds = 10;
    std::size_t pause = 24;
    std::size_t steps = 400;
    std::size_t adam_steps = 500;
    std::size_t lstm_pause = 6;
    std::size_t lstm_steps = 450;
    std::size_t lstm_adam_steps = 200;
    std::size_t batch = 8;
    std::size_t training = 400;
    std::size_t validation = 200;
    std::size_t held_out = 200;
    std::size_t vocabulary = 20;
    std::size_t units = 16;
    double clip = 1.0;
    std::size_t slide_seeds = 2000;
    std::size_t cloud_units = 200;
    std::size_t ring_units = 40;
    std::size_t distance = 100;
    std::size_t gradient_seeds = 20;
    std::uint64_t seed = 11;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(seeds, "seeds", {1, 100000}, "trained networks of each kind");
        is.parameter(pause, "pause", {1, 1000}, "blank steps, simple network");
        is.parameter(steps, "steps", {4, 1000000}, "steps of gradient descent");
        is.parameter(adam_steps, "adam_steps", {8, 1000000}, "steps of Adam");
        is.parameter(lstm_pause, "lstm_pause", {0, 1000}, "blank steps, LSTM");
        is.parameter(lstm_steps, "lstm_steps", {2, 1000000},
                     "steps of gradient descent, LSTM");
        is.parameter(lstm_adam_steps, "lstm_adam_steps", {2, 1000000},
                     "steps of Adam, LSTM");
        is.parameter(batch, "batch", {1, 10000}, "sentences per step");
        // With 20 words the grammar makes 1050 sentences, and no sentence is in two parts. Of many
        // more than 10000 to learn from none might be left for the others.
        is.parameter(training, "training", {1, 10000}, "sentences to learn from");
        is.parameter(validation, "validation", {1, 10000},
                     "sentences to choose the learning rate on");
        is.parameter(held_out, "held_out", {1, 10000}, "sentences held out");
        is.parameter(vocabulary, "vocabulary", {20, 1000}, "words, the blank included");
        is.parameter(units, "units", {1, 1000}, "units of the state");
        is.parameter(clip, "clip", {1e-6, 1e6}, "longest gradient");
        is.parameter(slide_seeds, "slide_seeds", {2, 1000000}, "networks of the slide");
        is.number("slide_words", slide_words, "words of the slide's vocabulary");
        is.number("slide_units", slide_units, "units of the slide's state");
        is.parameter(cloud_units, "cloud_units", {1, 2000}, "size of the matrices shown");
        is.parameter(ring_units, "ring_units", {1, 2000}, "size of the orthogonal one");
        is.parameter(distance, "distance", {1, 1000}, "steps back, gradients");
        is.parameter(gradient_seeds, "gradient_seeds", {1, 10000}, "matrices per scale");
        is.number("cell_steps", cell_steps, "steps over which the text follows a cell");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.seeds = 2,
            .steps = 200,
            .adam_steps = 200,
            .lstm_steps = 100,
            .lstm_adam_steps = 100,
            .slide_seeds = 200,
            .gradient_seeds = 5};
}

/// @brief Longer: four to five times the steps, twice the seeds.
inline Params full() {
    return {.seeds = 20,
            .steps = 2000,
            .adam_steps = 2400,
            .lstm_steps = 2000,
            .lstm_adam_steps = 800,
            .slide_seeds = 20000,
            .gradient_seeds = 100};
}

/// @brief Memory of the training runs that go on at the same time (bytes).
///
/// For every step and sentence there is a row of one-hot words and, in an LSTM, seven numbers per
/// unit: four gates, the cell, its tanh and the state.
inline double bytes(const Params& params) {
    const auto count = [](std::size_t number) { return static_cast<double>(number); };
    const double steps = count(sentence_length + std::max(params.lstm_pause, params.pause));
    const double sentences =
        count(params.batch) + count(params.validation) + count(params.held_out);
    const double per_step = count(params.vocabulary) + 7.0 * count(params.units);
    return count(params.threads) * steps * sentences * per_step * sizeof(float);
}

}  // namespace winit::chapter11
