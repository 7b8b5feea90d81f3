/// @file solutions.hpp
/// @brief Chapter 1: solutions of the exercises, compiled and tested.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/01-zero-trap/full_batch.hpp"
#include "chapters/01-zero-trap/params.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter01 {

/// @brief Loss (nats) of the class priors when five classes are common and five are rare.
// [begin loss_by_hand]
inline double loss_by_hand(double common, double rare) {
    const double total = 5.0 * common + 5.0 * rare;
    return 5.0 * (common / total) * std::log(total / common) +
           5.0 * (rare / total) * std::log(total / rare);
}
// [end loss_by_hand]

/// @brief Largest gradient that a sigmoid network of zeros meets when all classes are as common.
///
/// Eight classes of equal size: every probability is exactly 1/8 in binary too.
// [begin balanced_gradient]
inline double balanced_gradient(std::size_t per_class, std::size_t steps) {
    Classification data =
        take_per_class(digits(), {per_class, per_class, per_class, per_class, per_class,
                                  per_class, per_class, per_class, 0, 0});
    data.classes = 8;
    const Network network =
        deep_network(Params{}, Activation::sigmoid, zero_weights<double>, data);
    return largest_gradient(train(network, data, steps, 0.5));
}
// [end balanced_gradient]

}  // namespace winit::chapter01
