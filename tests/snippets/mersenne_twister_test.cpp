#include "snippets/random/mersenne_twister.hpp"

#include <random>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

// The C++ standard itself names this number, [rand.predef].
TEST_CASE("The ten thousandth draw is the one that the C++ standard prescribes",
          "[mersenne_twister]") {
    MersenneTwister twister(5489);
    for (int i = 1; i < 10'000; ++i) {
        twister();
    }
    CHECK(twister() == 9981545732273789042U);
}

TEST_CASE("The bits are those of the standard library", "[mersenne_twister]") {
    for (const std::uint64_t seed : {0U, 1U, 4'000'000'000U}) {
        MersenneTwister ours(seed);
        std::mt19937_64 theirs(seed);
        bool all = true;
        for (int i = 0; i < 2000; ++i) {
            all = all && ours() == theirs();
        }
        CHECK(all);
    }
    CHECK(MersenneTwister::min() == std::mt19937_64::min());
    CHECK(MersenneTwister::max() == std::mt19937_64::max());
}

TEST_CASE("Filling gives the same draws, wherever a block ends", "[mersenne_twister]") {
    for (const std::size_t count : {1U, 100U, 312U, 313U, 1000U}) {
        MersenneTwister filled(7);
        MersenneTwister called(7);
        filled();
        called();
        std::vector<std::uint64_t> words(count);
        filled.fill(words);
        bool all = true;
        for (const std::uint64_t word : words) {
            all = all && word == called();
        }
        CHECK(all);
        CHECK(filled() == called());
    }
}
