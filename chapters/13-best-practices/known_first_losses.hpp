/// @file known_first_losses.hpp
/// @brief Chapter 13: first losses that are known before training, and the bias for a rare class.
#pragma once

#include <cmath>

#include "chapters/13-best-practices/solutions.hpp"
#include "chapters/support/result.hpp"
#include "snippets/init/output_bias.hpp"

namespace winit::chapter13 {

/// @brief The first loss of a detector of a rare class, and that of ten equal guesses.
inline Result known_first_losses() {
    Result result;
    result.value("rare_bias", log_odds(0.01), "output bias for one positive in a hundred");
    result.value("rare_first_loss", untrained_loss(0.01, log_odds(0.01)),
                 "first loss (nats) with that bias");
    result.value("rare_zero_loss", untrained_loss(0.01, 0.0),
                 "first loss (nats) with a bias of zero");
    result.value("guess_loss", std::log(10.0), "loss (nats) of ten equal guesses");
    return result;
}

}  // namespace winit::chapter13
