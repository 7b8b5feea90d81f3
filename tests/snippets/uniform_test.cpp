#include "snippets/init/uniform.hpp"

#include <limits>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Uniform weights fill the interval up to their bound", "[uniform]") {
    Rng rng(1);
    const Matrix weights = uniform_weights({.fan_in = 50, .fan_out = 400}, 0.3, rng);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-0.3, 0.3)));
    CHECK_FALSE(agrees(weights, uniform_between(-0.315, 0.315)));  // control
    CHECK_FALSE(agrees(weights, uniform_between(0.0, 0.3)));       // control
}

TEST_CASE("Uniform weights refuse empty layers and impossible bounds", "[uniform]") {
    Rng rng(1);
    CHECK_THROWS_AS(uniform_weights({.fan_in = 0, .fan_out = 1}, 1.0, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(uniform_weights({.fan_in = 1, .fan_out = 1}, -1.0, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(uniform_weights({.fan_in = 1, .fan_out = 1},
                                    std::numeric_limits<double>::infinity(), rng),
                    std::invalid_argument);
}

TEST_CASE("The uniform density integrates to the uniform distribution function",
          "[uniform]") {
    CHECK(uniform_density(0.0, 0.25) == 2.0);
    CHECK(uniform_density(-0.25, 0.25) == 2.0);
    CHECK(uniform_density(0.25, 0.25) == 0.0);
    CHECK(uniform_cdf(-0.3, 0.25) == 0.0);
    CHECK(uniform_cdf(0.125, 0.25) == 0.75);
    CHECK(uniform_cdf(0.3, 0.25) == 1.0);
    CHECK_THROWS_AS(uniform_density(0.0, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(uniform_cdf(0.0, 0.0), std::invalid_argument);
}
