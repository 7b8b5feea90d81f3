/// @file rng.hpp
/// @brief Random numbers that are the same on every compiler.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>

#include "snippets/core/check.hpp"
#include "snippets/random/mersenne_twister.hpp"

namespace winit {

/// @brief A seeded source of uniform and normal numbers.
///
/// The C++ standard fixes the bits of `std::mt19937_64` but not the algorithm of
/// `std::normal_distribution`: the same seed gives other weights with another standard
/// library. So we write the short transforms ourselves, over the same bits.
class Rng {
  public:
    /// @brief Start a sequence.
    /// @param seed  Any number; equal seeds give equal sequences.
    explicit Rng(std::uint64_t seed) : seed_(seed), engine_(mix(seed)) {}

    /// @brief A generator of its own for run number `index` of an experiment.
    ///
    /// Runs that share no state can be computed in any order, or in parallel, with the same
    /// result.
    /// @param index  Number of the run, from 0.
    /// @return       A generator that depends on this one's seed and on `index` only.
    Rng stream(std::uint64_t index) const { return Rng(mix(seed_ + mix(index + 1))); }

    /// @brief One uniform number.
    /// @return  A multiple of 2^-53 in [0, 1), from the top 53 bits of one draw.
    double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

    /// @brief One standard normal number.
    ///
    /// Two uniform numbers make two normal ones; the second waits for the next call.
    /// @return  A draw from N(0, 1).
    /// @see Box and Muller (1958), "A Note on the Generation of Random Normal Deviates".
    // [begin rng_normal]
    double normal() {
        if (has_spare_) {
            has_spare_ = false;
            return spare_;
        }
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        const double angle = 2.0 * std::numbers::pi * uniform();
        spare_ = radius * std::sin(angle);
        has_spare_ = true;
        return radius * std::cos(angle);
    }
    // [end rng_normal]

    /// @brief Many normal numbers at once, in float.
    ///
    /// The same numbers as from as many calls of normal(), scaled, but for the last bits: the logarithm,
    /// the root and the angle are computed in float, for many pairs side by side. Only the four
    /// basic operations and the root are used, so every machine rounds alike.
    ///
    /// @param numbers  Overwritten with draws from N(mean, stddev^2).
    /// @param mean     Mean, finite.
    /// @param stddev   Standard deviation, finite, not negative.
    void fill_normal(std::span<float> numbers, float mean = 0.0F, float stddev = 1.0F);

    /// @brief One whole number below `bound`, each equally likely.
    ///
    /// The remainder of a draw alone would favor small numbers. Draws below the remainder of
    /// 2^64 are thrown away, and those that stay are a multiple of `bound`.
    /// @param bound  Count of possible results, at least 1.
    /// @return       A number in 0 .. bound - 1.
    /// @throws std::invalid_argument if `bound` is 0.
    std::size_t below(std::size_t bound) {
        require(bound > 0, "Rng::below: bound must be at least 1");
        const std::uint64_t tail = (0 - static_cast<std::uint64_t>(bound)) % bound;
        std::uint64_t draw = engine_();
        while (draw < tail) {
            draw = engine_();
        }
        return static_cast<std::size_t>(draw % bound);
    }

  private:
    // SplitMix64 (Steele, Lea and Flood 2014): neighboring seeds give unrelated streams.
    static std::uint64_t mix(std::uint64_t x) {
        x += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31U);
    }

    std::uint64_t seed_;
    MersenneTwister engine_;
    double spare_ = 0.0;
    bool has_spare_ = false;
};

}  // namespace winit
