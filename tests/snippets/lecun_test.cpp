#include "snippets/init/lecun.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The LeCun standard deviation is the root of 1 over fan_in", "[lecun]") {
    CHECK(lecun_stddev(1) == 1.0);
    CHECK(lecun_stddev(4) == 0.5);
    CHECK(lecun_stddev(784) == Approx(1.0 / 28.0).epsilon(1e-14));
    CHECK_THROWS_AS(lecun_stddev(0), std::invalid_argument);
}

TEST_CASE("LeCun normal weights are normal with variance 1 over fan_in", "[lecun]") {
    Rng rng(1);
    const Matrix weights = lecun_normal({.fan_in = 50, .fan_out = 400}, rng);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, normal_with(0.0, std::sqrt(1.0 / 50.0))));
    CHECK_FALSE(agrees(weights, normal_with(0.0, std::sqrt(2.0 / 50.0))));  // control: He
    CHECK_FALSE(
        agrees(weights, normal_with(0.0, std::sqrt(1.0 / 400.0))));  // control: fan_out
    CHECK_THROWS_AS(lecun_normal({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(lecun_normal({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}

TEST_CASE("LeCun uniform weights are uniform up to the root of 3 over fan_in", "[lecun]") {
    Rng rng(2);
    const Matrix weights = lecun_uniform({.fan_in = 50, .fan_out = 400}, rng);
    const double bound = std::sqrt(3.0 / 50.0);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    CHECK_FALSE(
        agrees(weights, uniform_between(-1.0 / std::sqrt(50.0),
                                        1.0 / std::sqrt(50.0))));  // control: heuristic
    CHECK_THROWS_AS(lecun_uniform({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(lecun_uniform({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}
