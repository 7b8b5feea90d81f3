#include "snippets/linear_algebra/rank.hpp"

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Singular values of a diagonal matrix are its entries, largest first", "[rank]") {
    const Vector values = singular_values(Matrix{{3.0, 0.0, 0.0}, {0.0, -5.0, 0.0}});
    CHECK(values.size() == 2);
    CHECK(values(0) == Approx(5.0).epsilon(1e-14));
    CHECK(values(1) == Approx(3.0).epsilon(1e-14));
}

TEST_CASE("Rank counts the directions of a matrix", "[rank]") {
    CHECK(numerical_rank(Matrix{{1.0, 2.0}, {2.0, 4.0}, {3.0, 6.0}}) == 1);
    CHECK(numerical_rank(Matrix{{1.0, 2.0}, {2.0, 4.0}, {3.0, 7.0}}) == 2);
    CHECK(numerical_rank(Matrix{{0.0, 0.0}, {0.0, 0.0}}) == 0);
    CHECK(numerical_rank(Matrix{{7.0}}) == 1);
}

TEST_CASE("The tolerance decides what is noise", "[rank]") {
    const Matrix nearly = {{1.0, 0.0}, {0.0, 1e-6}};
    CHECK(numerical_rank(nearly) == 2);
    CHECK(numerical_rank(nearly, 1e-3) == 1);
}

TEST_CASE("Rank refuses empty matrices and impossible tolerances", "[rank]") {
    CHECK_THROWS_AS(singular_values(Matrix(xt::zeros<double>({0, 2}))),
                    std::invalid_argument);
    CHECK_THROWS_AS(numerical_rank(Matrix{{1.0}}, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(numerical_rank(Matrix{{1.0}}, 1.0), std::invalid_argument);
}
