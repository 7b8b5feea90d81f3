#include "snippets/linear_algebra/spectrum.hpp"

#include <cmath>

#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A quarter turn has the eigenvalues i and -i", "[spectrum]") {
    const auto values = eigenvalues(Matrix{{0.0, -1.0}, {1.0, 0.0}});
    REQUIRE(values.size() == 2);
    CHECK(values[0].real() == Approx(0.0).margin(1e-15));
    CHECK(std::abs(values[0].imag()) == Approx(1.0).epsilon(1e-15));
    CHECK(spectral_radius(Matrix{{0.0, -1.0}, {1.0, 0.0}}) == Approx(1.0).epsilon(1e-15));
    CHECK(spectral_radius(Matrix{{2.0, 1.0}, {0.0, -3.0}}) == Approx(3.0).epsilon(1e-14));
}

TEST_CASE("An orthogonal matrix keeps lengths, at any power", "[spectrum]") {
    Rng rng(1);
    const Matrix w = orthogonal({.fan_in = 40, .fan_out = 40}, rng);
    CHECK(spectral_radius(w) == Approx(1.0).epsilon(1e-12));
    Vector x = xt::ones<double>({40});
    for (int power = 0; power < 100; ++power) {
        x = xt::linalg::dot(w, x);
    }
    CHECK(std::sqrt(xt::sum(x * x)()) == Approx(std::sqrt(40.0)).epsilon(1e-10));
}

// Ginibre's circular law: 400 units, 10 draws lay between 1.007 and 1.055.
TEST_CASE("A normal matrix of variance 1/n has a spectral radius near 1", "[spectrum]") {
    Rng rng(2);
    const Matrix w = normal_weights({.fan_in = 400, .fan_out = 400}, 0.05, rng);
    const double radius = spectral_radius(w);
    CHECK(radius > 0.97);
    CHECK(radius < 1.10);
    CHECK_FALSE(spectral_radius(Matrix(std::sqrt(2.0) * w)) < 1.10);  // control: He
}

TEST_CASE("Eigenvalues refuse what is not square", "[spectrum]") {
    CHECK_THROWS_AS(eigenvalues(Matrix{{1.0, 2.0}}), std::invalid_argument);
    CHECK_THROWS_AS(spectral_radius(Matrix(xt::zeros<double>({0, 0}))),
                    std::invalid_argument);
}
