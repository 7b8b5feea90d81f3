/// @file streams.hpp
/// @brief Chapter 11: random numbers of its own for each experiment.
#pragma once

#include <cstddef>
#include <cstdint>

#include "chapters/11-sequences/params.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Streams of the chapter's seed, so that no experiment draws what another one draws.
enum class Stream : std::uint64_t {
    slide_answers = 1,
    training = 2,
    gradients = 3,
    first_word = 4,
    jacobians = 5,
    eigenvalues = 6,
    cells = 7,
};

/// @brief The random numbers of one experiment.
inline Rng rng_of(Stream stream, const Params& params) {
    return Rng(params.seed).stream(static_cast<std::uint64_t>(stream));
}

/// @brief So many repetitions of one experiment, each with random numbers of its own.
inline Repeats repeats_of(Stream stream, std::size_t runs, const Params& params) {
    return {runs, rng_of(stream, params), params.threads};
}

}  // namespace winit::chapter11
