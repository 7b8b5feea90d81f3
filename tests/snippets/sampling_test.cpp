#include "snippets/random/sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("A uniform matrix has its shape, bounds and distribution", "[sampling]") {
    Rng rng(1);
    const Matrix matrix = uniform_matrix(200, 500, -0.5, 1.5, rng);
    CHECK(matrix.shape(0) == 200);
    CHECK(matrix.shape(1) == 500);
    CHECK(std::ranges::min(matrix) >= -0.5);
    CHECK(std::ranges::max(matrix) < 1.5);
    CHECK(agrees(matrix, uniform_between(-0.5, 1.5)));
    CHECK_FALSE(agrees(matrix, uniform_between(-0.5, 1.55)));  // control
}

TEST_CASE("A normal matrix has its mean and standard deviation", "[sampling]") {
    Rng rng(2);
    const Matrix matrix = normal_matrix(300, 300, 2.0, 0.5, rng);
    CHECK(agrees(matrix, normal_with(2.0, 0.5)));
    CHECK_FALSE(agrees(matrix, normal_with(2.0, std::sqrt(0.5))));  // control
    CHECK_FALSE(agrees(matrix, normal_with(2.02, 0.5)));            // control
}

TEST_CASE("Entries are drawn row by row", "[sampling]") {
    Rng whole(3);
    Rng parts(3);
    const Matrix matrix = uniform_matrix(2, 3, 0.0, 1.0, whole);
    for (const double entry : matrix) {
        CHECK(entry == parts.uniform());
    }
}

TEST_CASE("A float matrix holds the rounded numbers of the double one", "[sampling]") {
    Rng in_double(4);
    Rng in_float(4);
    const Matrix exact = normal_matrix(30, 40, 0.0, 1.0, in_double);
    const MatrixOf<float> rounded = normal_matrix<float>(30, 40, 0.0, 1.0, in_float);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        CHECK(rounded.data()[i] == Approx(exact.data()[i]).epsilon(1e-6).margin(1e-6));
    }
    CHECK(in_double.uniform() == in_float.uniform());
}

TEST_CASE("Filling a matrix draws the same numbers as making one", "[sampling]") {
    for (const std::size_t columns : {1U, 3U, 1000U}) {
        Rng one(8);
        Rng two(8);
        Matrix filled = Matrix::from_shape({7, columns});
        fill_normal(filled, 1.5, 0.5, one);
        CHECK(same(filled, normal_matrix(7, columns, 1.5, 0.5, two)));
        MatrixOf<float> in_float = MatrixOf<float>::from_shape({7, columns});
        Rng three(8);
        fill_normal(in_float, 1.5, 0.5, three);
        CHECK(xt::allclose(xt::cast<double>(in_float), filled, 1e-6, 1e-6));
        CHECK_THROWS_AS(fill_normal(filled, 0.0, -1.0, one), std::invalid_argument);
    }
}

TEST_CASE("Sampling refuses empty shapes and impossible numbers", "[sampling]") {
    Rng rng(5);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(uniform_matrix(0, 1, 0.0, 1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(uniform_matrix(1, 0, 0.0, 1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(uniform_matrix(1, 1, 1.0, 0.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(uniform_matrix(1, 1, nan, 1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(normal_matrix(0, 1, 0.0, 1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(normal_matrix(1, 0, 0.0, 1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(normal_matrix(1, 1, 0.0, -1.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(normal_matrix(1, 1, nan, 1.0, rng), std::invalid_argument);
}

TEST_CASE("A random order holds every index once", "[sampling]") {
    Rng rng(6);
    std::vector<std::size_t> order = random_order(100, rng);
    CHECK_FALSE(std::ranges::is_sorted(order));
    std::ranges::sort(order);
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(order[i] == i);
    }
    CHECK(random_order(0, rng).empty());
}

TEST_CASE("Every item is equally likely to come to every place", "[sampling]") {
    constexpr std::size_t trials = 30'000;
    Rng rng(7);
    std::array<std::array<std::size_t, 3>, 3> counts{};
    for (std::size_t i = 0; i < trials; ++i) {
        const auto order = random_order(3, rng);
        for (std::size_t place = 0; place < 3; ++place) {
            ++counts[place][order[place]];
        }
    }
    const double limit = frequency_tolerance(1.0 / 3.0, trials, 1e-6);
    for (const auto& place : counts) {
        for (const std::size_t count : place) {
            const double share = static_cast<double>(count) / trials;
            CHECK(std::abs(share - 1.0 / 3.0) <= limit);
            CHECK_FALSE(std::abs(share - 8.0 / 27.0) <=
                        limit);  // control: the naive shuffle
        }
    }
}
