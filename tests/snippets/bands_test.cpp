#include "snippets/statistics/bands.hpp"

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A band holds the median and the quantiles point by point", "[bands]") {
    const Band result = band({{1.0, 10.0}, {3.0, 30.0}, {2.0, 50.0}}, 0.25, 0.75);
    CHECK(result.median == std::vector<double>{2.0, 30.0});
    CHECK(result.lower == std::vector<double>{1.5, 20.0});
    CHECK(result.upper == std::vector<double>{2.5, 40.0});
}

TEST_CASE("A band refuses no runs, and runs of different length", "[bands]") {
    CHECK_THROWS_AS(band({}, 0.1, 0.9), std::invalid_argument);
    CHECK_THROWS_AS(band({{1.0, 2.0}, {1.0}}, 0.1, 0.9), std::invalid_argument);
    CHECK_THROWS_AS(band({{1.0}}, -0.1, 0.9), std::invalid_argument);
}
