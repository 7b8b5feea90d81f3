#include "chapters/support/interrupts.hpp"

#include <array>
#include <unistd.h>

namespace winit {
namespace {

constexpr std::array<int, 3> deadly_signals = {SIGINT, SIGTERM, SIGHUP};
Leftovers list;

// With SA_RESETHAND the second raise() meets the default action: the shell sees the true cause.
void clean_up_and_die(int signal_number) {
    if (line_is_open != 0 && write(STDERR_FILENO, "\n", 1) < 0) {
        line_is_open = 0;  // nobody is left to read it
    }
    remove_leftovers();
    raise(signal_number);
}

}  // namespace

volatile sig_atomic_t line_is_open = 0;

Leftovers& leftovers() {
    return list;
}

void remove_leftovers() {
    for (const std::string& file : list.files) {
        unlink(file.c_str());
    }
    for (const std::string& folder : list.folders) {
        rmdir(folder.c_str());
    }
}

void clean_up_when_killed() {
    struct sigaction action = {};
    action.sa_handler = clean_up_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int number : deadly_signals) {
        struct sigaction current = {};
        sigaction(number, nullptr, &current);
        if (current.sa_handler != SIG_IGN) {  // nohup asks to ignore SIGHUP
            sigaction(number, &action, nullptr);
        }
    }
}

SignalsHeld::SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int number : deadly_signals) {
        sigaddset(&held, number);
    }
    pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace winit
