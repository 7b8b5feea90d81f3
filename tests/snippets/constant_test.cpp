#include "snippets/init/constant.hpp"

#include <limits>

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Constant weights have the layer's shape and one value", "[constant]") {
    const Matrix weights = constant_weights({.fan_in = 3, .fan_out = 2}, 0.25);
    CHECK(same(weights, Matrix{{0.25, 0.25, 0.25}, {0.25, 0.25, 0.25}}));
    CHECK(constant_weights<float>({.fan_in = 1, .fan_out = 1}, 0.1)(0, 0) == 0.1F);
}

TEST_CASE("Zero weights are zero and draw no random number", "[constant]") {
    Rng rng(1);
    CHECK(same(zero_weights({.fan_in = 2, .fan_out = 3}, rng),
               Matrix{{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}}));
    CHECK(rng.uniform() == Rng(1).uniform());
}

TEST_CASE("Constant weights refuse empty layers and values that are no number",
          "[constant]") {
    Rng rng(1);
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(constant_weights({.fan_in = 0, .fan_out = 2}, 1.0),
                    std::invalid_argument);
    CHECK_THROWS_AS(constant_weights({.fan_in = 2, .fan_out = 0}, 1.0),
                    std::invalid_argument);
    CHECK_THROWS_AS(constant_weights({.fan_in = 2, .fan_out = 2}, infinity),
                    std::invalid_argument);
    CHECK_THROWS_AS(zero_weights({.fan_in = 0, .fan_out = 2}, rng), std::invalid_argument);
}
