// The shortest digits of a number cost the library 130 KB of tables, more than a chapter. They are
// wanted for the messages of refused numbers alone, where trying is fast enough. The linker takes
// this definition before it looks into the library.
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

_LIBCPP_BEGIN_NAMESPACE_STD

to_chars_result to_chars(char* first, char* last, double number) {
    constexpr int enough_digits = 17;
    array<char, 32> text{};
    for (int digits = 1; digits <= enough_digits; ++digits) {
        snprintf(text.data(), text.size(), "%.*g", digits, number);
        if (strtod(text.data(), nullptr) == number) {
            break;
        }
    }
    const size_t length = strlen(text.data());
    if (length > static_cast<size_t>(last - first)) {
        return {last, errc::value_too_large};
    }
    memcpy(first, text.data(), length);
    return {first + length, errc{}};
}

_LIBCPP_END_NAMESPACE_STD
