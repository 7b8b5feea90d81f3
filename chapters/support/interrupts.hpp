/// @file interrupts.hpp
/// @brief What Ctrl-C, and the other signals that end a program, must not leave behind.
#pragma once

#include <signal.h>
#include <string>
#include <vector>

namespace winit {

/// @brief What a signal handler removes: files first, then folders, innermost first. Made ready
/// in advance: a handler may neither allocate nor lock.
struct Leftovers {
    std::vector<std::string> files = {};
    std::vector<std::string> folders = {};
};

/// @brief The list of this process. Change it only while a SignalsHeld lives.
Leftovers& leftovers();

/// @brief Remove what the list names. A folder that holds anything else stays.
void remove_leftovers();

/// @brief Not zero while an unfinished line stands on the terminal: it is ended before dying.
extern volatile sig_atomic_t line_is_open;

/// @brief From now on SIGINT, SIGTERM and SIGHUP clean up before they do what they do.
void clean_up_when_killed();

/// @brief While one of these lives, those signals wait: the list is never seen half-changed.
class SignalsHeld {
  public:
    SignalsHeld();
    ~SignalsHeld();
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

  private:
    sigset_t before_{};
};

}  // namespace winit
