/// @file mersenne_twister.hpp
/// @brief The bits below every random number: MT19937-64, a block at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace winit {

/// @brief The 64-bit Mersenne Twister: the same bits as `std::mt19937_64`, drawn faster.
///
/// The standard library makes the numbers one by one. Here a whole block of 312 is made in plain
/// loops, which the compiler turns into instructions for several numbers at a time.
///
/// @see Nishimura (2000), "Tables of 64-bit Mersenne Twisters".
class MersenneTwister {
  public:
    using result_type = std::uint64_t;  ///< What one draw gives.

    /// @brief Start a sequence, as `std::mt19937_64(seed)` does.
    /// @param seed  Any number.
    explicit MersenneTwister(std::uint64_t seed) {
        state_[0] = seed;
        for (std::size_t k = 1; k < size; ++k) {
            const std::uint64_t last = state_[k - 1];
            state_[k] = 6364136223846793005U * (last ^ (last >> 62U)) + k;
        }
    }

    /// @brief The smallest draw.
    /// @return  0.
    static constexpr std::uint64_t min() { return 0; }

    /// @brief The largest draw.
    /// @return  \f$2^{64} - 1\f$.
    static constexpr std::uint64_t max() {
        return std::numeric_limits<std::uint64_t>::max();
    }

    /// @brief One draw.
    /// @return  64 random bits.
    std::uint64_t operator()() {
        if (next_ == size) {
            refill();
        }
        return block_[next_++];
    }

    /// @brief Many draws at once, the same as from as many calls.
    /// @param words  Overwritten with 64 random bits each.
    void fill(std::span<std::uint64_t> words) {
        while (!words.empty()) {
            if (next_ == size) {
                refill();
            }
            const std::size_t count = std::min(words.size(), size - next_);
            std::copy_n(block_.begin() + static_cast<std::ptrdiff_t>(next_), count,
                        words.begin());
            next_ += count;
            words = words.subspan(count);
        }
    }

  private:
    static constexpr std::size_t size = 312;
    static constexpr std::size_t shift = 156;

    static std::uint64_t twist(std::uint64_t word, std::uint64_t next, std::uint64_t far) {
        const std::uint64_t mixed =
            (word & 0xffffffff80000000U) | (next & 0x000000007fffffffU);
        return far ^ (mixed >> 1U) ^ ((0 - (mixed & 1U)) & 0xb5026f5aa96619e9U);
    }

    void refill() {
        for (std::size_t k = 0; k < size - shift; ++k) {
            state_[k] = twist(state_[k], state_[k + 1], state_[k + shift]);
        }
        for (std::size_t k = size - shift; k < size - 1; ++k) {
            state_[k] = twist(state_[k], state_[k + 1], state_[k + shift - size]);
        }
        state_[size - 1] = twist(state_[size - 1], state_[0], state_[shift - 1]);
        for (std::size_t k = 0; k < size; ++k) {
            std::uint64_t word = state_[k];
            word ^= (word >> 29U) & 0x5555555555555555U;
            word ^= (word << 17U) & 0x71d67fffeda60000U;
            word ^= (word << 37U) & 0xfff7eee000000000U;
            block_[k] = word ^ (word >> 43U);
        }
        next_ = 0;
    }

    std::array<std::uint64_t, size> state_{};
    std::array<std::uint64_t, size> block_{};
    std::size_t next_ = size;
};

}  // namespace winit
