#include "snippets/init/output_bias.hpp"

#include <cmath>

#include "snippets/losses/softmax.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Log-prior biases make softmax answer with the class frequencies",
          "[output_bias]") {
    const Vector biases = log_prior_biases({150, 60, 90});
    Matrix logits = Matrix::from_shape({1, 3});
    std::copy(biases.begin(), biases.end(), logits.begin());
    const Matrix p = softmax(logits);
    CHECK(p(0, 0) == Approx(0.5).epsilon(1e-14));
    CHECK(p(0, 1) == Approx(0.2).epsilon(1e-14));
    CHECK(p(0, 2) == Approx(0.3).epsilon(1e-14));
    CHECK(biases(0) == Approx(std::log(0.5)).epsilon(1e-14));
}

TEST_CASE("One positive in a hundred needs a bias of -4.595", "[output_bias]") {
    CHECK(log_odds(0.01) == Approx(-4.59511985013459).epsilon(1e-14));
    CHECK(log_odds(0.5) == 0.0);
    CHECK(log_odds(0.99) == Approx(4.59511985013459).epsilon(1e-13));
}

TEST_CASE("Output biases refuse classes that never occur", "[output_bias]") {
    CHECK_THROWS_AS(log_prior_biases({}), std::invalid_argument);
    CHECK_THROWS_AS(log_prior_biases({3, 0}), std::invalid_argument);
    CHECK_THROWS_AS(log_odds(0.0), std::invalid_argument);
    CHECK_THROWS_AS(log_odds(1.0), std::invalid_argument);
}
