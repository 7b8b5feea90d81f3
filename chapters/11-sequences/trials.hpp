/// @file trials.hpp
/// @brief Chapter 11: what is trained: starts at every rate, with every seed, by two optimizers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/schemes.hpp"
#include "chapters/11-sequences/sentences.hpp"
#include "chapters/11-sequences/streams.hpp"
#include "chapters/11-sequences/training.hpp"
#include "chapters/support/grid.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/adam.hpp"

namespace winit::chapter11 {

/// @brief A pause after which every start is tried, by one optimizer.
struct Trial {
    std::string name;   ///< Begins the names of its values.
    std::size_t pause;  ///< Blank steps.
    Stepper stepper;
    std::vector<double> rates;         ///< Rising, around the best of every start.
    std::vector<std::size_t> budgets;  ///< Steps, rising.
};

/// @brief Half of a number of steps, and all of them.
inline std::vector<std::size_t> half_and_all(std::size_t steps) {
    return {(steps + 1) / 2, steps};
}

/// @brief Simple networks without a pause and after the pause, by gradient descent.
inline std::vector<Trial> descents(const Params& params) {
    constexpr auto plain = Stepper::gradient_descent;
    return {{"soon", 0, plain, {0.16, 0.5, 1.6}, half_and_all(params.steps / 2)},
            {"late",
             params.pause,
             plain,
             {0.016, 0.05, 0.16, 0.5},
             half_and_all(params.steps)}};
}

/// @brief The same by Adam.
inline std::vector<Trial> adams(const Params& params) {
    constexpr auto adam = Stepper::adam;
    return {
        {"soon_adam", 0, adam, {0.012, 0.048, 0.192}, half_and_all(params.adam_steps / 4)},
        {"late_adam",
         params.pause,
         adam,
         {0.00075, 0.003, 0.012},
         half_and_all(params.adam_steps)}};
}

/// @brief LSTMs by gradient descent, and by Adam.
inline std::vector<Trial> lstm_trials(const Params& params) {
    const std::size_t few = params.lstm_adam_steps;
    return {{"gate",
             params.lstm_pause,
             Stepper::gradient_descent,
             {0.08, 0.4, 2.0},
             half_and_all(params.lstm_steps)},
            {"gate_adam",
             params.lstm_pause,
             Stepper::adam,
             {0.01, 0.04, 0.16},
             {(few + 3) / 4, few}}};
}

/// @brief Train every start with every seed at every rate.
/// @param draw  From a start and a random stream to a network before training.
template <class Start, class Draw>
Grid train_starts(const std::vector<Labeled<Start>>& starts, const Draw& draw,
                  const Trial& trial, const Params& params, Progress& progress) {
    const auto learn = [&](const Start& start, double rate, const Rng& own) {
        Rng words = own.stream(0);
        Task task = draw_task(params, words);
        for (Opinions* part : {&task.training, &task.validation, &task.held_out}) {
            add_pause(*part, trial.pause);
        }
        auto network = draw(start, own.stream(1));
        const auto learn_by = [&](auto optimizer) {
            return learn_to_read(network, task, optimizer, trial.budgets, params,
                                 own.stream(2));
        };
        return trial.stepper == Stepper::adam
                   ? learn_by(AdamOf<float>({.learning_rate = rate}))
                   : learn_by(ClippedDescent(rate, params.clip));
    };
    return run_grid(starts, {name_of(trial.stepper), trial.rates, trial.budgets},
                    repeats_of(Stream::training, params.seeds, params), learn, progress);
}

/// @brief The grid of simple networks; the starts in the order of schemes().
inline Grid train_schemes(const Trial& trial, const Params& params,
                          Progress& progress = silent()) {
    const auto draw = [&](const InitializerOf<float>& recurrent, const Rng& rng) {
        return untrained_network(recurrent, params, rng);
    };
    return train_starts(schemes(), draw, trial, params, progress);
}

/// @brief The forget biases that are compared.
inline std::vector<Labeled<double>> lstm_starts() {
    std::vector<Labeled<double>> starts;
    for (const double bias : forget_biases) {
        const std::string digit = std::to_string(static_cast<int>(bias));
        starts.push_back({digit, "bias " + digit, bias});
    }
    return starts;
}

/// @brief The grid of LSTMs; the starts in the order of lstm_starts().
inline Grid train_lstms(const Trial& trial, const Params& params,
                        Progress& progress = silent()) {
    const auto draw = [&](double bias, const Rng& rng) {
        return untrained_lstm(bias, params, rng);
    };
    return train_starts(lstm_starts(), draw, trial, params, progress);
}

}  // namespace winit::chapter11
