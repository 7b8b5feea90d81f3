#include "figures/traces.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>

namespace winit {
namespace {

std::size_t rows_of(const Trace& trace) {
    return trace.front().size();
}

void copy_row(const Trace& from, std::size_t row, Trace& to) {
    for (std::size_t column = 0; column < from.size(); ++column) {
        to[column].push_back(from[column][row]);
    }
}

// The outermost and the extreme rows of [first, last), in their order; all of them if one is a gap.
//
// The outermost ones keep the line from pixel to pixel where it was. Without them a vertical step
// down loses its lower corner: the highest and the lowest row of its pixel may be one.
void copy_extremes(const Trace& from, std::size_t first, std::size_t last, Trace& to) {
    std::size_t lowest = first;
    std::size_t highest = first;
    for (std::size_t row = first; row < last; ++row) {
        if (!complete(from, row)) {
            for (std::size_t each = first; each < last; ++each) {
                copy_row(from, each, to);
            }
            return;
        }
        lowest = from[1][row] < from[1][lowest] ? row : lowest;
        highest = from.back()[row] > from.back()[highest] ? row : highest;
    }
    for (const std::size_t row : std::set{first, lowest, highest, last - 1}) {
        copy_row(from, row, to);
    }
}

}  // namespace

bool complete(const Trace& trace, std::size_t row) {
    return std::all_of(
        trace.begin(), trace.end(),
        [row](const std::vector<double>& column) { return std::isfinite(column[row]); });
}

Trace trace(const std::vector<double>& x, const Ruler& across,
            const std::vector<const std::vector<double>*>& heights, const Ruler& up) {
    Trace result(1 + heights.size());
    for (std::size_t row = 0; row < x.size(); ++row) {
        result[0].push_back(across.drawable(x[row]));
        for (std::size_t i = 0; i < heights.size(); ++i) {
            result[i + 1].push_back(up.drawable((*heights[i])[row]));
        }
    }
    return result;
}

Trace thinned(const Trace& full, const Ruler& across, double pixels) {
    const auto pixel = [&](std::size_t row) {
        return std::floor(across.position(full[0][row]) * pixels);
    };
    Trace result(full.size());
    std::size_t first = 0;
    for (std::size_t row = 1; row <= rows_of(full); ++row) {
        if (row == rows_of(full) || pixel(row) != pixel(first)) {
            copy_extremes(full, first, row, result);
            first = row;
        }
    }
    return result;
}

Trace marked(const Trace& full, const Ruler& across, double share) {
    constexpr std::size_t few = 24;
    const std::size_t rows = rows_of(full);
    Trace result(full.size());
    if (rows <= few) {
        const std::size_t step = std::max<std::size_t>(1, (rows + 3) / 5);
        const auto start = static_cast<std::size_t>(share * static_cast<double>(step));
        for (std::size_t row = start; row < rows; row += step) {
            copy_row(full, row, result);
        }
        return result;
    }
    constexpr double step = 0.2;  // of the axis
    double next = (share + 0.1) * step;
    for (std::size_t row = 0; row < rows; ++row) {
        if (const double at = across.position(full[0][row]); at >= next) {
            copy_row(full, row, result);
            next += step * (1.0 + std::floor((at - next) / step));
        }
    }
    return result;
}

}  // namespace winit
