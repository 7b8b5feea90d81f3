#include "chapters/support/terminal.hpp"

#include <cmath>
#include <iostream>
#include <unistd.h>
#include <utility>

#include "chapters/support/interrupts.hpp"
#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

constexpr auto pause_between = std::chrono::milliseconds(200);
constexpr const char* to_start_and_clear = "\r\x1b[K";

// Coarse on purpose: a guess that jumps about by seconds is worse than a rough one.
std::string roughly(double seconds) {
    if (seconds < 90.0) {
        return significant(std::ceil(seconds), 4) + " s";
    }
    return significant(std::ceil(seconds / 60.0), 4) + " min";
}

}  // namespace

std::string progress_in_words(const std::string& part, std::size_t done, std::size_t steps,
                              double seconds) {
    std::string words =
        part + ": " + std::to_string(done) + " of " + std::to_string(steps) + " done";
    if (done > 0 && done < steps) {
        const double each = seconds / static_cast<double>(done);
        words += ", about " + roughly(each * static_cast<double>(steps - done)) + " left";
    }
    return words;
}

TerminalLine::TerminalLine(std::string name)
    : name_(std::move(name)), on_terminal_(isatty(STDERR_FILENO) != 0) {
    if (on_terminal_) {
        clean_up_when_killed();
    }
}

TerminalLine::~TerminalLine() {
    wipe();
}

void TerminalLine::show(const std::string& part, std::size_t done, std::size_t steps) {
    const Clock::time_point now = Clock::now();
    if (done == 0) {
        part_began_ = now;
    }
    if (!on_terminal_ || now < next_) {
        return;
    }
    next_ = now + pause_between;
    line_is_open = 1;
    const double seconds = std::chrono::duration<double>(now - part_began_).count();
    std::cerr << to_start_and_clear << name_ << ": "
              << progress_in_words(part, done, steps, seconds) << std::flush;
}

void TerminalLine::wipe() {
    if (line_is_open != 0) {
        std::cerr << to_start_and_clear << std::flush;
        line_is_open = 0;
    }
}

}  // namespace winit
