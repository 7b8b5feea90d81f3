#include "snippets/random/rng.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

Vector draw(std::size_t count, const auto& next) {
    auto draws = Vector::from_shape({count});
    for (double& entry : draws) {
        entry = next();
    }
    return draws;
}

}  // namespace

// The numbers come from another implementation of MT19937-64 and SplitMix64, in Python.
TEST_CASE("A seed gives the same uniform numbers on every compiler", "[rng]") {
    Rng one(1);
    CHECK(one.uniform() == 0.5324652433825516);
    CHECK(one.uniform() == 0.8926985632057755);
    CHECK(one.uniform() == 0.8904958874189624);
    Rng other(42);
    CHECK(other.uniform() == 0.13967200376411748);
}

TEST_CASE("Two uniform numbers become two normal ones", "[rng]") {
    Rng rng(1);
    CHECK(rng.normal() == Approx(0.9633186078820745).epsilon(1e-14));
    CHECK(rng.normal() == Approx(-0.7697924618560504).epsilon(1e-14));
    CHECK(rng.uniform() == 0.8904958874189624);
}

TEST_CASE("A stream depends on the seed and its number alone", "[rng]") {
    Rng rng(1);
    rng.normal();
    CHECK(rng.stream(0).uniform() == 0.4044534057858947);
    CHECK(rng.stream(1).uniform() == 0.4884847428525957);
    CHECK(Rng(1).stream(1).uniform() == 0.4884847428525957);
    CHECK(Rng(2).stream(0).uniform() != Rng(1).stream(0).uniform());
    CHECK(Rng(1).stream(0).uniform() != Rng(1).uniform());
}

TEST_CASE("Whole numbers below a bound are the remainder of a draw", "[rng]") {
    Rng rng(1);
    std::vector<std::size_t> digits;
    for (int i = 0; i < 8; ++i) {
        digits.push_back(rng.below(10));
    }
    CHECK(digits == std::vector<std::size_t>{3, 0, 4, 2, 4, 5, 2, 8});
    CHECK(rng.below(1) == 0);
    CHECK_THROWS_AS(rng.below(0), std::invalid_argument);
}

TEST_CASE("Each whole number below a bound is equally likely", "[rng]") {
    constexpr std::size_t trials = 60'000;
    Rng rng(3);
    std::vector<std::size_t> counts(6);
    for (std::size_t i = 0; i < trials; ++i) {
        ++counts[rng.below(6)];
    }
    const double limit = frequency_tolerance(1.0 / 6.0, trials, 1e-6);
    for (const std::size_t count : counts) {
        const double share = static_cast<double>(count) / trials;
        CHECK(std::abs(share - 1.0 / 6.0) <= limit);
        CHECK_FALSE(std::abs(share - 1.0 / 7.0) <= limit);  // control
    }
}

TEST_CASE("Uniform numbers are uniform on [0, 1)", "[rng]") {
    Rng rng(4);
    const Vector draws = draw(100'000, [&] { return rng.uniform(); });
    CHECK(std::ranges::min(draws) >= 0.0);
    CHECK(std::ranges::max(draws) < 1.0);
    CHECK(agrees(draws, uniform_between(0.0, 1.0)));
    CHECK_FALSE(agrees(draws, uniform_between(0.0, 1.05)));  // control
}

TEST_CASE("Normal numbers are standard normal", "[rng]") {
    Rng rng(5);
    const Vector draws = draw(100'000, [&] { return rng.normal(); });
    CHECK(agrees(draws, normal_with(0.0, 1.0)));
    CHECK_FALSE(agrees(draws, normal_with(0.0, std::sqrt(1.05))));  // control
    CHECK_FALSE(
        agrees(draws, uniform_between(-std::sqrt(3.0), std::sqrt(3.0))));  // control
}

TEST_CASE("Numbers drawn in blocks are those drawn one by one, rounded to float", "[rng]") {
    for (const std::size_t count : {0U, 1U, 2U, 511U, 512U, 513U, 5000U}) {
        for (const bool odd_start : {false, true}) {
            Rng blocks(7);
            Rng single(7);
            if (odd_start) {
                blocks.normal();
                single.normal();
            }
            std::vector<float> numbers(count);
            blocks.fill_normal(numbers);
            double worst = 0.0;
            for (const float number : numbers) {
                worst = std::max(worst,
                                 std::abs(static_cast<double>(number) - single.normal()));
            }
            CHECK(worst < 1e-6);
            CHECK(blocks.normal() == single.normal());
            CHECK(blocks.uniform() == single.uniform());
        }
    }
}

// Golden bits: the block transform uses only operations that every machine rounds alike.
TEST_CASE("Numbers drawn in blocks have the same bits on every machine", "[rng]") {
    Rng rng(8);
    std::vector<float> numbers(1 << 16);
    rng.fill_normal(numbers);
    std::uint64_t digest = 0;
    for (const float number : numbers) {
        digest = 31 * digest + std::bit_cast<std::uint32_t>(number);
    }
    CHECK(digest == 6486508984753430121U);
}

TEST_CASE("Numbers drawn in blocks are standard normal", "[rng]") {
    Rng rng(9);
    VectorOf<float> draws = VectorOf<float>::from_shape({200'000});
    rng.fill_normal(draws.storage());
    CHECK(agrees(draws, normal_with(0.0, 1.0)));
    CHECK_FALSE(agrees(draws, normal_with(0.0, 1.02)));  // control
}

TEST_CASE("Both normal numbers of a pair are independent", "[rng]") {
    constexpr std::size_t pairs = 50'000;
    Rng rng(6);
    const auto correlation = [&](const auto& second) {
        double sum = 0.0;
        for (std::size_t i = 0; i < pairs; ++i) {
            const double x = rng.normal();
            sum += x * second(x, rng.normal());
        }
        return sum / pairs;
    };
    const double limit = mean_tolerance(1.0, pairs, 1e-6);
    CHECK(std::abs(correlation([](double, double y) { return y; })) <= limit);
    const auto mixed = [](double x, double y) { return 0.1 * x + y; };
    CHECK_FALSE(std::abs(correlation(mixed)) <= limit);  // control
}
