#include "chapters/support/options.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

// The whole text must be the number: "12x" is not 12.
template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return number;
}

// std::strtod, as std::from_chars is not everywhere, without what only the former reads: blanks and
// signs before the number, hexadecimal ones, "inf" and "nan".
std::optional<double> parse_decimal(std::string_view text) {
    if (text.empty() || text.front() == '+' ||
        text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string ended(text);
    char* stop = nullptr;
    errno = 0;
    const double number = std::strtod(ended.c_str(), &stop);
    const bool beyond = errno == ERANGE && (number == 0.0 || std::isinf(number));
    if (stop != ended.c_str() + ended.size() || beyond) {
        return std::nullopt;
    }
    return number;
}

[[noreturn]] void refuse(std::string_view flag, std::string_view kind,
                         const std::string& from, const std::string& to,
                         std::string_view text) {
    throw BadInput(std::string(flag) + " must be a " + std::string(kind) + " from " + from +
                   " to " + to + ", got " + in_quotes(text));
}

}  // namespace

std::size_t parse_count(std::string_view flag, std::string_view text, Range range) {
    const auto count = parse_whole<std::size_t>(text);
    if (!count || *count < static_cast<std::size_t>(range.from) ||
        *count > static_cast<std::size_t>(range.to)) {
        refuse(flag, "whole number", significant(range.from, 4), significant(range.to, 4),
               text);
    }
    return *count;
}

std::uint64_t parse_seed(std::string_view flag, std::string_view text) {
    const auto seed = parse_whole<std::uint64_t>(text);
    if (!seed) {
        const auto largest = std::numeric_limits<std::uint64_t>::max();
        refuse(flag, "whole number", "0", std::to_string(largest), text);
    }
    return *seed;
}

double parse_number(std::string_view flag, std::string_view text, Range range) {
    const auto number = parse_decimal(text);
    // Written so that NaN, which fails every comparison, is refused.
    if (!number || !(*number >= range.from && *number <= range.to)) {
        refuse(flag, "number", significant(range.from, 4), significant(range.to, 4), text);
    }
    return *number;
}

std::size_t parse_choice(std::string_view flag, std::string_view text,
                         const std::vector<std::string>& words) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
        throw BadInput(std::string(flag) + " must be one of " + joined(words) + ", got " +
                       in_quotes(text));
    }
    return static_cast<std::size_t>(found - words.begin());
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

void refuse_unaffordable(double needed, double available, std::string_view who) {
    const auto gigabytes = [](double bytes) { return significant(bytes / 1e9, 3) + " GB"; };
    // Written so that a NaN is refused too.
    if (!(needed <= available)) {
        throw BadInput("these sizes need " + gigabytes(needed) + " of memory, " +
                       std::string(who) + " " + gigabytes(available) +
                       "; choose smaller ones");
    }
}

std::string one_line(std::string_view text) {
    std::string line(text);
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    };
    std::replace_if(line.begin(), line.end(), is_control, '?');
    return line;
}

std::string in_quotes(std::string_view text) {
    return "'" + one_line(text) + "'";
}

}  // namespace winit
