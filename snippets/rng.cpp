#include "snippets/rng.hpp"

#include <array>
#include <bit>

// On x86 each loop is compiled three times, and the widest that the machine has is taken. Entry by
// entry they do the same operations in the same order, so the bits do not depend on the choice.
#if defined(__x86_64__) && defined(__linux__)
#define WINIT_WIDE [[gnu::target_clones("avx512f", "avx2", "default")]]
#else
#define WINIT_WIDE
#endif

namespace winit {
namespace {

constexpr std::size_t pairs = 256;

template <class T>
using Block = std::array<T, pairs>;

// Uniform numbers in [1, 2), from the top 52 bits of the even or the odd draws.
WINIT_WIDE void to_unit(const std::array<std::uint64_t, 2 * pairs>& words,
                        std::size_t first, Block<double>& numbers) {
    for (std::size_t i = 0; i < pairs; ++i) {
        numbers[i] =
            std::bit_cast<double>((words[2 * i + first] >> 12U) | 0x3ff0000000000000U);
    }
}

// The logarithm of a number in (0, 1] as a power of 2 and a rest: v = 2^power (1 + rest), with
// 1 + rest between the roots of 1/2 and 2. The rest is exact before it is rounded.
WINIT_WIDE void split_for_log(const Block<double>& one_to_two, Block<float>& power,
                              Block<float>& rest) {
    constexpr double root_half = 0.70710678118654752;
    for (std::size_t i = 0; i < pairs; ++i) {
        const double v = 2.0 - one_to_two[i];
        const auto bits = std::bit_cast<std::uint64_t>(v);
        const auto mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffU) |
                                                    0x3fe0000000000000U);  // in [1/2, 1)
        // 2^52 + exponent, as a double: the exponent without an integer conversion.
        const double exponent =
            std::bit_cast<double>((bits >> 52U) | 0x4330000000000000U) - 0x1.0p52 - 1022.0;
        const bool small = mantissa < root_half;
        rest[i] = static_cast<float>((small ? 2.0 * mantissa : mantissa) - 1.0);
        power[i] = static_cast<float>(small ? exponent - 1.0 : exponent);
    }
}

// The radius of Box and Muller, sqrt(-2 log v). Polynomial: Moshier's Cephes library, logf.
WINIT_WIDE void to_radius(const Block<float>& power, const Block<float>& rest,
                          Block<float>& radius) {
    for (std::size_t i = 0; i < pairs; ++i) {
        const float x = rest[i];
        const float square = x * x;
        float y = 7.0376836292e-2F;
        y = y * x - 1.1514610310e-1F;
        y = y * x + 1.1676998740e-1F;
        y = y * x - 1.2420140846e-1F;
        y = y * x + 1.4249322787e-1F;
        y = y * x - 1.6668057665e-1F;
        y = y * x + 2.0000714765e-1F;
        y = y * x - 2.4999993993e-1F;
        y = y * x + 3.3333331174e-1F;
        y = y * x * square;
        y = y - 2.12194440e-4F * power[i];
        y = y - 0.5F * square;
        const float logarithm = x + y + 0.693359375F * power[i];
        radius[i] = std::sqrt(-2.0F * logarithm);
    }
}

// A turn in [1, 2) as a number of quarters and a rest in [-1/2, 1/2] of a quarter.
WINIT_WIDE void split_turn(const Block<double>& one_to_two, Block<std::int32_t>& quarters,
                           Block<float>& rest) {
    constexpr double to_integer = 0x1.8p52;  // adding it rounds to the nearest whole number
    for (std::size_t i = 0; i < pairs; ++i) {
        const double turn = 4.0 * one_to_two[i] - 4.0;
        const double rounded = (turn + to_integer) - to_integer;
        quarters[i] = static_cast<std::int32_t>(rounded);
        rest[i] = static_cast<float>(turn - rounded);
    }
}

// radius * cos and radius * sin, in turn. Polynomials: Moshier's Cephes library, sinf and cosf.
WINIT_WIDE void to_normal(const Block<float>& radius, const Block<std::int32_t>& quarters,
                          const Block<float>& rest, float* numbers) {
    constexpr float quarter = 1.57079632679489661923F;
    for (std::size_t i = 0; i < pairs; ++i) {
        const float x = quarter * rest[i];
        const float z = x * x;
        const float sine =
            ((-1.9515295891e-4F * z + 8.3321608736e-3F) * z - 1.6666654611e-1F) * z * x + x;
        const float cosine = ((2.443315711809948e-5F * z - 1.388731625493765e-3F) * z +
                              4.166664568298827e-2F) *
                                 z * z -
                             0.5F * z + 1.0F;
        const bool odd = (quarters[i] & 1) != 0;
        const float real = odd ? sine : cosine;
        const float imaginary = odd ? cosine : sine;
        numbers[2 * i] = radius[i] * (((quarters[i] + 1) & 2) != 0 ? -real : real);
        numbers[2 * i + 1] = radius[i] * ((quarters[i] & 2) != 0 ? -imaginary : imaginary);
    }
}

}  // namespace

void Rng::fill_normal(std::span<float> numbers) {
    if (has_spare_ && !numbers.empty()) {
        numbers.front() = static_cast<float>(normal());
        numbers = numbers.subspan(1);
    }
    std::array<std::uint64_t, 2 * pairs> words;
    Block<double> first;
    Block<double> second;
    Block<float> power;
    Block<float> rest;
    Block<float> radius;
    Block<std::int32_t> quarters;
    while (numbers.size() >= 2 * pairs) {
        engine_.fill(words);
        to_unit(words, 0, first);
        to_unit(words, 1, second);
        split_for_log(first, power, rest);
        to_radius(power, rest, radius);
        split_turn(second, quarters, rest);
        to_normal(radius, quarters, rest, numbers.data());
        numbers = numbers.subspan(2 * pairs);
    }
    for (float& number : numbers) {
        number = static_cast<float>(normal());
    }
}

}  // namespace winit
