#include "snippets/statistics/histogram.hpp"

#include <cmath>
#include <numeric>

#include "snippets/init/uniform.hpp"
#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("An edge belongs to the bin on its right, and the last edge to none",
          "[histogram]") {
    const Histogram h = histogram(
        std::vector<double>{-0.1, 0.0, 0.9, 1.0, 2.5, 3.999, 4.0, 7.0}, 0.0, 4.0, 4);
    CHECK(h.counts == std::vector<std::size_t>{2, 1, 1, 1});
    CHECK(h.below == 1);
    CHECK(h.above == 2);
}

TEST_CASE("Counts sum to the sample and densities integrate to 1", "[histogram]") {
    Rng rng(1);
    const Matrix weights = uniform_weights({.fan_in = 50, .fan_out = 100}, 0.5, rng);
    const Histogram h = histogram(weights, -0.5, 0.5, 20);
    CHECK(std::accumulate(h.counts.begin(), h.counts.end(), std::size_t{0}) == 5000);
    const auto densities = bin_densities(h);
    CHECK(std::accumulate(densities.begin(), densities.end(), 0.0) * 0.05 ==
          Approx(1.0).epsilon(1e-14));
    for (const double density : densities) {
        CHECK(density == Approx(uniform_density(0.0, 0.5)).epsilon(0.35));
    }
}

TEST_CASE("Centers lie in the middle of their bins", "[histogram]") {
    const Histogram h = histogram(std::vector<double>{}, -1.0, 1.0, 4);
    CHECK(bin_centers(h) == std::vector<double>{-0.75, -0.25, 0.25, 0.75});
}

TEST_CASE("Outliers count for the densities", "[histogram]") {
    const Histogram h = histogram(std::vector<float>{0.5F, 5.0F}, 0.0, 1.0, 1);
    CHECK(bin_densities(h) == std::vector<double>{0.5});
}

TEST_CASE("The count in a bin strays like a binomial number", "[histogram]") {
    CHECK(bin_noise(0.1, 900) == Approx(9.0).epsilon(1e-14));
    constexpr std::size_t trials = 4000;
    Rng rng(2);
    double sum = 0.0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        std::vector<double> sample(100);
        for (double& draw : sample) {
            draw = rng.uniform();
        }
        const double off =
            static_cast<double>(histogram(sample, 0.0, 1.0, 10).counts[3]) - 10.0;
        sum += off * off;
    }
    // The square of a nearly normal number has a relative spread of the root of 2.
    const double limit = 4.9 * 9.0 * std::sqrt(2.1 / trials);
    CHECK(std::abs(sum / trials - 9.0) <= limit);
    CHECK_FALSE(std::abs(sum / trials - 10.0) <= limit);  // control: without (1 - p)
}

TEST_CASE("Histograms refuse impossible bins and what is no number", "[histogram]") {
    const std::vector<double> nothing;
    CHECK_THROWS_AS(histogram(nothing, 0.0, 1.0, 0), std::invalid_argument);
    CHECK_THROWS_AS(histogram(nothing, 1.0, 1.0, 3), std::invalid_argument);
    CHECK_THROWS_AS(histogram(nothing, 0.0, HUGE_VAL, 3), std::invalid_argument);
    CHECK_THROWS_AS(histogram(std::vector<double>{std::nan("")}, 0.0, 1.0, 3),
                    std::invalid_argument);
    CHECK_THROWS_AS(bin_densities(histogram(nothing, 0.0, 1.0, 3)), std::invalid_argument);
    CHECK_THROWS_AS(bin_noise(1.5, 10), std::invalid_argument);
}
