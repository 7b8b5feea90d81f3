#include "snippets/linear_algebra/householder.hpp"

#include <cmath>
#include <limits>

#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

// The largest entry of Q Q^T - I.
template <Scalar T>
double unlike_orthonormal(const MatrixOf<T>& rows) {
    const MatrixOf<T> products = xt::linalg::dot(rows, xt::transpose(rows));
    const MatrixOf<T> identity = xt::eye<T>(rows.shape(0));
    return xt::amax(xt::abs(products - identity))();
}

// How far A Q^T is from a lower triangle, and whether its diagonal is positive.
template <Scalar T>
double above_diagonal(const MatrixOf<T>& from, const MatrixOf<T>& orthonormal) {
    const MatrixOf<T> lower = xt::linalg::dot(from, xt::transpose(orthonormal));
    double largest = 0.0;
    for (std::size_t i = 0; i < lower.shape(0); ++i) {
        CHECK(lower(i, i) > T(0));
        for (std::size_t j = i + 1; j < lower.shape(1); ++j) {
            largest = std::max(largest, std::abs(static_cast<double>(lower(i, j))));
        }
    }
    return largest;
}

template <Scalar T>
void check_size(std::size_t count, std::size_t length) {
    Rng rng(count + length);
    const auto rows = normal_matrix<T>(count, length, 0.0, 1.0, rng);
    const MatrixOf<T> orthonormal = orthonormalized(rows);
    REQUIRE(orthonormal.shape() == rows.shape());
    const double rounding = static_cast<double>(length) * std::numeric_limits<T>::epsilon();
    CHECK(unlike_orthonormal(orthonormal) < rounding + 4e-16);
    CHECK(above_diagonal(rows, orthonormal) < 10 * rounding);
    // Control: with one row put aside, the others span another space.
    if (count > 1) {
        MatrixOf<T> other = rows;
        other(0, 0) += T(1);
        const double unlike = xt::amax(xt::abs(orthonormalized(other) - orthonormal))();
        CHECK(unlike > 100 * rounding / static_cast<double>(length));
    }
}

}  // namespace

// Blocks have 64 rows, halved down to 8: sizes at, before and after the borders.
TEST_CASE("The rows are orthonormal and span what the given rows span, in their order",
          "[householder]") {
    for (const std::size_t count : {1U, 2U, 8U, 9U, 63U, 64U, 65U, 128U, 150U}) {
        for (const std::size_t more : {0U, 1U, 37U}) {
            CAPTURE(count, more);
            check_size<double>(count, count + more);
            check_size<float>(count, count + more);
        }
    }
}

TEST_CASE("Rows that are orthonormal already stay, and lengths do not count",
          "[householder]") {
    const Matrix identity = xt::eye<double>(70);
    CHECK(xt::amax(xt::abs(orthonormalized(identity) - identity))() == 0.0);
    Rng rng(1);
    const Matrix rows = normal_matrix(20, 30, 0.0, 1.0, rng);
    const Matrix longer = 1024.0 * rows;
    CHECK(xt::amax(xt::abs(orthonormalized(longer) - orthonormalized(rows)))() < 1e-15);
}

TEST_CASE("More rows than their length cannot be orthonormal", "[householder]") {
    CHECK_THROWS_AS(orthonormalized(Matrix::from_shape({3, 2})), std::invalid_argument);
    CHECK_THROWS_AS(orthonormalized(Matrix::from_shape({0, 2})), std::invalid_argument);
}
