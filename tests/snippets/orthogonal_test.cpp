#include "snippets/init/orthogonal.hpp"

#include <cmath>
#include <limits>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

double largest_difference(const Matrix& a, const Matrix& b) {
    return xt::amax(xt::abs(a - b))();
}

Matrix identity(std::size_t size) {
    return xt::eye<double>(size);
}

Matrix times_transposed(const Matrix& a) {
    return xt::linalg::dot(a, xt::transpose(a));
}

}  // namespace

TEST_CASE("A square orthogonal matrix has orthonormal rows and columns", "[orthogonal]") {
    Rng rng(1);
    const Matrix w = orthogonal({.fan_in = 60, .fan_out = 60}, rng);
    const Matrix transposed = xt::transpose(w);
    CHECK(largest_difference(times_transposed(w), identity(60)) < 1e-13);
    CHECK(largest_difference(times_transposed(transposed), identity(60)) < 1e-13);
}

TEST_CASE("A wide matrix has orthonormal rows, a tall one orthonormal columns",
          "[orthogonal]") {
    Rng rng(2);
    const Matrix wide = orthogonal({.fan_in = 50, .fan_out = 20}, rng);
    REQUIRE(wide.shape(0) == 20);
    REQUIRE(wide.shape(1) == 50);
    CHECK(largest_difference(times_transposed(wide), identity(20)) < 1e-13);
    const Matrix tall = orthogonal({.fan_in = 20, .fan_out = 50}, rng);
    REQUIRE(tall.shape(0) == 50);
    REQUIRE(tall.shape(1) == 20);
    const Matrix transposed = xt::transpose(tall);
    CHECK(largest_difference(times_transposed(transposed), identity(20)) < 1e-13);
    CHECK(orthogonal({.fan_in = 1, .fan_out = 5}, rng).shape(0) == 5);
    CHECK(std::abs(orthogonal({.fan_in = 1, .fan_out = 1}, rng)(0, 0)) == 1.0);
}

TEST_CASE("The gain multiplies an orthogonal matrix", "[orthogonal]") {
    Rng one(3);
    Rng two(3);
    const Matrix plain = orthogonal({.fan_in = 6, .fan_out = 6}, one);
    const Matrix scaled = orthogonal_with({.fan_in = 6, .fan_out = 6}, 1.5, two);
    CHECK(largest_difference(scaled, 1.5 * plain) < 1e-15);
}

// The sign fix, against Gram-Schmidt on the same normal matrix, where R's diagonal is positive
// by construction.
TEST_CASE("The Q of the factorization is the one of Gram and Schmidt", "[orthogonal]") {
    Rng one(4);
    Rng two(4);
    const Matrix q = orthonormal_rows({.fan_in = 12, .fan_out = 8}, one);
    Matrix rows = normal_matrix(8, 12, 0.0, 1.0, two);
    for (std::size_t k = 0; k < 8; ++k) {
        for (std::size_t earlier = 0; earlier < k; ++earlier) {
            double projection = 0.0;
            for (std::size_t j = 0; j < 12; ++j) {
                projection += rows(k, j) * rows(earlier, j);
            }
            for (std::size_t j = 0; j < 12; ++j) {
                rows(k, j) -= projection * rows(earlier, j);
            }
        }
        double square = 0.0;
        for (std::size_t j = 0; j < 12; ++j) {
            square += rows(k, j) * rows(k, j);
        }
        for (std::size_t j = 0; j < 12; ++j) {
            rows(k, j) /= std::sqrt(square);
        }
    }
    CHECK(largest_difference(q, rows) < 1e-12);
}

// Without the sign fix the first entry of Q would always have the same sign.
TEST_CASE("Orthogonal matrices prefer no direction", "[orthogonal]") {
    constexpr std::size_t trials = 20'000;
    Rng rng(5);
    double sum = 0.0;
    double traces = 0.0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        const Matrix w = orthogonal({.fan_in = 3, .fan_out = 3}, rng);
        sum += w(0, 0);
        traces += w(0, 0) + w(1, 1) + w(2, 2);
    }
    // An entry has mean 0 and variance 1/3; a trace has mean 0 and variance 1.
    CHECK(std::abs(sum / trials) <= mean_tolerance(std::sqrt(1.0 / 3.0), trials, 1e-6));
    CHECK(std::abs(traces / trials) <= mean_tolerance(1.0, trials, 1e-6));
    CHECK_FALSE(std::abs(sum / trials - 0.05) <=
                mean_tolerance(std::sqrt(1.0 / 3.0), trials, 1e-6));  // control
}

TEST_CASE("Orthogonal weights exist in float", "[orthogonal]") {
    Rng one(6);
    Rng two(6);
    const MatrixOf<float> w = orthogonal<float>({.fan_in = 30, .fan_out = 40}, one);
    const Matrix exact = orthogonal({.fan_in = 30, .fan_out = 40}, two);
    CHECK(xt::allclose(xt::cast<double>(w), exact, 1e-3, 1e-5));
}

TEST_CASE("Orthogonal weights refuse empty layers and impossible gains", "[orthogonal]") {
    Rng rng(1);
    CHECK_THROWS_AS(orthogonal({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(orthogonal({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
    CHECK_THROWS_AS(orthogonal_with({.fan_in = 1, .fan_out = 1},
                                    std::numeric_limits<double>::infinity(), rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(orthonormal_rows({.fan_in = 1, .fan_out = 2}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(orthonormal_rows({.fan_in = 1, .fan_out = 0}, rng),
                    std::invalid_argument);
}
