#include "snippets/init/zero_one.hpp"

#include "snippets/linear_algebra/rank.hpp"
#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The Hadamard matrix of order 4 is Sylvester's", "[zero_one]") {
    CHECK(same(hadamard_matrix(4), Matrix{{1.0, 1.0, 1.0, 1.0},
                                          {1.0, -1.0, 1.0, -1.0},
                                          {1.0, 1.0, -1.0, -1.0},
                                          {1.0, -1.0, -1.0, 1.0}}));
    CHECK(same(hadamard_matrix(1), Matrix{{1.0}}));
}

TEST_CASE("The rows of a Hadamard matrix are orthogonal", "[zero_one]") {
    const Matrix h = hadamard_matrix(32);
    const Matrix product = xt::linalg::dot(h, xt::transpose(h));
    CHECK(same(product, Matrix(32.0 * xt::eye<double>(32))));
    CHECK_THROWS_AS(hadamard_matrix(0), std::invalid_argument);
    CHECK_THROWS_AS(hadamard_matrix(6), std::invalid_argument);
}

TEST_CASE("A layer that does not grow starts as the identity", "[zero_one]") {
    Rng rng(1);
    CHECK(same(zero_one_weights({.fan_in = 3, .fan_out = 3}, rng),
               Matrix(xt::eye<double>(3))));
    CHECK(same(zero_one_weights({.fan_in = 3, .fan_out = 2}, rng),
               Matrix{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}));
}

TEST_CASE("A layer that grows starts as a piece of a Hadamard matrix", "[zero_one]") {
    Rng rng(2);
    const Matrix weights = zero_one_weights({.fan_in = 2, .fan_out = 4}, rng);
    CHECK(same(weights, Matrix{{0.5, 0.5}, {0.5, -0.5}, {0.5, 0.5}, {0.5, -0.5}}));
    const Matrix odd = zero_one_weights({.fan_in = 3, .fan_out = 5}, rng);
    REQUIRE(odd.shape(0) == 5);
    REQUIRE(odd.shape(1) == 3);
    CHECK(odd(1, 1) == Approx(-1.0 / std::sqrt(8.0)).epsilon(1e-15));
    CHECK(numerical_rank(odd) == 3);
    CHECK(rng.uniform() == Rng(2).uniform());
    CHECK_THROWS_AS(zero_one_weights({.fan_in = 0, .fan_out = 5}, rng),
                    std::invalid_argument);
}
