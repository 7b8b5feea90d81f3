/// @file field_network.hpp
/// @brief Chapter 12: random networks of the kind that mean-field theory speaks of.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/init/variance_scaling.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter12 {

/// @brief Deep networks whose layers are all alike, as mean-field theory wants them.
/// @param sizes  Units of every layer, the input first.
// [begin field_network]
template <Scalar T>
NetworkOf<T> field_network(const MeanField& field, const std::vector<std::size_t>& sizes,
                           Rng& rng) {
    const InitializerOf<T> weights = [&field](Fans fans, Rng& source) {
        return variance_scaling<T>(fans, {.scale = field.weight_variance}, source);
    };
    auto network = make_network<T>(sizes, {.hidden = field.activation}, weights, rng);
    for (LayerOf<T>& layer : network.layers) {
        for (T& bias : layer.biases) {
            bias = static_cast<T>(std::sqrt(field.bias_variance) * rng.normal());
        }
    }
    return network;
}
// [end field_network]

}  // namespace winit::chapter12
