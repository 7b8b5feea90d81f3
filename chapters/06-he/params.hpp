/// @file params.hpp
/// @brief Chapter 6: everything that can change the outcome, described once.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"

namespace winit::chapter06 {

/// @brief Learning rates of the training runs, in steps of about a factor of three.
inline constexpr std::array<double, 5> learning_rates{0.001, 0.003, 0.01, 0.03, 0.1};

/// @brief Learning rates that the prose speaks of, as indices of learning_rates.
inline constexpr std::size_t shown_rate = 1;
inline constexpr std::size_t rescue_rate = 3;
inline constexpr std::size_t fast_rate = 4;

/// @brief The parameters of the chapter's experiments.
struct Params {
    std::size_t depth = 30;
    std::size_t width = 100;
    std::size_t networks = 200;
    std::size_t drawn_rows = 1000;
    std::size_t narrow_width = 3;
    std::size_t narrow_depth = 10;
    std::size_t narrow_networks = 40000;
    std::size_t shallow_depth = 10;
    std::size_t training_width = 64;
    std::size_t training_samples = 1000;
    std::size_t batch = 50;
    std::size_t epochs = 10;
    std::size_t seeds = 3;
    double momentum = 0.9;
    std::uint64_t seed = 6;
    std::size_t threads = 1;

    /// @brief One line per parameter.
    void each(Descriptions& is) {
        is.number("seed", seed, "seed of the random numbers");
        is.parameter(depth, "depth", {1, 200}, "ReLU layers that the signal crosses");
        is.parameter(width, "width", {1, 1000}, "units per layer");
        is.parameter(networks, "networks", {1, 100000}, "random networks per scheme");
        is.option(drawn_rows, "drawn_rows", {1, 100000}, "rows of weights of each kind");
        is.number("drawn", width * drawn_rows, "weights drawn of each kind");
        is.parameter(narrow_width, "narrow_width", {1, 100},
                     "units per layer of the narrow networks");
        is.parameter(narrow_depth, "narrow_depth", {1, 200},
                     "layers of the narrow networks");
        is.parameter(narrow_networks, "narrow_networks", {1, 1000000},
                     "narrow networks per scale");
        is.parameter(shallow_depth, "shallow_depth", {1, 200},
                     "hidden layers of the shallower trained network");
        is.parameter(training_width, "training_width", {1, 1000},
                     "units per hidden layer that is trained");
        is.parameter(training_samples, "training_samples", {1, 1796},
                     "digits to learn from");
        is.parameter(batch, "batch", {1, 1796}, "digits per step");
        is.parameter(epochs, "epochs", {1, 1000}, "passes over the digits");
        is.parameter(seeds, "seeds", {1, 1000},
                     "training runs per scheme and learning rate");
        is.number("guess_loss", std::log(10.0), "loss (nats) of ten equal guesses",
                  Tolerance{});
        is.parameter(momentum, "momentum", {0.0, 0.99}, "momentum of the optimizer");
        is.number("shown_rate", learning_rates[shown_rate],
                  "learning rate of the loss curves");
        is.number("rescue_rate", learning_rates[rescue_rate],
                  "learning rate that rescues a shallow network");
        is.number("fast_rate", learning_rates[fast_rate], "largest learning rate");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 40,
            .narrow_networks = 4000,
            .training_samples = 200,
            .epochs = 4,
            .seeds = 2};
}

}  // namespace winit::chapter06
