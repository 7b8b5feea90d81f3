/// @file runs.hpp
/// @brief The same experiment with many seeds, on all threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "snippets/core/parallel.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief How often an experiment is repeated, with which random numbers, on how many threads.
struct Repeats {
    std::size_t runs;     ///< Independent repetitions (count).
    Rng root;             ///< Run i draws from its stream i.
    std::size_t threads;  ///< No result depends on it.

    Repeats(std::size_t count, const Rng& source, std::size_t processors = 1)
        : runs(count), root(source), threads(processors) {}

    Repeats(std::size_t count, std::uint64_t seed, std::size_t processors = 1)
        : Repeats(count, Rng(seed), processors) {}
};

/// @brief Repeat an experiment, each time with random numbers of its own.
/// @param repeats  How often.
/// @param run      Called with an Rng; returns what it found. Calls may overlap.
/// @return         What each call returned, by run.
template <class Run>
std::vector<std::invoke_result_t<Run&, Rng>> repeat(const Repeats& repeats, Run run) {
    std::vector<std::invoke_result_t<Run&, Rng>> found(repeats.runs);
    parallel_for(repeats.runs, repeats.threads,
                 [&](std::size_t i) { found[i] = run(repeats.root.stream(i)); });
    return found;
}

}  // namespace winit
