/// @file optimizer.hpp
/// @brief What an optimizer is: something that takes a step over a list of parameters.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/parameters.hpp"

namespace winit {

/// @brief Moves the parameters of a list by their gradients: GradientDescent, MomentumOf, AdamOf.
///
/// What an optimizer remembers from step to step it makes room for at its first, as those of
/// PyTorch do. Later steps allocate nothing, and their list must have the same tensors.
template <class Any, class T>
concept OptimizerOf =
    Scalar<T> && requires(Any& optimizer, const ParameterListOf<T>& parameters) {
        optimizer.step(parameters);
    };

/// @cond
namespace detail {

// A number beside each parameter, tensor by tensor: what an optimizer remembers.
template <Scalar T>
using MemoryOf = std::vector<std::vector<T>>;

// Has every tensor of a list a gradient, and a memory of its size?
template <Scalar T>
bool fits(const ParameterListOf<T>& parameters, const MemoryOf<T>& memory) {
    if (parameters.size() != memory.size()) {
        return false;
    }
    for (std::size_t i = 0; i < memory.size(); ++i) {
        if (parameters[i].values.size() != memory[i].size() ||
            parameters[i].gradient.size() != memory[i].size()) {
            return false;
        }
    }
    return true;
}

// Zeros for every parameter at the first step; later, the list must be of the same sizes.
template <Scalar T>
void remember(const ParameterListOf<T>& parameters, MemoryOf<T>& memory,
              std::string_view message) {
    if (memory.empty()) {
        for (const ParametersOf<T>& tensor : parameters) {
            memory.emplace_back(tensor.values.size(), T(0));
        }
    }
    require(fits(parameters, memory), message);
}

}  // namespace detail
/// @endcond

}  // namespace winit
