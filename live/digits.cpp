// The digits come from the page: one file serves all chapters, no module carries them.
#include "live/digits.hpp"

#include <cstddef>

#include "live/host.hpp"

namespace winit::data {

constexpr std::size_t capacity = std::size_t{1} << 19U;

extern char digits_csv[capacity];  // declared as constant where it is read
char digits_csv[capacity];

}  // namespace winit::data

namespace winit::live {

void fetch_digits() {
    const std::size_t length = host_digits(data::digits_csv, data::capacity - 1);
    data::digits_csv[length < data::capacity ? length : data::capacity - 1] = '\0';
}

}  // namespace winit::live
