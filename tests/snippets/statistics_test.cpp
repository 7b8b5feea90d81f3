#include "snippets/statistics/statistics.hpp"

#include <cmath>

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("The two-sided limit of one in a million is 4.89 standard deviations",
          "[statistics]") {
    CHECK(normal_limit(1e-6) == Approx(4.891638475699).epsilon(1e-11));
    CHECK(normal_limit(0.05) == Approx(1.959963984540054).epsilon(1e-12));
    CHECK(2.0 * normal_cdf(-normal_limit(1e-4)) == Approx(1e-4).epsilon(1e-12));
}

TEST_CASE("Limits shrink with the root of the sample size", "[statistics]") {
    const double z = normal_limit(1e-6);
    CHECK(mean_tolerance(2.0, 100, 1e-6) == Approx(z * 0.2).epsilon(1e-14));
    CHECK(variance_tolerance(3.0, kurtosis::normal, 200, 1e-6) ==
          Approx(z * 0.3).epsilon(1e-14));
    CHECK(variance_tolerance(3.0, kurtosis::uniform, 80, 1e-6) ==
          Approx(z * 0.3).epsilon(1e-14));
    CHECK(frequency_tolerance(0.2, 400, 1e-6) == Approx(z * 0.02).epsilon(1e-14));
    CHECK(ks_limit(10'000, 1e-6) == Approx(2.6934e-2).epsilon(1e-4));
    CHECK(ks_limit(10'000, 1e-4) == Approx(2.2253e-2).epsilon(1e-4));
}

TEST_CASE("The Kolmogorov-Smirnov distance of three draws is the hand-computed one",
          "[statistics]") {
    const auto uniform = [](double x) { return x; };
    CHECK(ks_distance({0.9, 0.2, 0.3}, uniform) == Approx(2.0 / 3.0 - 0.3).epsilon(1e-14));
    CHECK(ks_distance({0.5}, uniform) == 0.5);
    CHECK(ks_distance({0.8}, uniform) == Approx(0.8).epsilon(1e-15));
}

// With a rate of one in ten the alarms can be counted; with one in a million they cannot.
TEST_CASE("A correct sample raises the alarm as often as stated", "[statistics]") {
    constexpr double rate = 0.1;
    constexpr std::size_t trials = 4000;
    constexpr std::size_t draws = 400;
    Rng rng(1);
    std::size_t mean_alarms = 0;
    std::size_t variance_alarms = 0;
    std::size_t ks_alarms = 0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        std::vector<double> sample(draws);
        double sum = 0.0;
        double squares = 0.0;
        for (double& x : sample) {
            x = rng.normal();
            sum += x;
            squares += x * x;
        }
        const double mean = sum / draws;
        const double variance = (squares - draws * mean * mean) / (draws - 1);
        mean_alarms += std::abs(mean) > mean_tolerance(1.0, draws, rate) ? 1 : 0;
        variance_alarms += std::abs(variance - 1.0) >
                                   variance_tolerance(1.0, kurtosis::normal, draws, rate)
                               ? 1
                               : 0;
        ks_alarms += ks_distance(sample, normal_cdf) > ks_limit(draws, rate) ? 1 : 0;
    }
    const double slack = frequency_tolerance(rate, trials, 1e-6);
    CHECK(std::abs(static_cast<double>(mean_alarms) / trials - rate) <= slack);
    CHECK(std::abs(static_cast<double>(variance_alarms) / trials - rate) <= slack + 0.005);
    CHECK(std::abs(static_cast<double>(ks_alarms) / trials - rate) <= slack + 0.01);
    CHECK_FALSE(std::abs(static_cast<double>(mean_alarms) / trials - rate / 2.0) <= slack);
}

TEST_CASE("Quantiles interpolate between neighbors", "[statistics]") {
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 0.5) == 2.5);
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 0.0) == 1.0);
    CHECK(quantile({4.0, 1.0, 3.0, 2.0}, 1.0) == 4.0);
    CHECK(quantile({1.0, 2.0, 3.0, 4.0, 5.0}, 0.1) == Approx(1.4).epsilon(1e-15));
    CHECK(quantile({7.0}, 0.3) == 7.0);
}

TEST_CASE("Statistics refuse numbers out of their range", "[statistics]") {
    const auto uniform = [](double x) { return x; };
    CHECK_THROWS_AS(normal_limit(0.0), std::invalid_argument);
    CHECK_THROWS_AS(normal_limit(1.0), std::invalid_argument);
    CHECK_THROWS_AS(mean_tolerance(-1.0, 10, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(mean_tolerance(1.0, 0, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(variance_tolerance(-1.0, 3.0, 10, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(variance_tolerance(1.0, 0.9, 10, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(variance_tolerance(1.0, 3.0, 1, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(frequency_tolerance(1.1, 10, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(ks_distance({}, uniform), std::invalid_argument);
    CHECK_THROWS_AS(ks_limit(0, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(ks_limit(10, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(quantile({}, 0.5), std::invalid_argument);
    CHECK_THROWS_AS(quantile({1.0}, 1.5), std::invalid_argument);
}
