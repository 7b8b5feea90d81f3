/// @file streams.hpp
/// @brief Chapter 11: random numbers of its own for each experiment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "snippets/core/parallel.hpp"
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

/// @brief Repeat an experiment, each time with random numbers of its own, on all threads.
/// @param runs  How often.
/// @param run   Called with an Rng; returns what it found. Calls may overlap.
/// @return      What each call returned, by run.
template <class Run>
std::vector<std::invoke_result_t<Run&, Rng>> repeat_on(Stream stream, std::size_t runs,
                                                       const Params& params, Run run) {
    std::vector<std::invoke_result_t<Run&, Rng>> found(runs);
    const Rng root = rng_of(stream, params);
    parallel_for(runs, params.threads,
                 [&](std::size_t i) { found[i] = run(root.stream(i)); });
    return found;
}

}  // namespace winit::chapter11
