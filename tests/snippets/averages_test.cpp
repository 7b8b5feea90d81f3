#include "snippets/statistics/averages.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using winit::average;
using winit::standard_deviation;

TEST_CASE("The average of a few numbers", "[averages]") {
    CHECK(average({3.0}) == 3.0);
    CHECK(average({1.0, 2.0, 6.0}) == 3.0);
    CHECK_THROWS_AS(average({}), std::invalid_argument);
}

TEST_CASE("The standard deviation divides by one less than the count", "[averages]") {
    CHECK(standard_deviation({1.0, 2.0, 6.0}) == std::sqrt(7.0));
    CHECK(standard_deviation({5.0, 5.0}) == 0.0);
    CHECK_THROWS_AS(standard_deviation({1.0}), std::invalid_argument);
}
