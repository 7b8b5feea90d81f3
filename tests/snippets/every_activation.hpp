/// @file every_activation.hpp
/// @brief All nonlinearities, for tests that must hold for each.
#pragma once

#include <array>

#include "snippets/layers/activations.hpp"

namespace winit {

/// @brief Every kind once, those with a number with one that is not the default.
inline const std::array every_activation = {Activation::linear,
                                            Activation::sigmoid,
                                            Activation::tanh,
                                            Activation::relu,
                                            Activation::relu_one_at_zero,
                                            Activation::leaky_relu(0.2),
                                            Activation::elu(1.5),
                                            Activation::selu,
                                            Activation::gelu,
                                            Activation::silu,
                                            Activation::softplus,
                                            Activation::softsign};

}  // namespace winit
