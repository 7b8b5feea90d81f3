/// @file product.hpp
/// @brief Matrix products into existing matrices: the only calls of the BLAS.
#pragma once

#include <array>
#include <cstddef>

#include "snippets/core/types.hpp"

namespace winit {

/// @brief Which factors of a product are to be read as their transposes.
struct Transposed {
    bool left = false;   ///< Take \f$A^\top\f$ for \f$A\f$.
    bool right = false;  ///< Take \f$B^\top\f$ for \f$B\f$.
};

/// @cond
namespace detail {

template <Scalar T>
auto as_vector(const MatrixOf<T>& row) {
    return xt::adapt(row.data(), row.size(), xt::no_ownership(),
                     std::array<std::size_t, 1>{row.size()});
}

template <Scalar T>
auto as_vector(MatrixOf<T>& row) {
    return xt::adapt(row.data(), row.size(), xt::no_ownership(),
                     std::array<std::size_t, 1>{row.size()});
}

template <Scalar T>
void small_product(const MatrixOf<T>& left, const MatrixOf<T>& right, MatrixOf<T>& result,
                   Transposed transposed, std::size_t inner, T scale, T keep) {
    const std::size_t rows = result.shape(0);
    const std::size_t columns = result.shape(1);
    const std::size_t left_row = transposed.left ? 1 : inner;
    const std::size_t left_step = transposed.left ? rows : 1;
    const std::size_t right_column = transposed.right ? inner : 1;
    const std::size_t right_step = transposed.right ? 1 : columns;
    const T* a = left.data();
    const T* b = right.data();
    T* c = result.data();
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j, ++c) {
            T sum = 0;
            for (std::size_t k = 0; k < inner; ++k) {
                sum +=
                    a[i * left_row + k * left_step] * b[k * right_step + j * right_column];
            }
            *c = keep == T(0) ? scale * sum : scale * sum + keep * *c;
        }
    }
}

// One sample's share of a weight gradient. A unit that was off has a factor of 0, and its row of
// weights is left alone: with ReLU that saves half of the traffic.
template <Scalar T>
void add_outer_product(const MatrixOf<T>& column, const MatrixOf<T>& row,
                       MatrixOf<T>& result, T scale) {
    const std::size_t columns = result.shape(1);
    const T* b = row.data();
    for (std::size_t i = 0; i < result.shape(0); ++i) {
        const T factor = scale * column.data()[i];
        if (factor != T(0)) {
            T* c = result.data() + i * columns;
            for (std::size_t j = 0; j < columns; ++j) {
                c[j] += factor * b[j];
            }
        }
    }
}

}  // namespace detail
/// @endcond

/// @brief \f$C \leftarrow s\,A B + k\,C\f$, without a new matrix.
///
/// The BLAS is made for large matrices. Tiny ones cost more to hand over than to multiply, and a
/// batch of one sample is a product of a matrix with a vector: those go their own ways, to the
/// same result within rounding.
///
/// @param left        \f$A\f$, shape (rows, inner), or its transpose. Nothing is checked.
/// @param right       \f$B\f$, shape (inner, columns), or its transpose.
/// @param result      \f$C\f$, shape (rows, columns); neither `left` nor `right`.
/// @param transposed  Which factors lie transposed in memory.
/// @param scale       \f$s\f$.
/// @param keep        \f$k\f$: 0 overwrites C, 1 adds to it.
template <Scalar T>
void product(const MatrixOf<T>& left, const MatrixOf<T>& right, MatrixOf<T>& result,
             Transposed transposed = {}, T scale = T(1), T keep = T(0)) {
    constexpr std::size_t tiny = 256;  // multiplications; measured, not sharp
    const std::size_t inner = transposed.left ? left.shape(0) : left.shape(1);
    if (result.size() * inner <= tiny) {
        detail::small_product(left, right, result, transposed, inner, scale, keep);
    } else if (result.shape(0) == 1) {
        auto vector = detail::as_vector(result);
        xt::blas::gemv(right, detail::as_vector(left), vector, !transposed.right, scale,
                       keep);
    } else if (inner == 1 && keep == T(1)) {
        detail::add_outer_product(left, right, result, scale);
    } else {
        xt::blas::gemm(left, right, result, transposed.left, transposed.right, scale, keep);
    }
}

}  // namespace winit
