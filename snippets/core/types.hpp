/// @file types.hpp
/// @brief The few shapes that every chapter shares.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <vector>

#include "snippets/core/xtensor.hpp"

namespace winit {

/// @brief The numbers a network can be made of.
template <class T>
concept Scalar = std::same_as<T, float> || std::same_as<T, double>;

/// @brief Row-major matrix that owns its values.
///
/// Weights have shape (fan_out, fan_in); a batch has shape (samples, features).
template <Scalar T>
using MatrixOf = xt::xtensor<T, 2>;

/// @brief Vector that owns its values; biases have shape (fan_out).
template <Scalar T>
using VectorOf = xt::xtensor<T, 1>;

/// @brief Matrix in double precision: the default wherever exactness is the lesson.
using Matrix = MatrixOf<double>;

/// @brief Vector in double precision.
using Vector = VectorOf<double>;

/// @brief Many sequences side by side: one batch, shape (samples, features), per step.
template <Scalar T>
using SequenceOf = std::vector<MatrixOf<T>>;

/// @brief One class index per sample, counted from 0.
using Labels = std::vector<std::size_t>;

/// @brief Number of inputs and outputs of one layer.
struct Fans {
    std::size_t fan_in;   ///< Inputs of one unit (count).
    std::size_t fan_out;  ///< Units of the layer (count).
};

class Rng;

/// @brief A rule that draws the weights of one layer, shape (fan_out, fan_in).
template <Scalar T>
using InitializerOf = std::function<MatrixOf<T>(Fans, Rng&)>;

/// @brief An initializer in double precision.
using Initializer = InitializerOf<double>;

}  // namespace winit

/// @namespace winit
/// @brief Weight initialization, one idea per header.
