#include "live/product.hpp"

#include <cstddef>
#include <vector>

#include "snippets/core/types.hpp"
#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

struct Case {
    std::size_t rows;
    std::size_t columns;
    std::size_t inner;
};

// Whole numbers: their sums are exact in any order.
template <Scalar T>
MatrixOf<T> whole_numbers(std::size_t rows, std::size_t columns, std::size_t seed) {
    auto matrix = MatrixOf<T>::from_shape({rows, columns});
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        matrix.data()[i] = static_cast<T>(static_cast<int>((i * i + seed * i) % 13) - 6);
    }
    return matrix;
}

template <Scalar T>
MatrixOf<T> by_loops(const MatrixOf<T>& a, const MatrixOf<T>& b, const MatrixOf<T>& before,
                     T scale, T keep) {
    MatrixOf<T> result = before;
    for (std::size_t i = 0; i < a.shape(0); ++i) {
        for (std::size_t j = 0; j < b.shape(1); ++j) {
            T sum = 0;
            for (std::size_t k = 0; k < a.shape(1); ++k) {
                sum += a(i, k) * b(k, j);
            }
            result(i, j) = scale * sum + keep * before(i, j);
        }
    }
    return result;
}

template <Scalar T>
void check(const Case& shape, T scale, T keep) {
    const auto [rows, columns, inner] = shape;
    const MatrixOf<T> a = whole_numbers<T>(rows, inner, 3);
    const MatrixOf<T> b = whole_numbers<T>(inner, columns, 5);
    const MatrixOf<T> a_turned = xt::transpose(a);
    const MatrixOf<T> b_turned = xt::transpose(b);
    const MatrixOf<T> before = whole_numbers<T>(rows, columns, 7);
    const MatrixOf<T> expected = by_loops(a, b, before, scale, keep);
    for (const bool left : {false, true}) {
        for (const bool right : {false, true}) {
            CAPTURE(rows, columns, inner, left, right, scale, keep);
            MatrixOf<T> result = before;
            live::multiply<T>(
                {(left ? a_turned : a).data(), left ? rows : inner, left},
                {(right ? b_turned : b).data(), right ? inner : columns, right},
                {result.data(), columns}, {rows, columns, inner}, scale, keep);
            CHECK((result == expected));
        }
    }
    MatrixOf<T> wide = whole_numbers<T>(rows, columns + 3, 11);
    const MatrixOf<T> untouched = wide;
    live::multiply<T>({a.data(), inner, false}, {b.data(), columns, false},
                      {wide.data(), columns + 3}, {rows, columns, inner}, T(1), T(0));
    const MatrixOf<T> plain = by_loops(a, b, before, T(1), T(0));
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns + 3; ++j) {
            CHECK(wide(i, j) == (j < columns ? plain(i, j) : untouched(i, j)));
        }
    }
}

template <Scalar T>
void check_vector(std::size_t rows, std::size_t columns, bool transposed, T scale, T keep) {
    const MatrixOf<T> a = whole_numbers<T>(rows, columns, 3);
    const MatrixOf<T> a_read = transposed ? MatrixOf<T>(xt::transpose(a)) : a;
    const MatrixOf<T> x = whole_numbers<T>(a_read.shape(1), 1, 5);
    MatrixOf<T> y = whole_numbers<T>(a_read.shape(0), 1, 7);
    const MatrixOf<T> expected = by_loops(a_read, x, y, scale, keep);
    live::multiply_vector(a.data(), rows, columns, transposed, x.data(), y.data(), scale,
                          keep);
    CHECK((y == expected));
}

}  // namespace

TEST_CASE("A page's products are those of three loops", "[live]") {
    for (const Case& shape : {Case{1, 1, 1}, Case{4, 8, 16}, Case{5, 9, 17}, Case{3, 2, 40},
                              Case{67, 53, 35}, Case{10, 32, 64}, Case{2, 5, 0}}) {
        check<float>(shape, 1.0F, 0.0F);
        check<float>(shape, -2.0F, 1.0F);
        check<double>(shape, 1.0, 0.0);
        check<double>(shape, 3.0, 2.0);
    }
}

TEST_CASE("A page's products with a vector are those of loops", "[live]") {
    for (const bool transposed : {false, true}) {
        check_vector<float>(7, 13, transposed, 2.0F, 0.0F);
        check_vector<double>(13, 7, transposed, -1.0, 1.0);
        check_vector<double>(1, 1, transposed, 1.0, 3.0);
    }
}

TEST_CASE("A page's products round equal units alike, whatever their number", "[live]") {
    Rng rng(1);
    const auto data = normal_matrix<float>(7, 33, 0.0, 1.0, rng);
    const auto unit = normal_matrix<float>(1, 33, 0.0, 1.0, rng);
    for (std::size_t units = 2; units < 40; ++units) {
        auto weights = MatrixOf<float>::from_shape({units, 33});
        for (std::size_t i = 0; i < units; ++i) {
            std::copy(unit.begin(), unit.end(), &weights(i, 0));
        }
        auto result = MatrixOf<float>::from_shape({7, units});
        live::multiply<float>({data.data(), 33, false}, {weights.data(), 33, true},
                              {result.data(), units}, {7, units, 33}, 1.0F, 0.0F);
        for (std::size_t sample = 0; sample < 7; ++sample) {
            for (std::size_t i = 1; i < units; ++i) {
                CHECK(result(sample, i) == result(sample, 0));
            }
        }
    }
}
