/// @file refusals.hpp
/// @brief Promises of `@throws`, one row each, and whether they are kept.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <vector>

namespace winit {

/// @brief One call that a header promises to refuse.
struct Refusal {
    std::string header;          ///< File in snippets/.
    std::string function;        ///< Whose `@throws` it is.
    std::string what;            ///< The fault of the call.
    std::function<void()> call;  ///< The call.
    std::string speaker;         ///< Who says it, where that is not `function`.
};

/// @brief What is wrong with a refusal; empty if nothing is.
///
/// It must be a std::invalid_argument itself, and its sentence must begin with the name of the
/// function that speaks.
inline std::string fault_of(const Refusal& refusal) {
    const std::string row =
        refusal.header + ", " + refusal.function + ", " + refusal.what + ": ";
    const std::string begin =
        (refusal.speaker.empty() ? refusal.function : refusal.speaker) + ": ";
    try {
        refusal.call();
    } catch (const std::exception& error) {
        const std::string said = error.what();
        if (typeid(error) != typeid(std::invalid_argument)) {
            return row + "another exception: " + said;
        }
        return said.starts_with(begin) ? "" : row + said;
    }
    return row + "not refused\n";
}

/// @brief The faults of all rows, one a line.
inline std::string faults_of(const std::vector<Refusal>& rows) {
    std::string faults;
    for (const Refusal& row : rows) {
        const std::string fault = fault_of(row);
        faults += fault.empty() ? "" : fault + "\n";
    }
    return faults;
}

/// @brief Not a number.
inline constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
/// @brief Infinity.
inline constexpr double infinite = std::numeric_limits<double>::infinity();
/// @brief Its square is 2^64, which a word holds as 0.
inline constexpr std::size_t huge = std::size_t{1} << 32U;

}  // namespace winit
