/// @file options.hpp
/// @brief From the text of a command line to numbers within their range.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/parameters.hpp"

namespace winit {

/// @brief What the caller typed cannot be used. The program says so in one line and exits with 2.
struct BadInput : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// @brief Read a count.
/// @param flag   For the message of the error.
/// @param text   Digits only.
/// @param range  What is accepted.
/// @throws BadInput  "<flag> must be a whole number from 1 to 200, got '-3'".
std::size_t parse_count(std::string_view flag, std::string_view text, Range range);

/// @brief Read a seed: any whole number of 64 bits.
/// @throws BadInput as above.
std::uint64_t parse_seed(std::string_view flag, std::string_view text);

/// @brief Read a number such as 0.5 or 1e-3.
/// @throws BadInput as above; NaN and infinity are in no range.
double parse_number(std::string_view flag, std::string_view text, Range range);

/// @brief Read one of several words.
/// @return           Its index among them.
/// @throws BadInput  "<flag> must be one of zeros, constant, got 'zero'".
std::size_t parse_choice(std::string_view flag, std::string_view text,
                         const std::vector<std::string>& words);

/// @brief Words in a row, with commas between them.
std::string joined(const std::vector<std::string>& words);

/// @brief Refuse sizes that need more memory than there is.
/// @param needed     Bytes; a NaN is refused too.
/// @param available  Bytes.
/// @param who        Whose memory it is, for the message: "this machine has".
/// @throws BadInput  naming both in gigabytes.
void refuse_unaffordable(double needed, double available, std::string_view who);

/// @brief The text without line breaks and other control characters.
std::string one_line(std::string_view text);

/// @brief What the user typed, within quotes and on one line, whatever it contains.
std::string in_quotes(std::string_view text);

}  // namespace winit
