/// @file report.hpp
/// @brief What a run of claim tests found, as a file for the site.
#pragma once

#include <string>
#include <vector>

#include "tests/support/claims.hpp"

namespace winit {

/// @brief A finished test case.
struct TestedCase {
    std::string name;
    std::vector<std::string> tags;
    std::string file;  ///< From the root of the repository.
    std::size_t line;
    bool passed;  ///< All of Catch's own assertions.
    std::vector<Record> evidence;
};

/// @brief Why a test case proves nothing although nothing in it failed; empty if it does prove.
std::string flaw(const TestedCase& tested);

/// @brief Write all test cases as JSON, the whole file at once.
/// @throws std::runtime_error  if it cannot be written.
void write_claims(const std::string& file, const std::vector<TestedCase>& cases);

}  // namespace winit
