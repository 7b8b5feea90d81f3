#include "snippets/layers/linear.hpp"

#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("A layer takes fan_in from its columns and fan_out from its rows", "[linear]") {
    const Matrix batch = {{1.0, 2.0, 3.0}, {0.0, 1.0, -1.0}};
    const Matrix weights = {{1.0, 0.0, 2.0}, {-1.0, 1.0, 0.5}};
    CHECK(same(linear(batch, weights), Matrix{{7.0, 2.5}, {-2.0, 0.5}}));
    const Matrix transposed = {{1.0, -1.0}, {0.0, 1.0}, {2.0, 0.5}};
    CHECK_THROWS_AS(linear(batch, transposed), std::invalid_argument);
}

TEST_CASE("The bias is added once to every sample", "[linear]") {
    const Matrix batch = {{1.0, 2.0, 3.0}, {0.0, 1.0, -1.0}};
    const Matrix weights = {{1.0, 0.0, 2.0}, {-1.0, 1.0, 0.5}};
    const Vector biases = {10.0, 20.0};
    Matrix result = xt::full_like(Matrix::from_shape({2, 2}), 99.0);
    linear(batch, weights, biases, result);
    CHECK(same(result, Matrix{{17.0, 22.5}, {8.0, 20.5}}));
}

TEST_CASE("Layers with one sample, one input or one unit are right", "[linear]") {
    const Vector biases = {1.0, 2.0, 3.0};
    Matrix row = Matrix::from_shape({1, 3});
    linear(Matrix{{2.0, 5.0}}, Matrix{{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.0}}, biases, row);
    CHECK(same(row, Matrix{{13.0, 28.0, 43.0}}));
    Matrix column = Matrix::from_shape({2, 1});
    linear(Matrix{{2.0}, {3.0}}, Matrix{{4.0}}, Vector{1.0}, column);
    CHECK(same(column, Matrix{{9.0}, {13.0}}));
}

TEST_CASE("A layer agrees with three loops", "[linear]") {
    Rng rng(1);
    const Matrix batch = normal_matrix(7, 33, 0.0, 1.0, rng);
    const Matrix weights = normal_matrix(17, 33, 0.0, 1.0, rng);
    const Matrix product = linear(batch, weights);
    for (std::size_t s = 0; s < 7; ++s) {
        for (std::size_t u = 0; u < 17; ++u) {
            double sum = 0.0;
            for (std::size_t i = 0; i < 33; ++i) {
                sum += batch(s, i) * weights(u, i);
            }
            CHECK(product(s, u) == Approx(sum).epsilon(1e-12).margin(1e-12));
        }
    }
}

TEST_CASE("The gradient of a bias is a sum over the samples", "[linear]") {
    Vector sums = {99.0, 99.0};
    sum_rows(Matrix{{1.0, 2.0}, {3.0, 4.0}, {5.0, 7.0}}, sums);
    CHECK(same(sums, Vector{9.0, 13.0}));
}
