/// @file solutions.hpp
/// @brief Chapter 13: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/binary_cross_entropy.hpp"
#include "snippets/output_bias.hpp"
#include "snippets/types.hpp"

namespace winit::chapter13 {

/// @brief Loss (nats per sample) of a detector that has not learned anything yet: its weights are
///        zero and its output bias is given.
// [begin untrained_loss]
inline double untrained_loss(double share_of_positives, double bias) {
    const double predicted = Sigmoid::value(bias);
    return -share_of_positives * std::log(predicted) -
           (1.0 - share_of_positives) * std::log1p(-predicted);
}

inline double rare_class_bias(double share_of_positives) {
    return log_odds(share_of_positives);
}
// [end untrained_loss]

}  // namespace winit::chapter13
