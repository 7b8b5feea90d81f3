#include "snippets/theory/quadrature.hpp"

#include <cmath>
#include <numbers>

#include "tests/catch.hpp"

using namespace winit;

namespace {

double mean_by(const QuadratureRule& rule, const auto& function) {
    double sum = 0.0;
    for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
        sum += rule.weights(k) * function(rule.nodes(k));
    }
    return sum;
}

double relu(double z) {
    return z > 0.0 ? z : 0.0;
}

}  // namespace

// Abramowitz and Stegun, tables 25.4 and 25.10 (Hermite nodes times the root of 2).
TEST_CASE("Gauss rules of three points have their tabulated nodes", "[quadrature]") {
    const QuadratureRule hermite = gauss_hermite(3);
    CHECK(hermite.nodes(2) == Approx(std::sqrt(3.0)).epsilon(1e-14));
    CHECK(hermite.nodes(1) == Approx(0.0).margin(1e-14));
    CHECK(hermite.weights(1) == Approx(2.0 / 3.0).epsilon(1e-14));
    CHECK(hermite.weights(0) == Approx(1.0 / 6.0).epsilon(1e-14));
    const QuadratureRule legendre = gauss_legendre(3);
    CHECK(legendre.nodes(2) == Approx(std::sqrt(0.6)).epsilon(1e-14));
    CHECK(legendre.weights(1) == Approx(8.0 / 9.0).epsilon(1e-14));
    CHECK(legendre.weights(0) == Approx(5.0 / 9.0).epsilon(1e-14));
}

TEST_CASE("A Gauss-Hermite rule is exact for polynomials up to twice its points",
          "[quadrature]") {
    const QuadratureRule rule = gauss_hermite(5);
    double moment = 1.0;
    for (int power = 0; power <= 8; power += 2) {
        CHECK(mean_by(rule, [&](double z) { return std::pow(z, power); }) ==
              Approx(moment).epsilon(1e-13));
        moment *= power + 1;
    }
    CHECK_FALSE(mean_by(rule, [](double z) { return std::pow(z, 10); }) ==
                Approx(945.0).epsilon(1e-3));  // control: one power too many
}

TEST_CASE("Both rules agree on a smooth function", "[quadrature]") {
    const auto squared_tanh = [](double z) { return std::tanh(z) * std::tanh(z); };
    CHECK(mean_by(gauss_hermite(150), squared_tanh) ==
          Approx(gaussian_mean(squared_tanh)).epsilon(1e-11));
    CHECK(gaussian_mean([](double z) { return std::cos(z); }) ==
          Approx(std::exp(-0.5)).epsilon(1e-14));
    CHECK(gaussian_mean([](double) { return 1.0; }) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("A corner costs Gauss and Hermite their digits, cutting at it does not",
          "[quadrature]") {
    const double exact = 1.0 / std::sqrt(2.0 * std::numbers::pi);
    CHECK(gaussian_mean(relu) == Approx(exact).epsilon(1e-14));
    CHECK(std::abs(mean_by(gauss_hermite(64), relu) - exact) > 1e-4);
    const auto shifted = [](double z) { return relu(z - 0.3); };
    const double exact_shifted = normal_density(0.3) - 0.3 * normal_cdf(-0.3);
    CHECK(gaussian_mean(shifted, 0.3) == Approx(exact_shifted).epsilon(1e-13));
    CHECK_FALSE(gaussian_mean(shifted) == Approx(exact_shifted).epsilon(1e-8));  // control
}

TEST_CASE("A corner beyond the end does no harm", "[quadrature]") {
    CHECK(gaussian_mean([](double z) { return z * z; }, 50.0) ==
          Approx(1.0).epsilon(1e-14));
    CHECK(gaussian_mean([](double z) { return z * z; }, -50.0) ==
          Approx(1.0).epsilon(1e-14));
}

TEST_CASE("Quadrature refuses rules without points", "[quadrature]") {
    CHECK_THROWS_AS(golub_welsch({}, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(gauss_hermite(1), std::invalid_argument);
    CHECK_THROWS_AS(gauss_legendre(0), std::invalid_argument);
}
