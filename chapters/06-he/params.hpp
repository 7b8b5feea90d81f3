/// @file params.hpp
/// @brief Chapter 6: everything that can change the outcome, described once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/support/parameters.hpp"

namespace winit::chapter06 {

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
    std::size_t middle_depth = 22;
    std::size_t training_width = 32;
    std::size_t training_samples = 500;
    std::size_t validation_samples = 300;
    std::size_t batch = 10;
    std::size_t adam_batch = 50;
    std::size_t epochs = 80;
    std::size_t adam_epochs = 40;
    std::size_t seeds = 10;
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
                     "hidden layers of the shallowest trained network");
        is.parameter(middle_depth, "middle_depth", {1, 200},
                     "hidden layers of a deeper one");
        is.parameter(training_width, "training_width", {1, 1000},
                     "units per hidden layer that is trained");
        is.parameter(training_samples, "training_samples", {1, 1000},
                     "digits to learn from");
        is.parameter(validation_samples, "validation_samples", {1, 700},
                     "digits to choose the learning rate on");
        is.parameter(batch, "batch", {1, 1000}, "digits per step of gradient descent");
        is.parameter(adam_batch, "adam_batch", {1, 1000}, "digits per step of Adam");
        is.parameter(epochs, "epochs", {8, 1000},
                     "passes over the digits, gradient descent");
        is.parameter(adam_epochs, "adam_epochs", {8, 1000}, "passes over the digits, Adam");
        is.number("early_epochs", epochs / 4, "passes after which the text looks first");
        is.number("adam_early", adam_epochs / 4, "the same with Adam");
        is.parameter(seeds, "seeds", {1, 1000},
                     "training runs per scheme and learning rate");
    }
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {
        .networks = 40, .narrow_networks = 4000, .epochs = 8, .adam_epochs = 8, .seeds = 2};
}

}  // namespace winit::chapter06
