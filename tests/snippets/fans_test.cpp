#include "snippets/core/fans.hpp"

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A mode picks fan_in, fan_out or their mean", "[fans]") {
    const Fans fans{.fan_in = 3, .fan_out = 6};
    CHECK(fan_count(fans, FanMode::fan_in) == 3.0);
    CHECK(fan_count(fans, FanMode::fan_out) == 6.0);
    CHECK(fan_count(fans, FanMode::fan_avg) == 4.5);
}

// As torch.nn.init._calculate_fan_in_and_fan_out for a weight of shape (16, 3, 3, 3).
TEST_CASE("A convolution of 3 x 3 from 3 to 16 channels has fans 27 and 144", "[fans]") {
    const Fans fans = fans_of(
        {.channels_in = 3, .channels_out = 16, .kernel_height = 3, .kernel_width = 3});
    CHECK(fans.fan_in == 27);
    CHECK(fans.fan_out == 144);
}

TEST_CASE("Groups cut both fans of a convolution", "[fans]") {
    const Fans fans = fans_of({.channels_in = 8,
                               .channels_out = 16,
                               .kernel_height = 1,
                               .kernel_width = 5,
                               .groups = 4});
    CHECK(fans.fan_in == 10);
    CHECK(fans.fan_out == 20);
}

TEST_CASE("Fans refuse layers without inputs or units", "[fans]") {
    CHECK_THROWS_WITH(require_fans({.fan_in = 0, .fan_out = 1}, "f"),
                      "f: fans must be at least 1");
    CHECK_THROWS_AS(require_fans({.fan_in = 1, .fan_out = 0}, "f"), std::invalid_argument);
    CHECK_THROWS_AS(fan_count({.fan_in = 0, .fan_out = 1}, FanMode::fan_in),
                    std::invalid_argument);
    CHECK_THROWS_AS(fan_count({.fan_in = 1, .fan_out = 1}, static_cast<FanMode>(9)),
                    std::invalid_argument);
    CHECK_THROWS_AS(fans_of({0, 1, 1, 1}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({1, 0, 1, 1}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({1, 1, 0, 1}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({1, 1, 1, 0}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({1, 1, 1, 1, 0}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({3, 2, 1, 1, 2}), std::invalid_argument);
    CHECK_THROWS_AS(fans_of({2, 3, 1, 1, 2}), std::invalid_argument);
}
