#include "snippets/linear_algebra/product.hpp"

#include <array>

#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

Matrix by_loops(const Matrix& left, const Matrix& right, const Matrix& before,
                Transposed transposed, double scale, double keep) {
    Matrix result = before;
    const std::size_t inner = transposed.left ? left.shape(0) : left.shape(1);
    for (std::size_t i = 0; i < result.shape(0); ++i) {
        for (std::size_t j = 0; j < result.shape(1); ++j) {
            double sum = 0.0;
            for (std::size_t k = 0; k < inner; ++k) {
                sum += (transposed.left ? left(k, i) : left(i, k)) *
                       (transposed.right ? right(j, k) : right(k, j));
            }
            result(i, j) = scale * sum + keep * before(i, j);
        }
    }
    return result;
}

}  // namespace

TEST_CASE("A product of any shape and form is the one of three loops", "[product]") {
    Rng rng(1);
    // rows, columns, inner: tiny, one row, one inner, one column, and large
    constexpr std::array<std::array<std::size_t, 3>, 9> shapes = {{{1, 1, 1},
                                                                   {4, 4, 2},
                                                                   {1, 70, 90},
                                                                   {70, 90, 1},
                                                                   {1, 300, 1},
                                                                   {90, 1, 70},
                                                                   {1, 1, 500},
                                                                   {33, 17, 29},
                                                                   {64, 65, 1}}};
    for (const auto& [rows, columns, inner] : shapes) {
        for (const bool left : {false, true}) {
            for (const bool right : {false, true}) {
                const Matrix a = left ? normal_matrix(inner, rows, 0.0, 1.0, rng)
                                      : normal_matrix(rows, inner, 0.0, 1.0, rng);
                const Matrix b = right ? normal_matrix(columns, inner, 0.0, 1.0, rng)
                                       : normal_matrix(inner, columns, 0.0, 1.0, rng);
                const Matrix before = normal_matrix(rows, columns, 0.0, 1.0, rng);
                for (const auto& [scale, keep] :
                     {std::pair{1.0, 0.0}, std::pair{-0.3, 1.0}, std::pair{2.0, 0.5}}) {
                    INFO(rows << " x " << columns << " x " << inner << ", transposed "
                              << left << right << ", scale " << scale << ", keep " << keep);
                    Matrix result = before;
                    product(a, b, result, {.left = left, .right = right}, scale, keep);
                    const Matrix expected =
                        by_loops(a, b, before, {.left = left, .right = right}, scale, keep);
                    CHECK(xt::allclose(result, expected, 1e-12, 1e-12));
                }
            }
        }
    }
}

TEST_CASE("What is overwritten may hold anything", "[product]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::size_t size : {2U, 40U}) {
        const Matrix ones = xt::ones<double>({size, size});
        Matrix result = xt::full_like(ones, nan);
        product(ones, ones, result);
        CHECK(same(result, Matrix(static_cast<double>(size) * ones)));
        Matrix row = xt::full_like(Matrix::from_shape({1, size}), nan);
        product(Matrix(xt::ones<double>({std::size_t{1}, size})), ones, row);
        CHECK(row(0, 0) == static_cast<double>(size));
    }
}

TEST_CASE("A float product is the double one, rounded", "[product]") {
    Rng one(2);
    Rng two(2);
    const Matrix a = normal_matrix(20, 30, 0.0, 1.0, one);
    const auto b = normal_matrix<float>(20, 30, 0.0, 1.0, two);
    Matrix square = Matrix::from_shape({20, 20});
    auto rounded = MatrixOf<float>::from_shape({20, 20});
    product(a, a, square, {.right = true});
    product(b, b, rounded, {.right = true});
    CHECK(xt::allclose(xt::cast<double>(rounded), square, 1e-4, 1e-4));
}

// A network from equal units stays one only if the BLAS treats them alike, down to the last bit.
// Claims that train such networks do it in double precision with 32 units, for this reason.
TEST_CASE("Equal units of a layer of 32 have equal products, in double precision",
          "[product]") {
    constexpr std::size_t units = 32;
    const auto repeated = [](const Matrix& column) {
        Matrix all = Matrix::from_shape({column.shape(0), units});
        for (std::size_t i = 0; i < column.shape(0); ++i) {
            for (std::size_t unit = 0; unit < units; ++unit) {
                all(i, unit) = column(i, 0);
            }
        }
        return all;
    };
    const auto all_equal = [](const Matrix& by_unit) {
        for (std::size_t i = 0; i < by_unit.shape(0); ++i) {
            for (std::size_t unit = 1; unit < units; ++unit) {
                if (by_unit(i, unit) != by_unit(i, 0)) {
                    return false;
                }
            }
        }
        return true;
    };
    Rng rng(3);
    for (const std::size_t batch : {std::size_t{5}, std::size_t{10}, std::size_t{50}}) {
        for (const std::size_t inputs :
             {std::size_t{10}, std::size_t{32}, std::size_t{64}}) {
            CAPTURE(batch, inputs);
            const Matrix data = normal_matrix(batch, inputs, 0.0, 1.0, rng);
            const Matrix weights = repeated(normal_matrix(inputs, 1, 0.0, 1.0, rng));
            const Matrix errors = repeated(normal_matrix(batch, 1, 0.0, 1.0, rng));
            const Matrix weights_by_unit = xt::transpose(weights);
            Matrix forward = Matrix::from_shape({batch, units});
            product(data, weights_by_unit, forward, {.right = true});
            CHECK(all_equal(forward));
            product(data, weights, forward);
            CHECK(all_equal(forward));
            Matrix gradient = xt::zeros<double>({units, inputs});
            product(errors, data, gradient, {.left = true}, -0.03, 1.0);
            CHECK(all_equal(Matrix(xt::transpose(gradient))));
        }
    }
}
