/// @file product.hpp
/// @brief Matrix products for a page, where no BLAS is. For float and double.
#pragma once

#include <cstddef>

namespace winit::live {

/// @brief One factor of a product: row-major, perhaps to be read as its transpose.
template <class T>
struct Factor {
    const T* data;
    std::size_t stride;  ///< From row to row, as it lies in memory (entries).
    bool transposed;
};

/// @brief Where a product goes, row-major.
template <class T>
struct Target {
    T* data;
    std::size_t stride;  ///< From row to row (entries).
};

/// @brief Shape of a product: (rows, inner) times (inner, columns).
struct ProductShape {
    std::size_t rows;
    std::size_t columns;
    std::size_t inner;
};

/// @brief \f$C \leftarrow s\,A B + k\,C\f$, C apart from the factors.
///
/// Every row and every column goes the same way and is rounded alike: equal units stay equal.
template <class T>
void multiply(const Factor<T>& left, const Factor<T>& right, const Target<T>& result,
              const ProductShape& shape, T scale, T keep);

/// @brief \f$y \leftarrow s\,A x + k\,y\f$, A row-major with so many rows and columns.
template <class T>
void multiply_vector(const T* matrix, std::size_t rows, std::size_t columns,
                     bool transposed, const T* vector, T* result, T scale, T keep);

extern template void multiply(const Factor<float>&, const Factor<float>&,
                              const Target<float>&, const ProductShape&, float, float);
extern template void multiply(const Factor<double>&, const Factor<double>&,
                              const Target<double>&, const ProductShape&, double, double);
extern template void multiply_vector(const float*, std::size_t, std::size_t, bool,
                                     const float*, float*, float, float);
extern template void multiply_vector(const double*, std::size_t, std::size_t, bool,
                                     const double*, double*, double, double);

}  // namespace winit::live
