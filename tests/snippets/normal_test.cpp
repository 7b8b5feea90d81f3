#include "snippets/init/normal.hpp"

#include <limits>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Normal weights have the standard deviation that was asked for", "[normal]") {
    Rng rng(1);
    const Matrix weights = normal_weights({.fan_in = 50, .fan_out = 400}, 0.3, rng);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, normal_with(0.0, 0.3)));
    CHECK_FALSE(agrees(weights, normal_with(0.0, 0.32)));  // control
}

TEST_CASE("Normal weights refuse empty layers and impossible deviations", "[normal]") {
    Rng rng(1);
    CHECK_THROWS_AS(normal_weights({.fan_in = 1, .fan_out = 0}, 1.0, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(normal_weights({.fan_in = 1, .fan_out = 1}, -1.0, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(normal_weights({.fan_in = 1, .fan_out = 1},
                                   std::numeric_limits<double>::quiet_NaN(), rng),
                    std::invalid_argument);
}
