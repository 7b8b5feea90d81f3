#include "snippets/statistics/moments.hpp"

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Mean, mean square and variance of four numbers are the hand-computed ones",
          "[moments]") {
    const Matrix signal = {{1.0, 2.0}, {3.0, 6.0}};
    CHECK(sample_mean(signal) == 3.0);
    CHECK(mean_square(signal) == 12.5);
    CHECK(root_mean_square(signal) == Approx(3.5355339059327378).epsilon(1e-15));
    CHECK(sample_variance(signal) == Approx(14.0 / 3.0).epsilon(1e-15));
}

TEST_CASE("The mean square counts the mean, the variance does not", "[moments]") {
    const Vector shifted = {5.0, 5.0, 5.0};
    CHECK(mean_square(shifted) == 25.0);
    CHECK(sample_variance(shifted) == 0.0);
}

TEST_CASE("Sums of many floats are kept in double", "[moments]") {
    const MatrixOf<float> signal =
        xt::full_like(MatrixOf<float>::from_shape({5000, 5000}), 0.1F);
    CHECK(sample_mean(signal) == Approx(static_cast<double>(0.1F)).epsilon(1e-12));
}

TEST_CASE("The unit spread is the widest range within a column", "[moments]") {
    CHECK(unit_spread(Matrix{{1.0, 2.0, 3.0}, {1.0, 2.0, 3.0}}) == 0.0);
    CHECK(unit_spread(Matrix{{1.0, 2.0, 3.0}, {1.0, -2.5, 3.0}, {1.5, 2.0, 3.0}}) == 4.5);
    CHECK(unit_spread(Matrix{{1.0, 9.0}}) == 0.0);
}

TEST_CASE("Moments refuse a signal that is too short", "[moments]") {
    const Vector empty = xt::zeros<double>({0});
    CHECK_THROWS_AS(sample_mean(empty), std::invalid_argument);
    CHECK_THROWS_AS(mean_square(empty), std::invalid_argument);
    CHECK_THROWS_AS(root_mean_square(empty), std::invalid_argument);
    CHECK_THROWS_AS(sample_variance(Vector{1.0}), std::invalid_argument);
    CHECK_THROWS_AS(unit_spread(Matrix(xt::zeros<double>({0, 3}))), std::invalid_argument);
}
