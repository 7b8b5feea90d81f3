/// @file host.hpp
/// @brief What the page gives to a module, and takes from it. The other side: docs/_theme/winit/static/live/worker.js.
#pragma once

#include <cstddef>

#if defined(__wasm__)
#define WINIT_FROM_HOST(name) \
    extern "C" __attribute__((import_module("host"), import_name(#name)))
#else  // a test brings its own
#define WINIT_FROM_HOST(name) extern "C"
#endif

/// @brief The text of the digits' table; bytes are written up to the capacity.
/// @return  Its length.
WINIT_FROM_HOST(digits)
std::size_t host_digits(char* text, std::size_t capacity);

/// @brief The CSV of a series as it is printed, as above; of length 0 if there is none.
WINIT_FROM_HOST(printed)
std::size_t host_printed(const char* name, std::size_t name_length, char* text,
                         std::size_t capacity);

/// @brief How far the run is.
WINIT_FROM_HOST(progress)
void host_progress(const char* part, std::size_t part_length, std::size_t done,
                   std::size_t steps);

/// @brief All that the run found out, as JSON; called once, at its end.
WINIT_FROM_HOST(result)
void host_result(const char* json, std::size_t length);

/// @brief Why there is no result, in one line. It does not return.
/// @param status  2: the request cannot be used; 1: anything else.
WINIT_FROM_HOST(failed)
[[noreturn]] void host_failed(const char* message, std::size_t length, int status);
