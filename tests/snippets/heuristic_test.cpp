#include "snippets/init/heuristic.hpp"

#include <cmath>

#include "snippets/init/glorot.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The heuristic's bound is 1 over the root of fan_in", "[heuristic]") {
    CHECK(heuristic_bound(4) == 0.5);
    CHECK(heuristic_bound(3) == Approx(0.5773502691896258).epsilon(1e-14));
    CHECK(heuristic_bound(784) == Approx(0.03571428571428571).epsilon(1e-14));
    // kaiming_uniform_ with a = sqrt(5): sqrt(3) * sqrt(2 / (1 + 5)) / sqrt(fan_in)
    CHECK(heuristic_bound(784) ==
          Approx(std::sqrt(3.0) * std::sqrt(2.0 / 6.0) / 28.0).epsilon(1e-14));
}

TEST_CASE("Heuristic weights are uniform and a third too narrow", "[heuristic]") {
    constexpr Fans fans{.fan_in = 50, .fan_out = 400};
    Rng rng(1);
    const Matrix weights = heuristic_uniform(fans, rng);
    const double bound = 1.0 / std::sqrt(50.0);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    const double other = glorot_bound(fans);
    CHECK_FALSE(agrees(weights, uniform_between(-other, other)));  // control
    CHECK_FALSE(
        agrees(weights, uniform_between(-1.0 / 20.0, 1.0 / 20.0)));  // control: fan_out
}

TEST_CASE("The heuristic refuses empty layers", "[heuristic]") {
    Rng rng(1);
    CHECK_THROWS_AS(heuristic_bound(0), std::invalid_argument);
    CHECK_THROWS_AS(heuristic_uniform({.fan_in = 0, .fan_out = 1}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(heuristic_uniform({.fan_in = 1, .fan_out = 0}, rng),
                    std::invalid_argument);
}
