#include "live/printed.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "live/host.hpp"

namespace winit::live {
namespace {

std::string text_of(const std::string& series) {
    std::string text(host_printed(series.data(), series.size(), nullptr, 0), '\0');
    host_printed(series.data(), series.size(), text.data(), text.size());
    return text;
}

// The numbers of one line; an empty cell is none.
std::vector<double> cells(const std::string& line) {
    std::vector<double> numbers;
    std::size_t start = 0;
    while (start <= line.size()) {
        const std::size_t end = std::min(line.find(',', start), line.size());
        numbers.push_back(end == start ? std::nan("")
                                       : std::strtod(line.c_str() + start, nullptr));
        start = end + 1;
    }
    return numbers;
}

// Columns of a CSV, without its head: labels may hold what the reader chose.
std::vector<std::vector<double>> columns_of(const std::string& text) {
    std::vector<std::vector<double>> columns;
    std::size_t start = text.find('\n');
    while (start != std::string::npos && start + 1 < text.size()) {
        const std::size_t end = std::min(text.find('\n', start + 1), text.size());
        const auto row = cells(text.substr(start + 1, end - start - 1));
        columns.resize(std::max(columns.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            columns[i].push_back(row[i]);
        }
        start = end;
    }
    return columns;
}

// A curve is one column, its band two more: as csv() writes them.
std::size_t columns_for(const Chart& chart) {
    std::size_t count = 1;
    for (const Curve& curve : chart.curves) {
        count += curve.lower.empty() ? 1 : 3;
    }
    return count;
}

}  // namespace

std::optional<Chart> printed(const Chart& chart) {
    const auto columns = columns_of(text_of(chart.name));
    if (columns.size() != columns_for(chart)) {
        return std::nullopt;
    }
    Chart copy = chart;
    auto column = columns.begin();
    copy.x = *column++;
    for (Curve& curve : copy.curves) {
        curve.y = *column++;
        if (!curve.lower.empty()) {
            curve.lower = *column++;
            curve.upper = *column++;
        }
    }
    return copy;
}

Chart with_guess(Chart chart) {
    const std::string guess = text_of(chart.name + ".guess");
    if (!guess.empty() && !chart.x.empty()) {
        Curve mark{.label = "your guess", .mark = Mark::points};
        mark.y.assign(chart.x.size(), std::nan(""));
        mark.y.back() = std::strtod(guess.c_str(), nullptr);
        chart.curves.push_back(std::move(mark));
    }
    return chart;
}

}  // namespace winit::live
