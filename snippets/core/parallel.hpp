/// @file parallel.hpp
/// @brief Independent runs on several threads, with a result that does not depend on how many.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

#if defined(__STDCPP_THREADS__)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#endif

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Call `run(0) .. run(count - 1)`, each once, on up to `threads` threads.
///
/// Give every run a random stream and a place of its own (see Rng::stream): then the order in
/// which they finish does not show. Where the platform has no threads, one does all of it.
///
/// @param count    Number of runs.
/// @param threads  Threads to use (count, at least 1).
/// @param run      Called with the number of the run; must not touch what another run touches.
/// @throws std::invalid_argument if `threads` is 0, and whatever `run` throws first.
inline void parallel_for(std::size_t count, std::size_t threads,
                         const std::function<void(std::size_t)>& run) {
    require(threads > 0, "parallel_for: threads must be at least 1");
#if defined(__STDCPP_THREADS__)
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failing;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                run(i);
            } catch (...) {
                const std::lock_guard lock(failing);
                failure = failure ? failure : std::current_exception();
                next = count;
            }
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (std::size_t t = 1; t < std::min(threads, count); ++t) {
            helpers.emplace_back(work);
        }
        work();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
#else
    for (std::size_t i = 0; i < count; ++i) {
        run(i);
    }
#endif
}

}  // namespace winit
