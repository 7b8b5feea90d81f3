// The digits come from the page: one file serves all chapters, no module carries them.
#include <algorithm>
#include <cstddef>

#include "live/host.hpp"

namespace winit::data {

constexpr std::size_t capacity = std::size_t{1} << 19U;

extern char digits_csv[capacity];  // declared as constant where it is read
char digits_csv[capacity];

}  // namespace winit::data

namespace {

// Before main(): a program may look at them before it looks at its options.
[[gnu::constructor]] void fetch_digits() {
    using namespace winit::data;
    const std::size_t length = host_digits(digits_csv, capacity - 1);
    digits_csv[std::min(length, capacity - 1)] = '\0';
}

}  // namespace
