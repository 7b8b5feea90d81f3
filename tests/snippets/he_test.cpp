#include "snippets/init/he.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "snippets/init/slides.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {
constexpr Fans fans{.fan_in = 50, .fan_out = 400};
}

TEST_CASE("The He standard deviation is the root of 2 over fan_in", "[he]") {
    CHECK(he_stddev(2) == 1.0);
    CHECK(he_stddev(8) == 0.5);
    CHECK(he_stddev(784) == Approx(0.05050762722761054).epsilon(1e-14));
    CHECK_FALSE(he_stddev(784) == Approx(std::sqrt(1.0 / 784.0)).epsilon(1e-3));  // control
}

// torch.nn.init.calculate_gain('leaky_relu', a) over the root of fan_in.
TEST_CASE("A leaky slope takes its share from the He standard deviation", "[he]") {
    CHECK(he_stddev(100, 0.01) == Approx(0.14141428569978354).epsilon(1e-14));
    CHECK(he_stddev(100, 0.2) == Approx(0.13867504905630729).epsilon(1e-14));
    CHECK(he_stddev(100, 1.0) == Approx(0.1).epsilon(1e-14));
}

TEST_CASE("He normal weights are normal with variance 2 over fan_in", "[he]") {
    Rng rng(1);
    const Matrix weights = he_normal(fans, rng);
    CHECK(weights.shape(0) == fans.fan_out);
    CHECK(weights.shape(1) == fans.fan_in);
    CHECK(agrees(weights, normal_with(0.0, std::sqrt(2.0 / 50.0))));
    CHECK_FALSE(
        agrees(weights, normal_with(0.0, std::sqrt(1.0 / 50.0))));  // control: LeCun
    CHECK_FALSE(
        agrees(weights, normal_with(0.0, std::sqrt(2.0 / 400.0))));  // control: fan_out
}

TEST_CASE("He uniform weights are uniform up to the root of 6 over fan_in", "[he]") {
    Rng rng(2);
    const Matrix weights = he_uniform(fans, rng);
    const double bound = std::sqrt(6.0 / 50.0);
    CHECK(weights.shape(0) == fans.fan_out);
    CHECK(std::ranges::max(xt::eval(xt::abs(weights))) <= bound);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    Rng same(2);
    CHECK_FALSE(agrees(slides::he(fans, same), uniform_between(-bound, bound)));  // control
}

TEST_CASE("He weights in float are the rounded ones in double", "[he]") {
    Rng in_double(3);
    Rng in_float(3);
    const Matrix exact = he_normal(fans, in_double);
    const MatrixOf<float> rounded = he_normal<float>(fans, in_float);
    CHECK(rounded(17, 3) == Approx(exact(17, 3)).epsilon(1e-5));
}

TEST_CASE("He initialization refuses empty layers", "[he]") {
    Rng rng(1);
    CHECK_THROWS_AS(he_stddev(0), std::invalid_argument);
    CHECK_THROWS_AS(he_stddev(1, std::numeric_limits<double>::infinity()),
                    std::invalid_argument);
    CHECK_THROWS_AS(he_normal({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(he_normal({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
    CHECK_THROWS_AS(he_uniform({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(he_uniform({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}
