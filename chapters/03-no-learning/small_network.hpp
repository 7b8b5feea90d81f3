/// @file small_network.hpp
/// @brief Chapter 3: the sum that grows and the difference that dies, in a network of six weights.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/03-no-learning/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/small_network.hpp"
#include "snippets/models/network.hpp"

namespace winit::chapter03 {

/// @brief Lengths of a + b and of a - b, over the two hidden units.
struct SumAndDifference {
    double sum;
    double difference;
};

/// @brief How the two layers stand to each other, along the one input that the network sees: a holds
///        the component of each unit's incoming weights along it, b the outgoing weights.
inline SumAndDifference sum_and_difference(const Network& network) {
    const Matrix& incoming = network.layers[0].weights;
    const Matrix& outgoing = network.layers[1].weights;
    const auto& [first, second] = SmallNetwork::inputs;
    const double length = std::hypot(first, second);
    std::array<double, 2> sums{};
    std::array<double, 2> differences{};
    for (std::size_t unit = 0; unit < 2; ++unit) {
        const double a = (incoming(unit, 0) * first + incoming(unit, 1) * second) / length;
        sums[unit] = a + outgoing(0, unit);
        differences[unit] = a - outgoing(0, unit);
    }
    return {std::hypot(sums[0], sums[1]), std::hypot(differences[0], differences[1])};
}

/// @brief The small network, its sum and its difference.
inline Result small_network(const Params& params) {
    const std::vector<SmallState> states = small_states(params.small, params.seed);
    const SumAndDifference start = sum_and_difference(states.front().network);
    const SumAndDifference end = sum_and_difference(states.back().network);
    const Tolerance near{.relative = 1e-9, .absolute = 1e-12};
    Result result;
    result.value("small_sum_start", start.sum,
                 "length of the sum of the small network's layers", near);
    result.value("small_sum", end.sum, "the same after its steps", near);
    result.value("small_difference_start", start.difference,
                 "length of the difference of the small network's layers", near);
    result.value("small_difference", end.difference, "the same after its steps", near);
    result.network(small_drawing(states, params.small.has_biases));
    return result;
}

}  // namespace winit::chapter03
