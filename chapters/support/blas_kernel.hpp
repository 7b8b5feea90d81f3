/// @file blas_kernel.hpp
/// @brief Which of its kernels the BLAS runs on, and a better one where it chose badly.
///
/// OpenBLAS has one set of kernels per family of processors and chooses when it is loaded. An old
/// build does not know a new processor and takes the poorest set: five times slower, and rounded
/// differently. The choice can be made for it with OPENBLAS_CORETYPE, but only before it is
/// loaded, so a program that wants another one starts itself again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace winit {

/// @brief Vector instructions of x86-64 processors; each has those before it.
enum class Instructions { sse3, sse4, avx, avx2, avx512 };

/// @brief What this processor and its system can do, or nothing where it is no x86-64.
std::optional<Instructions> processor_instructions();

/// @brief What a set of kernels needs.
/// @param kernel  OpenBLAS's name for it, such as "Haswell", in any case.
/// @return        For a name that is not known here, the least.
Instructions instructions_of(std::string_view kernel);

/// @brief The kernels to try, best first.
///
/// Those that use more of the processor than the BLAS's own choice come before it, the rest behind
/// it, for the case that it computes wrong results.
///
/// @param own        What the BLAS chose by itself.
/// @param processor  What the processor can do.
std::vector<std::string> kernels_to_try(std::string_view own, Instructions processor);

/// @brief What is known when a program starts.
struct KernelFacts {
    std::string running;                         ///< Kernels that the BLAS runs on.
    bool trusted = true;                         ///< They agree with plain loops.
    std::optional<Instructions> processor = {};  ///< Nothing: no kernels are known for it.
    std::string wished = {};  ///< What the user set in OPENBLAS_CORETYPE, or nothing.
    std::string own = {};     ///< After a restart: what the BLAS had chosen by itself.
    std::size_t position =
        0;  ///< After a restart: which of kernels_to_try() was asked for.
};

/// @brief How a program starts itself again.
struct KernelRestart {
    std::string kernel;    ///< To be asked of the BLAS.
    std::string own;       ///< What the BLAS had chosen by itself.
    std::size_t position;  ///< Of `kernel` among kernels_to_try().
};

/// @brief What to do about it.
struct KernelChoice {
    std::optional<KernelRestart> restart = {};  ///< Or stay.
    std::string complaint = {};                 ///< What the user can act on, or nothing.
};

/// @brief Stay with the running kernels, or start again with others?
///
/// What the user set stays, if the BLAS has it and the processor can run it. Otherwise the first
/// of kernels_to_try() that the BLAS has and that computes right.
KernelChoice choose_kernel(const KernelFacts& facts);

/// @brief Does the running BLAS multiply and factorize small matrices of whole numbers exactly?
///
/// Takes less than a millisecond. A kernel with instructions that the processor refuses counts as
/// wrong.
bool blas_computes_right();

/// @brief Run on the best kernels, on one thread of the BLAS: returns in a process that does.
///
/// To be called first in main(), before there are threads or open files.
///
/// @param argv  Of main(): the program may start itself again with it.
void use_best_blas_kernel(char* const* argv);

/// @brief In words for the user: which kernels run.
std::string running_blas_kernel();

}  // namespace winit
