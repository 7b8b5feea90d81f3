/// @file runs.hpp
/// @brief The same experiment with many seeds, on all threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "snippets/parallel.hpp"
#include "snippets/rng.hpp"

namespace winit {

/// @brief How often an experiment is repeated, from which seed, on how many threads.
struct Repeats {
    std::size_t runs;         ///< Independent repetitions (count).
    std::uint64_t seed;       ///< Run i draws from stream i of this seed.
    std::size_t threads = 1;  ///< No result depends on it.
};

/// @brief Repeat an experiment, each time with random numbers of its own.
/// @param repeats  How often.
/// @param run      Called with an Rng; returns what it found. Calls may overlap.
/// @return         What each call returned, by run.
template <class Run>
std::vector<std::invoke_result_t<Run&, Rng>> repeat(const Repeats& repeats, Run run) {
    std::vector<std::invoke_result_t<Run&, Rng>> found(repeats.runs);
    const Rng root(repeats.seed);
    parallel_for(repeats.runs, repeats.threads,
                 [&](std::size_t i) { found[i] = run(root.stream(i)); });
    return found;
}

}  // namespace winit
