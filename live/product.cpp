#include "live/product.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace winit::live {
namespace {

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

// Groups of `width` lines that run along memory, interleaved: one number of each, then the next.
template <std::size_t width, class T>
void interleave(const Factor<T>& factor, std::size_t lines, std::size_t length, T* to) {
    for (std::size_t first = 0; first < lines; first += width) {
        const T* from = factor.data + first * factor.stride;
        const std::size_t there = std::min(width, lines - first);
        for (std::size_t i = there; i < width; ++i) {
            for (std::size_t k = 0; k < length; ++k) {
                to[k * width + i] = T(0);
            }
        }
        for (std::size_t i = 0; i < there; ++i, from += factor.stride) {
            for (std::size_t k = 0; k < length; ++k) {
                to[k * width + i] = from[k];
            }
        }
        to += width * length;
    }
}

// The same of lines that run across memory: whole groups lie side by side there.
template <std::size_t width, class T>
void copy_groups(const Factor<T>& factor, std::size_t lines, std::size_t length, T* to) {
    for (std::size_t first = 0; first < lines; first += width) {
        const T* from = factor.data + first;
        const std::size_t there = std::min(width, lines - first);
        for (std::size_t k = 0; k < length; ++k, from += factor.stride, to += width) {
            if (there == width) {
                std::memcpy(to, from, width * sizeof(T));
            } else {
                std::fill(std::copy(from, from + there, to), to + width, T(0));
            }
        }
    }
}

template <class T>
void pack_rows(const Factor<T>& factor, std::size_t rows, std::size_t inner, T* to) {
    if (factor.transposed) {
        copy_groups<tile_rows>(factor, rows, inner, to);
    } else {
        interleave<tile_rows>(factor, rows, inner, to);
    }
}

template <class T>
void pack_columns(const Factor<T>& factor, std::size_t columns, std::size_t inner, T* to) {
    if (factor.transposed) {
        interleave<tile_columns<T>>(factor, columns, inner, to);
    } else {
        copy_groups<tile_columns<T>>(factor, columns, inner, to);
    }
}

// A type of its own: as a template's argument, Lanes would lose its attribute.
template <class T>
struct Register {
    Lanes<T> lanes;
};

template <class T>
Register<T> load(const T* from) {
    Register<T> filled;
    std::memcpy(&filled, from, sizeof filled);
    return filled;
}

template <class T>
void store(T* to, const Register<T>& from) {
    std::memcpy(to, &from, sizeof from);
}

template <class T>
using Tile = std::array<T, tile_rows * tile_columns<T>>;

template <class T>
void multiply_tile(const T* rows, const T* columns, std::size_t inner, Tile<T>& tile) {
    std::array<Register<T>, tile_rows> left{};
    std::array<Register<T>, tile_rows> right{};
    for (std::size_t k = 0; k < inner; ++k) {
        const Register<T> a = load(columns);
        const Register<T> b = load(columns + lanes<T>);
#pragma GCC unroll 4
        for (std::size_t i = 0; i < tile_rows; ++i) {
            left[i].lanes += rows[i] * a.lanes;
            right[i].lanes += rows[i] * b.lanes;
        }
        rows += tile_rows;
        columns += tile_columns<T>;
    }
#pragma GCC unroll 4
    for (std::size_t i = 0; i < tile_rows; ++i) {
        store(tile.data() + i * tile_columns<T>, left[i]);
        store(tile.data() + i * tile_columns<T> + lanes<T>, right[i]);
    }
}

template <class T>
struct Place {
    T* at;
    std::size_t stride;
    std::size_t rows;
    std::size_t columns;
};

template <class T>
void add_tile(const Tile<T>& tile, const Place<T>& place, T scale, T keep) {
    for (std::size_t i = 0; i < place.rows; ++i) {
        const T* sums = tile.data() + i * tile_columns<T>;
        T* row = place.at + i * place.stride;
        if (keep == T(0)) {
            for (std::size_t j = 0; j < place.columns; ++j) {
                row[j] = scale * sums[j];
            }
        } else {
            for (std::size_t j = 0; j < place.columns; ++j) {
                row[j] = scale * sums[j] + keep * row[j];
            }
        }
    }
}

}  // namespace

template <class T>
void multiply(const Factor<T>& left, const Factor<T>& right, const Target<T>& result,
              const ProductShape& shape, T scale, T keep) {
    const auto [rows, columns, inner] = shape;
    const auto padded = [](std::size_t count, std::size_t tile) {
        return (count + tile - 1) / tile * tile;
    };
    std::vector<T>& a = room<T>(0);
    std::vector<T>& b = room<T>(1);
    a.resize(std::max(a.size(), padded(rows, tile_rows) * inner));
    b.resize(std::max(b.size(), padded(columns, tile_columns<T>) * inner));
    pack_rows(left, rows, inner, a.data());
    pack_columns(right, columns, inner, b.data());
    Tile<T> tile;
    for (std::size_t j = 0; j < columns; j += tile_columns<T>) {
        for (std::size_t i = 0; i < rows; i += tile_rows) {
            multiply_tile(a.data() + i * inner, b.data() + j * inner, inner, tile);
            add_tile(
                tile,
                {result.data + i * result.stride + j, result.stride,
                 std::min(tile_rows, rows - i), std::min(tile_columns<T>, columns - j)},
                scale, keep);
        }
    }
}

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

template void multiply(const Factor<float>&, const Factor<float>&, const Target<float>&,
                       const ProductShape&, float, float);
template void multiply(const Factor<double>&, const Factor<double>&, const Target<double>&,
                       const ProductShape&, double, double);
template void multiply_vector(const float*, std::size_t, std::size_t, bool, const float*,
                              float*, float, float);
template void multiply_vector(const double*, std::size_t, std::size_t, bool, const double*,
                              double*, double, double);

}  // namespace winit::live
