#include "snippets/losses/binary_cross_entropy.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace winit;

namespace {
const Matrix logits = {{0.0, 2.0}, {-1.0, 3.0}};
const Matrix targets = {{1.0, 0.0}, {0.0, 0.7}};
}  // namespace

TEST_CASE("Binary cross-entropy is its formula", "[binary_cross_entropy]") {
    double sum = 0.0;
    for (std::size_t i = 0; i < 4; ++i) {
        const double p = 1.0 / (1.0 + std::exp(-logits.data()[i]));
        const double t = targets.data()[i];
        sum -= t * std::log(p) + (1.0 - t) * std::log(1.0 - p);
    }
    CHECK(binary_cross_entropy(logits, targets) == Approx(sum / 4.0).epsilon(1e-14));
    CHECK(binary_cross_entropy(Matrix{{0.0}}, Matrix{{1.0}}) ==
          Approx(std::log(2.0)).epsilon(1e-15));
}

TEST_CASE("No logit is too large", "[binary_cross_entropy]") {
    CHECK(binary_cross_entropy(Matrix{{1000.0}}, Matrix{{0.0}}) == 1000.0);
    CHECK(binary_cross_entropy(Matrix{{-1000.0}}, Matrix{{0.0}}) == 0.0);
    CHECK(binary_cross_entropy(MatrixOf<float>{{-200.0F}}, MatrixOf<float>{{1.0F}}) ==
          200.0);
}

TEST_CASE("Its gradient agrees with central differences", "[binary_cross_entropy]") {
    Matrix gradient = xt::full_like(logits, 99.0);
    binary_cross_entropy_gradient(logits, targets, gradient);
    constexpr double h = 1e-5;
    for (std::size_t i = 0; i < 4; ++i) {
        Matrix above = logits;
        Matrix below = logits;
        above.data()[i] += h;
        below.data()[i] -= h;
        const double slope =
            (binary_cross_entropy(above, targets) - binary_cross_entropy(below, targets)) /
            (2.0 * h);
        CHECK(gradient.data()[i] == Approx(slope).epsilon(1e-6).margin(1e-10));
        CHECK_FALSE(-gradient.data()[i] ==
                    Approx(slope).epsilon(1e-6).margin(1e-10));  // control
    }
}

TEST_CASE("Binary cross-entropy refuses what does not fit", "[binary_cross_entropy]") {
    const Matrix empty = xt::zeros<double>({0, 2});
    CHECK_THROWS_AS(binary_cross_entropy(logits, Matrix{{1.0, 0.0}}),
                    std::invalid_argument);
    CHECK_THROWS_AS(binary_cross_entropy(empty, empty), std::invalid_argument);
    CHECK_THROWS_AS(binary_cross_entropy(Matrix{{0.0}}, Matrix{{1.5}}),
                    std::invalid_argument);
}
