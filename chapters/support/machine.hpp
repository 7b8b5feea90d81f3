/// @file machine.hpp
/// @brief What this machine can give to a program.
#pragma once

#include <cstddef>

namespace winit {

/// @brief Memory that is free for this process (bytes), or infinity where nobody says.
///
/// The least of what the kernel calls available, the limit of the control group, and the
/// limit of the shell.
double available_memory();

/// @brief Processors that this process may use, at least 1.
std::size_t available_threads();

/// @brief Keep OpenBLAS from starting threads of its own.
///
/// For the sizes of this book two BLAS threads were slower than one, and experiments run whole
/// networks in parallel instead.
void use_one_blas_thread();

}  // namespace winit
