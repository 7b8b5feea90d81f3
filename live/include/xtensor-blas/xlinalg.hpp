/// @file xlinalg.hpp
/// @brief The part of xtensor-blas that the book uses, for a page: no BLAS and no LAPACK there.
///
/// Found first on the include path of the modules. Products are ours (product.hpp), factorizations
/// are Eigen's.
#pragma once

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>
#include <array>
#include <complex>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include <xtensor/xmath.hpp>
#include <xtensor/xtensor.hpp>

#include "live/product.hpp"

namespace xt {

using blas_index_t = int;

}  // namespace xt

namespace cxxblas {

enum StorageOrder { RowMajor };
enum Transpose { NoTrans, Trans };

/// @brief \f$C \leftarrow s\,A B + k\,C\f$ of parts of matrices, B perhaps transposed.
template <class Index, class T>
void gemm(StorageOrder, Transpose left_transposed, Transpose right_transposed, Index rows,
          Index columns, Index inner, T scale, const T* a, Index a_stride, const T* b,
          Index b_stride, T keep, T* c, Index c_stride) {
    const auto count = [](Index n) { return static_cast<std::size_t>(n); };
    winit::live::multiply<T>({a, count(a_stride), left_transposed == Trans},
                             {b, count(b_stride), right_transposed == Trans},
                             {c, count(c_stride)},
                             {count(rows), count(columns), count(inner)}, scale, keep);
}

/// @brief The sum of products.
template <class Index, class T>
void dot(Index length, const T* a, Index a_step, const T* b, Index b_step, T& result) {
    T sum = 0;
    for (Index i = 0; i < length; ++i) {
        sum += a[i * a_step] * b[i * b_step];
    }
    result = sum;
}

}  // namespace cxxblas

namespace xt::blas {

/// @brief \f$y \leftarrow s\,A x + k\,y\f$, A row-major.
template <class E, class F, class R, class T = typename E::value_type>
void gemv(const xexpression<E>& matrix, const xexpression<F>& vector, R& result,
          bool transposed = false, const T& scale = T(1), const T& keep = T(0)) {
    const auto& a = matrix.derived_cast();
    const auto& x = vector.derived_cast();
    winit::live::multiply_vector(a.data(), a.shape()[0], a.shape()[1], transposed, x.data(),
                                 result.data(), scale, keep);
}

/// @brief \f$C \leftarrow s\,A B + k\,C\f$, all row-major.
template <class E, class F, class R, class T = typename E::value_type>
void gemm(const xexpression<E>& left, const xexpression<F>& right, R& result,
          bool left_transposed = false, bool right_transposed = false,
          const T& scale = T(1), const T& keep = T(0)) {
    const auto& a = left.derived_cast();
    const auto& b = right.derived_cast();
    const std::size_t inner = a.shape()[left_transposed ? 0 : 1];
    winit::live::multiply<T>({a.data(), a.shape()[1], left_transposed},
                             {b.data(), b.shape()[1], right_transposed},
                             {result.data(), result.shape()[1]},
                             {result.shape()[0], result.shape()[1], inner}, scale, keep);
}

}  // namespace xt::blas

namespace xt::linalg {

/// @cond
namespace detail {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class E>
Rows to_eigen(const E& expression) {
    const xtensor<double, 2> matrix = expression;
    return Eigen::Map<const Rows>(matrix.data(), static_cast<Eigen::Index>(matrix.shape(0)),
                                  static_cast<Eigen::Index>(matrix.shape(1)));
}

template <class T, class V>
xtensor<T, 1> from_vector(const V& vector) {
    auto result = xtensor<T, 1>::from_shape({static_cast<std::size_t>(vector.size())});
    std::copy(vector.begin(), vector.end(), result.begin());
    return result;
}

inline xtensor<double, 2> from_matrix(const Rows& matrix) {
    auto result = xtensor<double, 2>::from_shape(
        {static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.cols())});
    std::copy(matrix.data(), matrix.data() + matrix.size(), result.begin());
    return result;
}

}  // namespace detail
/// @endcond

/// @brief The product of two matrices.
template <class E, class F>
auto dot(const xexpression<E>& left, const xexpression<F>& right) {
    using T = std::remove_const_t<typename E::value_type>;
    const xtensor<T, 2> a = left.derived_cast();
    const xtensor<T, 2> b = right.derived_cast();
    auto result = xtensor<T, 2>::from_shape({a.shape(0), b.shape(1)});
    blas::gemm(a, b, result);
    return result;
}

/// @brief Eigenvalues of a symmetric matrix, rising, and its eigenvectors, one per column.
template <class E>
auto eigh(const xexpression<E>& matrix) {
    const Eigen::SelfAdjointEigenSolver<detail::Rows> found(
        detail::to_eigen(matrix.derived_cast()));
    return std::tuple{detail::from_vector<double>(found.eigenvalues()),
                      detail::from_matrix(found.eigenvectors())};
}

/// @brief Eigenvalues of a square matrix.
template <class E>
auto eigvals(const xexpression<E>& matrix) {
    const Eigen::EigenSolver<detail::Rows> found(detail::to_eigen(matrix.derived_cast()),
                                                 false);
    return detail::from_vector<std::complex<double>>(found.eigenvalues());
}

/// @brief Singular values, falling; the book asks for no singular vectors, so those are left empty.
template <class E>
auto svd(const xexpression<E>& matrix, bool = true, bool = true) {
    const Eigen::BDCSVD<detail::Rows> found(detail::to_eigen(matrix.derived_cast()));
    return std::tuple{xtensor<double, 2>{},
                      detail::from_vector<double>(found.singularValues()),
                      xtensor<double, 2>{}};
}

}  // namespace xt::linalg
