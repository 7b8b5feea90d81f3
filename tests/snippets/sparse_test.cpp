#include "snippets/init/sparse.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Every input loses the same number of weights, rounded up", "[sparse]") {
    Rng rng(1);
    const Matrix weights =
        sparse_weights({.fan_in = 40, .fan_out = 15}, {.zeros = 0.5}, rng);
    REQUIRE(weights.shape(0) == 15);
    REQUIRE(weights.shape(1) == 40);
    for (std::size_t input = 0; input < 40; ++input) {
        std::size_t zeros = 0;
        for (std::size_t unit = 0; unit < 15; ++unit) {
            zeros += weights(unit, input) == 0.0 ? 1 : 0;
        }
        CHECK(zeros == 8);
    }
}

TEST_CASE("The weights that stay are normal", "[sparse]") {
    Rng rng(2);
    const Matrix weights =
        sparse_weights({.fan_in = 200, .fan_out = 200}, {.zeros = 0.5, .stddev = 0.3}, rng);
    std::vector<double> kept;
    for (const double weight : weights) {
        if (weight != 0.0) {
            kept.push_back(weight);
        }
    }
    REQUIRE(kept.size() == 20'000);
    Vector sample = Vector::from_shape({kept.size()});
    std::copy(kept.begin(), kept.end(), sample.begin());
    CHECK(agrees(sample, normal_with(0.0, 0.3)));
    CHECK_FALSE(agrees(sample, normal_with(0.0, 0.3 * std::sqrt(0.5))));  // control
}

TEST_CASE("Which weights stay differs from input to input", "[sparse]") {
    Rng rng(3);
    const Matrix weights =
        sparse_weights({.fan_in = 2, .fan_out = 50}, {.zeros = 0.5}, rng);
    std::size_t differing = 0;
    for (std::size_t unit = 0; unit < 50; ++unit) {
        differing += (weights(unit, 0) == 0.0) != (weights(unit, 1) == 0.0) ? 1 : 0;
    }
    CHECK(differing > 0);
}

TEST_CASE("Sparse weights may be all zero or all there, and refuse the rest", "[sparse]") {
    Rng rng(4);
    const Fans fans{.fan_in = 3, .fan_out = 4};
    CHECK(
        same(sparse_weights(fans, {.zeros = 1.0}, rng), Matrix(xt::zeros<double>({4, 3}))));
    for (const double weight : sparse_weights(fans, {.zeros = 0.0}, rng)) {
        CHECK(weight != 0.0);
    }
    CHECK_THROWS_AS(sparse_weights(fans, {.zeros = 1.1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(sparse_weights(fans, {.zeros = -0.1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(sparse_weights(fans, {.zeros = 0.5, .stddev = -1.0}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(sparse_weights({.fan_in = 0, .fan_out = 4}, {.zeros = 0.5}, rng),
                    std::invalid_argument);
}
