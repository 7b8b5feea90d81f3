/// @file progress.hpp
/// @brief How an experiment says how far it is, without knowing who listens.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#if defined(__STDCPP_THREADS__)
#include <mutex>
#endif

namespace winit {

#if defined(__STDCPP_THREADS__)
using ProgressMutex = std::mutex;
using ProgressLock = std::lock_guard<std::mutex>;
#else
/// @brief Where there is one thread there is nobody to wait for.
struct ProgressMutex {};
struct ProgressLock {
    explicit ProgressLock(ProgressMutex&) {}
};
#endif

/// @brief Counts finished pieces of work, from any thread.
///
/// An experiment stays pure: it calls begin() and step(), and what becomes of that is for its
/// caller to say. The numbers that it returns must not depend on it.
class Progress {
  public:
    /// What is being done, pieces done, pieces in all.
    using Listener = std::function<void(const std::string&, std::size_t, std::size_t)>;

    /// @param listener  Called by one thread at a time; empty: nobody listens.
    explicit Progress(Listener listener = {}) : listener_(std::move(listener)) {}

    /// @brief Begin a part of the work.
    /// @param part   What is counted, such as "training runs".
    /// @param steps  Pieces of about equal length.
    void begin(std::string part, std::size_t steps) {
        const ProgressLock lock(counting_);
        part_ = std::move(part);
        steps_ = steps;
        done_ = 0;
        tell();
    }

    /// @brief One more piece is finished.
    void step() {
        const ProgressLock lock(counting_);
        ++done_;
        tell();
    }

  private:
    void tell() const {
        if (listener_) {
            listener_(part_, done_, steps_);
        }
    }

    Listener listener_;
    ProgressMutex counting_;
    std::string part_;
    std::size_t steps_ = 0;
    std::size_t done_ = 0;
};

/// @brief For callers that do not want to know.
inline Progress& silent() {
    static Progress nobody_listens;
    return nobody_listens;
}

}  // namespace winit
