#include "snippets/random/normal_distribution.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("The normal density and distribution function have their tabulated values",
          "[normal_distribution]") {
    CHECK(normal_density(0.0) == Approx(0.3989422804014327).epsilon(1e-15));
    CHECK(normal_density(2.0) == Approx(0.05399096651318806).epsilon(1e-14));
    CHECK(normal_cdf(0.0) == 0.5);
    CHECK(normal_cdf(1.0) == Approx(0.8413447460685429).epsilon(1e-14));
    CHECK(normal_cdf(-5.0) == Approx(2.8665157187919333e-7).epsilon(1e-12));
}

TEST_CASE("The density is the slope of the distribution function",
          "[normal_distribution]") {
    constexpr double h = 1e-4;
    for (const double z : {-2.0, -0.5, 0.0, 1.3}) {
        CHECK((normal_cdf(z + h) - normal_cdf(z - h)) / (2.0 * h) ==
              Approx(normal_density(z)).epsilon(1e-8));
    }
}

TEST_CASE("The quantile undoes the distribution function", "[normal_distribution]") {
    CHECK(normal_quantile(0.5) == Approx(0.0).margin(1e-15));
    CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-13));
    CHECK(normal_quantile(0.025) == Approx(-1.959963984540054).epsilon(1e-13));
    CHECK(normal_quantile(1e-9) == Approx(-5.997807015007687).epsilon(1e-13));
    for (double z = -8.0; z <= 0.0; z += 0.03125) {
        CHECK(normal_quantile(normal_cdf(z)) == Approx(z).epsilon(1e-13).margin(1e-14));
    }
}

TEST_CASE("The quantile refuses what is no probability", "[normal_distribution]") {
    CHECK_THROWS_AS(normal_quantile(0.0), std::invalid_argument);
    CHECK_THROWS_AS(normal_quantile(1.0), std::invalid_argument);
    CHECK_THROWS_AS(normal_quantile(std::nan("")), std::invalid_argument);
}
