#include "snippets/init/truncated_normal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr Fans fans{.fan_in = 50, .fan_out = 400};

// Cut at two standard deviations.
Claimed cut_at_two(double stddev) {
    const TruncatedNormal distribution{
        .stddev = stddev, .low = -2.0 * stddev, .high = 2.0 * stddev};
    const double shrunk = stddev * truncated_normal_stddev(2.0);
    return {.mean = 0.0,
            .variance = shrunk * shrunk,
            .kurtosis = kurtosis::truncated_normal,
            .cdf = [=](double x) { return truncated_normal_cdf(x, distribution); }};
}

}  // namespace

// The constant in the sources of TensorFlow, Keras and JAX.
TEST_CASE("Cutting at two standard deviations leaves 0.8796 of the standard deviation",
          "[truncated_normal]") {
    CHECK(truncated_normal_stddev(2.0) == Approx(0.87962566103423978).epsilon(1e-13));
    CHECK(truncated_normal_stddev(40.0) == Approx(1.0).epsilon(1e-15));
    CHECK(truncated_normal_stddev(0.01) == Approx(0.01 / std::sqrt(3.0)).epsilon(1e-4));
}

TEST_CASE("PyTorch's truncated normal keeps the narrower distribution",
          "[truncated_normal]") {
    Rng rng(1);
    const Matrix weights =
        truncated_normal(fans, {.mean = 0.0, .stddev = 0.1, .low = -0.2, .high = 0.2}, rng);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(std::ranges::max(weights) <= 0.2);
    CHECK(std::ranges::min(weights) >= -0.2);
    CHECK(agrees(weights, cut_at_two(0.1)));
    CHECK_FALSE(
        agrees(weights, cut_at_two(0.1 / truncated_normal_stddev(2.0))));  // control
    CHECK_FALSE(agrees(weights, normal_with(0.0, 0.1)));                   // control
}

TEST_CASE("PyTorch's bounds are weights, not standard deviations", "[truncated_normal]") {
    Rng rng(2);
    const Matrix weights = truncated_normal(fans, {.stddev = 0.02}, rng);
    CHECK(agrees(weights, normal_with(0.0, 0.02)));
    CHECK_FALSE(agrees(weights, cut_at_two(0.02)));  // control
}

TEST_CASE("A cut on one side moves the mean", "[truncated_normal]") {
    Rng rng(3);
    const Matrix weights = truncated_normal(
        fans, {.mean = 1.0, .stddev = 2.0, .low = 1.0, .high = 100.0}, rng);
    const double half_normal_mean = 1.0 + 2.0 * std::sqrt(2.0 / std::numbers::pi);
    const double stddev = 2.0 * std::sqrt(1.0 - 2.0 / std::numbers::pi);
    const double limit = mean_tolerance(stddev, weights.size(), 1e-6);
    CHECK(std::abs(sample_mean(weights) - half_normal_mean) <= limit);
    CHECK_FALSE(std::abs(sample_mean(weights) - 1.0) <= limit);  // control
}

TEST_CASE("Keras's truncated normal has the standard deviation that was asked for",
          "[truncated_normal]") {
    Rng rng(4);
    const Matrix weights = rescaled_truncated_normal(fans, 0.1, rng);
    const double wider = 0.1 / truncated_normal_stddev(2.0);
    CHECK(agrees(weights, cut_at_two(wider)));
    CHECK(std::ranges::max(weights) <= 2.0 * wider);
    CHECK(std::ranges::max(weights) > 0.2);
    CHECK_FALSE(agrees(weights, cut_at_two(0.1)));  // control
}

TEST_CASE("Truncated normal weights refuse impossible numbers", "[truncated_normal]") {
    Rng rng(5);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto draw = [&](const TruncatedNormal& distribution) {
        return truncated_normal({.fan_in = 1, .fan_out = 1}, distribution, rng);
    };
    CHECK_THROWS_AS(truncated_normal({.fan_in = 0, .fan_out = 1}, {}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(draw({.mean = nan}), std::invalid_argument);
    CHECK_THROWS_AS(draw({.stddev = 0.0}), std::invalid_argument);
    CHECK_THROWS_AS(draw({.low = 2.0, .high = 2.0}), std::invalid_argument);
    CHECK_THROWS_AS(draw({.low = nan}), std::invalid_argument);
    CHECK_THROWS_AS(draw({.low = 50.0, .high = 51.0}), std::invalid_argument);
    CHECK_THROWS_AS(truncated_normal_stddev(0.0), std::invalid_argument);
    CHECK_THROWS_AS(rescaled_truncated_normal({.fan_in = 1, .fan_out = 1}, 0.0, rng),
                    std::invalid_argument);
}

TEST_CASE("Its density and distribution function are the normal ones, scaled up",
          "[truncated_normal]") {
    const TruncatedNormal cut{.mean = 0.0, .stddev = 2.0, .low = -4.0, .high = 4.0};
    CHECK(truncated_normal_cdf(-4.0, cut) == 0.0);
    CHECK(truncated_normal_cdf(0.0, cut) == Approx(0.5).epsilon(1e-14));
    CHECK(truncated_normal_cdf(9.0, cut) == Approx(1.0).epsilon(1e-14));
    CHECK(truncated_normal_density(0.0, cut) ==
          Approx(normal_density(0.0) / 2.0 / 0.9544997361036416).epsilon(1e-14));
    CHECK(truncated_normal_density(4.1, cut) == 0.0);
    constexpr double h = 1e-5;
    CHECK((truncated_normal_cdf(1.0 + h, cut) - truncated_normal_cdf(1.0 - h, cut)) /
              (2.0 * h) ==
          Approx(truncated_normal_density(1.0, cut)).epsilon(1e-8));
    CHECK_THROWS_AS(truncated_normal_cdf(0.0, {.stddev = 0.0}), std::invalid_argument);
    CHECK_THROWS_AS(truncated_normal_density(0.0, {.low = 3.0}), std::invalid_argument);
}

TEST_CASE("The upper tail is the mirror image of the lower one", "[truncated_normal]") {
    for (const auto& [low, high] :
         {std::pair{8.0, 9.0}, std::pair{8.2, 9.0}, std::pair{8.3, 12.0},
          std::pair{30.0, 37.0}, std::pair{0.5, 1.0}}) {
        INFO(low);
        const TruncatedNormal upper{.mean = 0.0, .stddev = 1.0, .low = low, .high = high};
        const TruncatedNormal lower{.mean = 0.0, .stddev = 1.0, .low = -high, .high = -low};
        Rng left(6);
        Rng right(6);
        const Matrix mirrored = -truncated_normal(fans, lower, left);
        const Matrix weights = truncated_normal(fans, upper, right);
        CHECK(same(weights, mirrored));
        CHECK(std::ranges::min(weights) >= low);
        CHECK(std::ranges::max(weights) <= high);
        CHECK(truncated_normal_cdf(low, upper) == 0.0);
        CHECK(truncated_normal_cdf(high, upper) == 1.0);
        CHECK(truncated_normal_density(low, upper) ==
              truncated_normal_density(-low, lower));
    }
}

TEST_CASE("Draws of the upper tail follow their distribution", "[truncated_normal]") {
    Rng rng(7);
    const Matrix weights = truncated_normal(fans, {.low = 8.2, .high = 9.0}, rng);
    const std::vector<double> draws(weights.begin(), weights.end());
    // Far out the tail is erfc: Phi(-z) without a difference of numbers next to 1.
    const auto tail = [](double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); };
    const auto cdf_from = [tail](double low, double x) {
        return (tail(low) - tail(x)) / (tail(low) - tail(9.0));
    };
    const double limit = ks_limit(draws.size(), 1e-6);  // one false alarm in a million
    CHECK(ks_distance(draws, [=](double x) { return cdf_from(8.2, x); }) <= limit);
    const std::vector<double> stuck(draws.size(), 8.2095);  // what the upper tail once gave
    CHECK_FALSE(ks_distance(stuck, [=](double x) { return cdf_from(8.2, x); }) <= limit);
    CHECK_FALSE(ks_distance(draws, [=](double x) { return cdf_from(8.19, x); }) <= limit);
}
