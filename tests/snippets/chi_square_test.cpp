#include "snippets/statistics/chi_square.hpp"

#include <cmath>

#include "snippets/random/rng.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("The statistic of three cells is the hand-computed one", "[chi_square]") {
    CHECK(chi_square({10, 20, 30}, {0.25, 0.25, 0.5}) ==
          Approx(25.0 / 15.0 + 25.0 / 15.0).epsilon(1e-14));
    CHECK(chi_square({1, 1}, {0.5, 0.5}) == 0.0);
}

// Abramowitz and Stegun, table 26.8.
TEST_CASE("Limits are the tabulated ones", "[chi_square]") {
    CHECK(chi_square_limit(1, 0.05) == Approx(3.841458820694124).epsilon(1e-12));
    CHECK(chi_square_limit(10, 0.01) == Approx(23.209251158954356).epsilon(1e-12));
    CHECK(chi_square_limit(49, 0.5) == Approx(48.33).epsilon(1e-3));
    CHECK(chi_square_tail(0.0, 3) == 1.0);
    // With 2 degrees of freedom the tail is exponential, with 1 it is that of a square.
    for (const double x : {0.3, 1.0, 5.0, 40.0}) {
        CHECK(chi_square_tail(x, 2) == Approx(std::exp(-0.5 * x)).epsilon(1e-12));
        CHECK(chi_square_tail(x, 1) ==
              Approx(2.0 * normal_cdf(-std::sqrt(x))).epsilon(1e-12));
    }
}

TEST_CASE("Uniform draws fit uniform cells as often as stated", "[chi_square]") {
    constexpr std::size_t trials = 2000;
    constexpr double rate = 0.1;
    const std::vector<double> cells(10, 0.1);
    Rng rng(1);
    std::size_t alarms = 0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        std::vector<double> sample(500);
        for (double& draw : sample) {
            draw = rng.uniform();
        }
        const auto counts = histogram(sample, 0.0, 1.0, 10).counts;
        alarms += chi_square(counts, cells) > chi_square_limit(9, rate) ? 1 : 0;
    }
    const double slack = frequency_tolerance(rate, trials, 1e-6) + 0.005;
    CHECK(std::abs(static_cast<double>(alarms) / trials - rate) <= slack);
}

TEST_CASE("Draws from another distribution are refused", "[chi_square]") {
    Rng rng(2);
    std::vector<double> sample(10'000);
    for (double& draw : sample) {
        draw = std::pow(rng.uniform(), 1.1);
    }
    const auto counts = histogram(sample, 0.0, 1.0, 50).counts;
    CHECK(chi_square(counts, std::vector<double>(50, 0.02)) > chi_square_limit(49, 1e-6));
}

TEST_CASE("The chi-square test refuses impossible cells", "[chi_square]") {
    CHECK_THROWS_AS(chi_square({1, 2}, {1.0}), std::invalid_argument);
    CHECK_THROWS_AS(chi_square({1}, {1.0}), std::invalid_argument);
    CHECK_THROWS_AS(chi_square({0, 0}, {0.5, 0.5}), std::invalid_argument);
    CHECK_THROWS_AS(chi_square({1, 1}, {0.0, 1.0}), std::invalid_argument);
    CHECK_THROWS_AS(chi_square({1, 1}, {0.5, 0.6}), std::invalid_argument);
    CHECK_THROWS_AS(chi_square_tail(-1.0, 1), std::invalid_argument);
    CHECK_THROWS_AS(chi_square_tail(1.0, 0), std::invalid_argument);
    CHECK_THROWS_AS(chi_square_limit(1, 0.0), std::invalid_argument);
}
