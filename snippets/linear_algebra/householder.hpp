/// @file householder.hpp
/// @brief Orthonormal rows out of any rows: Householder's reflections, many at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @cond
namespace detail {

// A part of a matrix: where it begins, its size, and how far apart its rows lie.
template <Scalar T>
struct Part {
    T* data;
    std::size_t rows;
    std::size_t columns;
    std::size_t stride;

    T* row(std::size_t i) const { return data + i * stride; }

    // Some rows, from a column to the end.
    Part from(std::size_t first, std::size_t column, std::size_t count) const {
        return {row(first) + column, count, columns - column, stride};
    }
};

// C = scale * A B + keep * C, where B may lie transposed.
template <Scalar T>
void multiply(Part<T> a, Part<T> b, Part<T> c, cxxblas::Transpose transpose_b, T scale,
              T keep) {
    const auto index = [](std::size_t n) { return static_cast<xt::blas_index_t>(n); };
    cxxblas::gemm<xt::blas_index_t>(cxxblas::RowMajor, cxxblas::NoTrans, transpose_b,
                                    index(c.rows), index(c.columns), index(a.columns),
                                    scale, a.data, index(a.stride), b.data, index(b.stride),
                                    keep, c.data, index(c.stride));
}

// Turns rows into orthonormal ones. Row k of `rows` becomes the vector of reflection k, with its
// 1 on the diagonal; `mixing` holds a triangle per block of reflections, which makes of them
// the one matrix I - V^T S V.
template <Scalar T>
class Householder {
  public:
    static constexpr std::size_t block = 64;  // reflections; measured, not sharp
    static constexpr std::size_t few = 8;

    explicit Householder(Part<T> rows)
        : rows_(rows),
          mixing_(rows.rows * block),
          space_(2 * rows.rows * block),
          signs_(rows.rows) {}

    // R's diagonal has these signs.
    const std::vector<T>& signs() const { return signs_; }

    void factor() {
        for (std::size_t first = 0; first < rows_.rows; first += block) {
            const std::size_t count = std::min(block, rows_.rows - first);
            factor(first, count);
            const std::size_t next = first + count;
            reflect(rows_.from(next, first, rows_.rows - next), first, count,
                    cxxblas::NoTrans);
        }
    }

    // The rows of the identity, sent back through all reflections.
    void orthonormal(Part<T> result) {
        for (std::size_t k = 0; k < result.rows; ++k) {
            std::fill_n(result.row(k), result.columns, T(0));
            result.row(k)[k] = T(1);
        }
        for (std::size_t first = (result.rows - 1) / block * block;; first -= block) {
            const std::size_t count = std::min(block, result.rows - first);
            reflect(result.from(first, first, result.rows - first), first, count,
                    cxxblas::Trans);
            if (first == 0) {
                return;
            }
        }
    }

  private:
    // By halves: most of the work is done in products even here.
    void factor(std::size_t first, std::size_t count) {
        if (count <= few) {
            for (std::size_t k = first; k < first + count; ++k) {
                factor_row(k, first + count);
            }
        } else {
            const std::size_t half = count / 2;
            factor(first, half);
            reflect(rows_.from(first + half, first, count - half), first, half,
                    cxxblas::NoTrans);
            factor(first + half, count - half);
        }
        mix(first, count);
    }

    // The reflection that takes row k to a multiple of the k-th unit vector, and with it the rows
    // before `end`.
    void factor_row(std::size_t k, std::size_t end) {
        const std::size_t length = rows_.columns - k;
        T* v = rows_.row(k) + k;
        const T norm = std::sqrt(dot(v, v, length));
        const T diagonal = -std::copysign(norm, v[0]);
        signs_[k] = std::copysign(T(1), diagonal);
        const T strength = norm == T(0) ? T(0) : (diagonal - v[0]) / diagonal;
        const T scale = norm == T(0) ? T(0) : T(1) / (v[0] - diagonal);
        std::transform(v, v + length, v, [scale](T x) { return scale * x; });
        v[0] = T(1);
        std::fill_n(rows_.row(k), k, T(0));
        mixing(k)[k % block] = strength;
        for (std::size_t other = k + 1; other < end; ++other) {
            T* row = rows_.row(other) + k;
            const T share = strength * dot(v, row, length);
            for (std::size_t i = 0; i < length; ++i) {
                row[i] -= share * v[i];
            }
        }
    }

    // The triangle of reflections `first` to `first + count`, from their strengths on its diagonal.
    void mix(std::size_t first, std::size_t count) {
        const Part<T> vectors = rows_.from(first, first, count);
        const Part<T> overlaps{space_.data(), count, count, count};
        multiply(vectors, vectors, overlaps, cxxblas::Trans, T(1), T(0));
        const std::size_t corner = first % block;
        for (std::size_t j = 0; j < count; ++j) {
            const T strength = mixing(first + j)[corner + j];
            for (std::size_t i = 0; i < j; ++i) {
                T sum = 0;
                for (std::size_t l = i; l < j; ++l) {
                    sum += mixing(first + i)[corner + l] * overlaps.row(l)[j];
                }
                mixing(first + i)[corner + j] = -strength * sum;
            }
        }
    }

    // Rows times a block of reflections, or times its inverse.
    void reflect(Part<T> rows, std::size_t first, std::size_t count,
                 cxxblas::Transpose inverse) {
        if (rows.rows == 0) {
            return;
        }
        const Part<T> vectors = rows_.from(first, first, count);
        const Part<T> triangle{mixing(first) + first % block, count, count, block};
        const Part<T> shares{space_.data(), rows.rows, count, count};
        const Part<T> mixed{space_.data() + rows.rows * count, rows.rows, count, count};
        multiply(rows, vectors, shares, cxxblas::Trans, T(1), T(0));
        multiply(shares, triangle, mixed, inverse, T(1), T(0));
        multiply(mixed, vectors, rows, cxxblas::NoTrans, T(-1), T(1));
    }

    static T dot(const T* a, const T* b, std::size_t length) {
        T result = 0;
        cxxblas::dot<xt::blas_index_t>(static_cast<xt::blas_index_t>(length), a, 1, b, 1,
                                       result);
        return result;
    }

    T* mixing(std::size_t k) { return mixing_.data() + k * block; }

    Part<T> rows_;
    std::vector<T> mixing_;
    std::vector<T> space_;
    std::vector<T> signs_;
};

}  // namespace detail
/// @endcond

/// @brief Orthonormal rows that span what the given rows span, the first few as the first few.
///
/// With rows for columns: the Q of the QR factorization whose R has a positive diagonal. The
/// reflections are gathered in blocks, so that nearly all of the work is in products of large
/// matrices.
///
/// @param rows  Linearly independent vectors, shape (count, length), from 1 to `length` of them.
/// @return      Shape (count, length).
/// @throws std::invalid_argument if there is no row, or more rows than a row is long.
/// @see Schreiber and Van Loan (1989), "A storage-efficient WY representation for products of
///      Householder transformations".
template <Scalar T>
MatrixOf<T> orthonormalized(MatrixOf<T> rows) {
    const std::size_t count = rows.shape(0);
    const std::size_t length = rows.shape(1);
    require(count > 0 && count <= length,
            "orthonormalized: rows must be from 1 to their length", count);
    detail::Householder<T> reflections({rows.data(), count, length, length});
    reflections.factor();
    auto result = MatrixOf<T>::from_shape({count, length});
    reflections.orthonormal({result.data(), count, length, length});
    for (std::size_t k = 0; k < count; ++k) {
        if (reflections.signs()[k] < T(0)) {
            std::transform(&result(k, 0), &result(k, 0) + length, &result(k, 0),
                           std::negate<>());
        }
    }
    return result;
}

}  // namespace winit
