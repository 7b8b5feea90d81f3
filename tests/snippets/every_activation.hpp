/// @file every_activation.hpp
/// @brief All nonlinearities, for tests that must hold for each.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "snippets/layers/activations.hpp"

namespace winit {

/// @brief Every type of AnyActivation once, and those with a number with another number, too.
inline const std::vector<Activation> every_activation = [] {
    std::vector<Activation> all = []<std::size_t... k>(std::index_sequence<k...>) {
        return std::vector{Activation{std::variant_alternative_t<k, AnyActivation>{}}...};
    }(std::make_index_sequence<std::variant_size_v<AnyActivation>>());
    all.push_back(Activation::leaky_relu(0.2));
    all.push_back(Activation::elu(1.5));
    return all;
}();

}  // namespace winit
