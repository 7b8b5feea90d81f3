/// @file solutions.hpp
/// @brief Chapter 13: solutions of the exercises, compiled and tested.
#pragma once

#include "snippets/core/types.hpp"
#include "snippets/losses/binary_cross_entropy.hpp"

namespace winit::chapter13 {

/// @brief Loss (nats per sample) of a detector that has not learned anything yet: its weights are
///        zero and its output bias is given.
// [begin untrained_loss]
inline double untrained_loss(double share_of_positives, double bias) {
    return binary_cross_entropy(Matrix{{bias}}, Matrix{{share_of_positives}});
}
// [end untrained_loss]

}  // namespace winit::chapter13
