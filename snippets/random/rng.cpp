#include "snippets/random/rng.hpp"

#include <algorithm>
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

constexpr std::size_t state_size = 312;
constexpr std::size_t shift = 156;
using State = std::array<std::uint64_t, state_size>;

std::uint64_t twist(std::uint64_t word, std::uint64_t next, std::uint64_t far) {
    const std::uint64_t mixed = (word & 0xffffffff80000000U) | (next & 0x000000007fffffffU);
    return far ^ (mixed >> 1U) ^ ((0 - (mixed & 1U)) & 0xb5026f5aa96619e9U);
}

// The next state of the Mersenne Twister.
WINIT_WIDE void advance(State& state) {
    for (std::size_t k = 0; k < state_size - shift; ++k) {
        state[k] = twist(state[k], state[k + 1], state[k + shift]);
    }
    for (std::size_t k = state_size - shift; k < state_size - 1; ++k) {
        state[k] = twist(state[k], state[k + 1], state[k + shift - state_size]);
    }
    state[state_size - 1] = twist(state[state_size - 1], state[0], state[shift - 1]);
}

WINIT_WIDE void temper(const State& state, std::uint64_t* words) {
    for (std::size_t k = 0; k < state_size; ++k) {
        std::uint64_t word = state[k];
        word ^= (word >> 29U) & 0x5555555555555555U;
        word ^= (word << 17U) & 0x71d67fffeda60000U;
        word ^= (word << 37U) & 0xfff7eee000000000U;
        words[k] = word ^ (word >> 43U);
    }
}

constexpr std::size_t unit = 512;  // numbers: what is left of it is drawn singly
constexpr std::size_t pairs = 4 * state_size;  // at a time: they stay in the nearest cache

template <class T>
using Block = std::array<T, pairs>;
using Words = std::array<std::uint64_t, 2 * pairs>;

// A uniform number in [1, 2), from the top 52 bits of a draw.
double to_unit(std::uint64_t word) {
    return std::bit_cast<double>((word >> 12U) | 0x3ff0000000000000U);
}

// The logarithm of a number in (0, 1] as a power of 2 and a rest: v = 2^power (1 + rest), with
// 1 + rest between the roots of 1/2 and 2. The rest is exact before it is rounded.
WINIT_WIDE void split_for_log(const Words& words, std::size_t count, Block<float>& power,
                              Block<float>& rest) {
    constexpr double root_half = 0.70710678118654752;
    for (std::size_t i = 0; i < count; ++i) {
        const double v = 2.0 - to_unit(words[2 * i]);
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
                          std::size_t count, Block<float>& radius) {
    for (std::size_t i = 0; i < count; ++i) {
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
WINIT_WIDE void split_turn(const Words& words, std::size_t count,
                           Block<std::int32_t>& quarters, Block<float>& rest) {
    constexpr double to_integer = 0x1.8p52;  // adding it rounds to the nearest whole number
    for (std::size_t i = 0; i < count; ++i) {
        const double turn = 4.0 * to_unit(words[2 * i + 1]) - 4.0;
        const double rounded = (turn + to_integer) - to_integer;
        quarters[i] = static_cast<std::int32_t>(rounded);
        rest[i] = static_cast<float>(turn - rounded);
    }
}

struct Scale {
    float mean;
    float stddev;
};

// radius * cos and radius * sin, in turn, scaled. Polynomials: Moshier's Cephes library, sinf and cosf.
WINIT_WIDE void to_normal(const Block<float>& radius, const Block<std::int32_t>& quarters,
                          const Block<float>& rest, Scale scale, std::span<float> numbers) {
    const std::size_t count = numbers.size() / 2;
    constexpr float quarter = 1.57079632679489661923F;
    for (std::size_t i = 0; i < count; ++i) {
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
        const float even = radius[i] * (((quarters[i] + 1) & 2) != 0 ? -real : real);
        const float odd_one = radius[i] * ((quarters[i] & 2) != 0 ? -imaginary : imaginary);
        numbers[2 * i] = scale.mean + scale.stddev * even;
        numbers[2 * i + 1] = scale.mean + scale.stddev * odd_one;
    }
}

// As many numbers as fit one block, an even count.
void fill_pairs(MersenneTwister& engine, Scale scale, std::span<float> numbers) {
    const std::size_t count = numbers.size() / 2;
    Words words;
    Block<float> power;
    Block<float> rest;
    Block<float> radius;
    Block<std::int32_t> quarters;
    engine.fill(std::span(words).first(numbers.size()));
    split_for_log(words, count, power, rest);
    to_radius(power, rest, count, radius);
    split_turn(words, count, quarters, rest);
    to_normal(radius, quarters, rest, scale, numbers);
}

}  // namespace

void MersenneTwister::refill(std::span<std::uint64_t, size> words) {
    advance(state_);
    temper(state_, words.data());
}

void Rng::fill_normal(std::span<float> numbers, float mean, float stddev) {
    const auto draw_singly = [&](std::span<float> few) {
        for (float& number : few) {
            number = mean + stddev * static_cast<float>(normal());
        }
    };
    const std::size_t waiting = has_spare_ && !numbers.empty() ? 1 : 0;
    draw_singly(numbers.first(waiting));
    numbers = numbers.subspan(waiting);
    const std::size_t many = numbers.size() - numbers.size() % unit;
    for (std::size_t first = 0; first < many; first += 2 * pairs) {
        fill_pairs(engine_, {mean, stddev},
                   numbers.subspan(first, std::min(2 * pairs, many - first)));
    }
    draw_singly(numbers.subspan(many));
}

}  // namespace winit
