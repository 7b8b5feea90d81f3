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
            refill(block_);
            next_ = 0;
        }
        return block_[next_++];
    }

    /// @brief Many draws at once, the same as from as many calls.
    /// @param words  Overwritten with 64 random bits each.
    void fill(std::span<std::uint64_t> words) {
        while (!words.empty()) {
            if (next_ == size && words.size() >= size) {
                refill(words.first<size>());
                words = words.subspan(size);
                continue;
            }
            if (next_ == size) {
                refill(block_);
                next_ = 0;
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

    // The next block of draws. In rng.cpp, with the other loops that are compiled for several machines.
    void refill(std::span<std::uint64_t, size> words);

    std::array<std::uint64_t, size> state_{};
    std::array<std::uint64_t, size> block_{};
    std::size_t next_ = size;
};

}  // namespace winit
