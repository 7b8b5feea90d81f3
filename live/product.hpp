/// @file product.hpp
/// @brief Matrix products for a page, where no BLAS is.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

namespace winit::live {

/// @brief One factor of a product: row-major, perhaps to be read as its transpose.
template <class T>
struct Factor {
    const T* data;
    std::size_t columns;  ///< As it lies in memory.
    bool transposed;

    T operator()(std::size_t row, std::size_t column) const {
        return transposed ? data[column * columns + row] : data[row * columns + column];
    }
};

/// @brief Shape of a product: (rows, inner) times (inner, columns).
struct ProductShape {
    std::size_t rows;
    std::size_t columns;
    std::size_t inner;
};

/// @cond
namespace detail {

// What one step of the inner loop computes: so many rows times two registers of columns. It fits the
// sixteen registers that a processor has behind WebAssembly.
inline constexpr std::size_t tile_rows = 4;

template <class T>
inline constexpr std::size_t lanes = 16 / sizeof(T);

template <class T>
inline constexpr std::size_t tile_columns = 2 * lanes<T>;

template <class T>
using Lanes [[gnu::vector_size(16)]] = T;

// Factors are laid out in the order in which the inner loop reads them, padded with zeros: so every
// row and every column goes the same way and is rounded alike. The room is kept between calls.
template <class T>
std::vector<T>& room(std::size_t which) {
    static std::array<std::vector<T>, 2> kept;
    return kept.at(which);
}

template <class T>
void pack_rows(const Factor<T>& factor, std::size_t rows, std::size_t inner, T* to) {
    for (std::size_t first = 0; first < rows; first += tile_rows) {
        for (std::size_t k = 0; k < inner; ++k) {
            for (std::size_t i = first; i < first + tile_rows; ++i) {
                *to++ = i < rows ? factor(i, k) : T(0);
            }
        }
    }
}

template <class T>
void pack_columns(const Factor<T>& factor, std::size_t columns, std::size_t inner, T* to) {
    for (std::size_t first = 0; first < columns; first += tile_columns<T>) {
        for (std::size_t k = 0; k < inner; ++k) {
            for (std::size_t j = first; j < first + tile_columns<T>; ++j) {
                *to++ = j < columns ? factor(k, j) : T(0);
            }
        }
    }
}

template <class T>
Lanes<T> load(const T* from) {
    Lanes<T> lanes_of;
    std::memcpy(&lanes_of, from, sizeof lanes_of);
    return lanes_of;
}

template <class T>
using Tile = std::array<Lanes<T>, 2 * tile_rows>;

template <class T>
Tile<T> multiply_tile(const T* rows, const T* columns, std::size_t inner) {
    Tile<T> sums{};
    for (std::size_t k = 0; k < inner; ++k) {
        const Lanes<T> left = load(columns);
        const Lanes<T> right = load(columns + lanes<T>);
        for (std::size_t i = 0; i < tile_rows; ++i) {
            sums[2 * i] += rows[i] * left;
            sums[2 * i + 1] += rows[i] * right;
        }
        rows += tile_rows;
        columns += tile_columns<T>;
    }
    return sums;
}

template <class T>
struct Place {
    T* at;
    std::size_t stride;
    std::size_t rows;
    std::size_t columns;
};

template <class T>
void add_tile(const Tile<T>& sums, const Place<T>& place, T scale, T keep) {
    for (std::size_t i = 0; i < place.rows; ++i) {
        T* row = place.at + i * place.stride;
        for (std::size_t j = 0; j < place.columns; ++j) {
            const T sum = scale * sums[2 * i + j / lanes<T>][j % lanes<T>];
            row[j] = keep == T(0) ? sum : sum + keep * row[j];
        }
    }
}

}  // namespace detail
/// @endcond

/// @brief \f$C \leftarrow s\,A B + k\,C\f$, C row-major and apart from the factors.
template <class T>
void multiply(const Factor<T>& left, const Factor<T>& right, T* result,
              const ProductShape& shape, T scale, T keep) {
    const auto [rows, columns, inner] = shape;
    const auto padded = [](std::size_t count, std::size_t tile) {
        return (count + tile - 1) / tile * tile;
    };
    std::vector<T>& a = detail::room<T>(0);
    std::vector<T>& b = detail::room<T>(1);
    a.resize(std::max(a.size(), padded(rows, detail::tile_rows) * inner));
    b.resize(std::max(b.size(), padded(columns, detail::tile_columns<T>)*inner));
    detail::pack_rows(left, rows, inner, a.data());
    detail::pack_columns(right, columns, inner, b.data());
    for (std::size_t j = 0; j < columns; j += detail::tile_columns<T>) {
        for (std::size_t i = 0; i < rows; i += detail::tile_rows) {
            const auto sums =
                detail::multiply_tile(a.data() + i * inner, b.data() + j * inner, inner);
            detail::add_tile(sums,
                             {result + i * columns + j, columns,
                              std::min(detail::tile_rows, rows - i),
                              std::min(detail::tile_columns<T>, columns - j)},
                             scale, keep);
        }
    }
}

/// @brief \f$y \leftarrow s\,A x + k\,y\f$, A row-major with so many rows and columns.
template <class T>
void multiply_vector(const T* matrix, std::size_t rows, std::size_t columns,
                     bool transposed, const T* vector, T* result, T scale, T keep) {
    const std::size_t length = transposed ? columns : rows;
    for (std::size_t i = 0; i < length; ++i) {
        result[i] = keep == T(0) ? T(0) : keep * result[i];
    }
    for (std::size_t i = 0; i < rows; ++i) {
        const T* row = matrix + i * columns;
        if (transposed) {
            const T factor = scale * vector[i];
            for (std::size_t j = 0; j < columns; ++j) {
                result[j] += factor * row[j];
            }
        } else {
            T sum = 0;
            for (std::size_t j = 0; j < columns; ++j) {
                sum += row[j] * vector[j];
            }
            result[i] += scale * sum;
        }
    }
}

}  // namespace winit::live
