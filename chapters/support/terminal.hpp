/// @file terminal.hpp
/// @brief A line on the terminal that says what is done and what is left.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace winit {

/// @brief How far a part of the work is, in words.
/// @param part     What is counted, such as "training runs".
/// @param done     Pieces done.
/// @param steps    Pieces in all.
/// @param seconds  Time since the part began (s).
/// @return  Such as "training runs: 30 of 120 done, about 9 s left".
std::string progress_in_words(const std::string& part, std::size_t done, std::size_t steps,
                              double seconds);

/// @brief Rewrites one line of stderr while work goes on; writes nothing if that is no terminal.
///
/// It keeps quiet for the first second and wipes its line at the end, so that short work and
/// the output of long work look the same as without it.
class TerminalLine {
  public:
    /// @param name  Stands at the beginning of the line.
    explicit TerminalLine(std::string name);
    ~TerminalLine();

    TerminalLine(const TerminalLine&) = delete;
    TerminalLine& operator=(const TerminalLine&) = delete;

    /// @brief Fits Progress::Listener; not more than a few lines a second reach the terminal.
    void show(const std::string& part, std::size_t done, std::size_t steps);

    /// @brief Take the line away.
    void wipe();

  private:
    using Clock = std::chrono::steady_clock;

    std::string name_;
    bool on_terminal_;
    Clock::time_point part_began_ = Clock::now();
    Clock::time_point next_ = part_began_ + std::chrono::seconds(1);
};

}  // namespace winit
