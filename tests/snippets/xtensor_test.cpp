#include "snippets/core/xtensor.hpp"

#include "snippets/core/types.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using winit::Matrix;
using winit::same;

namespace {
const Matrix logits = {{1.0, 5.0, 2.0}, {7.0, 3.0, 9.0}};
const Matrix below_the_largest = {{-4.0, 0.0, -3.0}, {-2.0, -6.0, 0.0}};
}  // namespace

TEST_CASE("A stored row maximum can be subtracted from its row", "[xtensor]") {
    const Matrix largest = xt::amax(logits, {1}, xt::keep_dims);
    CHECK(same(Matrix(logits - largest), below_the_largest));
}

TEST_CASE("An immediate row maximum can be subtracted from its row", "[xtensor]") {
    const Matrix difference =
        logits - xt::amax(logits, {1}, xt::keep_dims | xt::evaluation_strategy::immediate);
    CHECK(same(difference, below_the_largest));
}

// The trap itself. Should a future xtensor mend it, this test says so, and the warning in the
// book can go.
TEST_CASE("A lazy row maximum inside a broadcast is silently wrong",
          "[xtensor][out-of-bounds]") {
    const Matrix wrong = logits - xt::amax(logits, {1}, xt::keep_dims);
    CHECK_FALSE(same(wrong, below_the_largest));
}

TEST_CASE("A matrix product with one row, one column or one entry is right", "[xtensor]") {
    const Matrix row = {{1.0, 2.0, 3.0}};
    const Matrix column = {{4.0}, {5.0}, {6.0}};
    Matrix entry = {{0.0}};
    xt::blas::gemm(row, column, entry);
    CHECK(entry(0, 0) == 32.0);
    Matrix outer = Matrix::from_shape({3, 3});
    xt::blas::gemm(column, row, outer);
    CHECK(same(outer, Matrix{{4.0, 8.0, 12.0}, {5.0, 10.0, 15.0}, {6.0, 12.0, 18.0}}));
    xt::blas::gemm(row, row, entry, false, true);
    CHECK(entry(0, 0) == 14.0);
    xt::blas::gemm(column, column, entry, true, false);
    CHECK(entry(0, 0) == 77.0);
}
