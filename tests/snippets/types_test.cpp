#include "snippets/core/types.hpp"

#include <type_traits>

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A matrix lies in memory row by row", "[types]") {
    const Matrix matrix = {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
    CHECK(matrix.shape(0) == 2);
    CHECK(matrix.shape(1) == 3);
    CHECK(matrix.data()[2] == 3.0);
    CHECK(matrix.data()[3] == 4.0);
}

TEST_CASE("The scalars are float and double and nothing else", "[types]") {
    CHECK(Scalar<float>);
    CHECK(Scalar<double>);
    CHECK_FALSE(Scalar<int>);
    CHECK_FALSE(Scalar<long double>);
    CHECK((std::is_same_v<Matrix, MatrixOf<double>>));
    CHECK((std::is_same_v<Vector, VectorOf<double>>));
}
