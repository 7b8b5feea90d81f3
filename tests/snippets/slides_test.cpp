#include "snippets/slides.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The slide's He has one third of He's variance", "[slides]") {
    Rng rng(1);
    const Matrix weights = slides::he({.fan_in = 50, .fan_out = 400}, rng);
    const double bound = std::sqrt(2.0 / 50.0);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    CHECK_FALSE(agrees(weights, uniform_between(-std::sqrt(3.0) * bound,
                                                std::sqrt(3.0) * bound)));  // control
    CHECK_THROWS_AS(slides::he({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(slides::he({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}
