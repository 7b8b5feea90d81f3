/// @file rankings.hpp
/// @brief Chapter 7: how often a comparison comes out right, with and without common random numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/07-comparing/counts.hpp"
#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief Share of comparisons that put all schemes into the right order.
///
/// Each comparison takes the mean of `draws` networks per scheme. The schemes come in ascending
/// order of their true sizes.
/// @param own  Does every scheme get networks of its own, or do all get the same ones?
// [begin share_ranked]
inline double share_ranked(const std::vector<Draws>& schemes, std::size_t draws, bool own) {
    const std::size_t networks = schemes.front().output.size();
    const std::size_t comparisons = networks / (draws * schemes.size());
    std::size_t right = 0;
    for (std::size_t c = 0; c < comparisons; ++c) {
        std::vector<double> sizes;
        for (std::size_t s = 0; s < schemes.size(); ++s) {
            const std::size_t block = c * schemes.size() + (own ? s : 0);
            sizes.push_back(mean_of(schemes[s].output, block * draws, draws));
        }
        right += std::is_sorted(sizes.begin(), sizes.end()) ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(comparisons);
}
// [end share_ranked]

/// @brief Networks per scheme and comparison, from the slide's one upwards.
inline const std::vector<double>& comparison_sizes() {
    static const std::vector<double> sizes{1, 3, 10, 30, 100, 300, 1000};
    return sizes;
}

/// @brief How often a comparison comes out right, with and without common random numbers.
inline Result rankings(const std::vector<Draws>& draws) {
    Result result;
    Chart chart{.name = "share_ranked",
                .x_axis = {"networks per scheme", Scale::log},
                .y_axis = {"share of comparisons in the right order"},
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    Curve own{.label = "own draws"};
    Curve common{.label = "common draws"};
    const std::size_t networks = draws.front().output.size();
    for (const double size : comparison_sizes()) {
        const auto count = static_cast<std::size_t>(size);
        if (networks < count * draws.size()) {
            break;
        }
        chart.x.push_back(size);
        own.y.push_back(share_ranked(draws, count, true));
        common.y.push_back(share_ranked(draws, count, false));
    }
    const Tolerance tolerance{.relative = 0.0, .absolute = 1e-3};
    const auto at = [&](std::size_t size) {
        return share_ranked(draws, std::min(size, networks / draws.size()), true);
    };
    result.value("ranked_once", at(1), "share in the right order, one own network each",
                 tolerance);
    result.value("ranked_many", at(many), "the same, many own networks each", tolerance);
    result.data("ranked_common", share_ranked(draws, 1, false),
                "the same, one common network", exact);
    chart.curves = {own, common};
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter07
