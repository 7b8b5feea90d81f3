#include "snippets/init/glorot.hpp"

#include <cmath>
#include <limits>

#include "snippets/init/slides.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {
constexpr Fans fans{.fan_in = 50, .fan_out = 400};
}

TEST_CASE("The Glorot bound is the root of 6 over fan_in plus fan_out", "[glorot]") {
    CHECK(glorot_bound({.fan_in = 3, .fan_out = 4}) ==
          Approx(0.9258200997725514).epsilon(1e-14));
    CHECK(glorot_bound({.fan_in = 4, .fan_out = 2}) == Approx(1.0).epsilon(1e-14));
    for (const std::size_t in : {1U, 7U, 784U, 3072U}) {
        for (const std::size_t out : {10U, 256U}) {
            CHECK(glorot_bound({.fan_in = in, .fan_out = out}) ==
                  Approx(std::sqrt(6.0 / static_cast<double>(in + out))).epsilon(1e-12));
        }
    }
    CHECK(glorot_stddev({.fan_in = 784, .fan_out = 256}, 5.0 / 3.0) ==
          Approx(5.0 / 3.0 * std::sqrt(2.0 / 1040.0)).epsilon(1e-14));
}

TEST_CASE("Glorot weights do not change when fan_in and fan_out are swapped", "[glorot]") {
    CHECK(glorot_stddev({.fan_in = 3, .fan_out = 9}) ==
          glorot_stddev({.fan_in = 9, .fan_out = 3}));
}

TEST_CASE("Glorot uniform weights are uniform up to their bound", "[glorot]") {
    Rng rng(1);
    const Matrix weights = glorot_uniform(fans, rng);
    const double bound = std::sqrt(6.0 / 450.0);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    Rng same(1);
    CHECK_FALSE(
        agrees(slides::xavier(fans, same), uniform_between(-bound, bound)));  // control
}

TEST_CASE("Glorot normal weights are normal with variance 2 over fan_in plus fan_out",
          "[glorot]") {
    Rng rng(2);
    const Matrix weights = glorot_normal(fans, rng);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, normal_with(0.0, std::sqrt(2.0 / 450.0))));
    CHECK_FALSE(agrees(weights, normal_with(0.0, std::sqrt(1.0 / 450.0))));  // control
    CHECK_FALSE(
        agrees(weights, normal_with(0.0, std::sqrt(1.0 / 50.0))));  // control: LeCun
}

TEST_CASE("Glorot initialization refuses empty layers and impossible gains", "[glorot]") {
    Rng rng(1);
    CHECK_THROWS_AS(glorot_stddev({.fan_in = 0, .fan_out = 1}), std::invalid_argument);
    CHECK_THROWS_AS(glorot_bound({.fan_in = 1, .fan_out = 0}), std::invalid_argument);
    CHECK_THROWS_AS(
        glorot_stddev({.fan_in = 1, .fan_out = 1}, std::numeric_limits<double>::infinity()),
        std::invalid_argument);
    CHECK_THROWS_AS(glorot_uniform({.fan_in = 0, .fan_out = 1}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(glorot_normal({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}
