/// @file rankings.hpp
/// @brief Chapter 7: how often a comparison comes out right, with and without common random numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/counts.hpp"
#include "chapters/07-comparing/draws.hpp"
#include "chapters/07-comparing/schemes.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter07 {

/// @brief Mean squares of the outputs of many networks: one list per scheme.
using Sizes = std::vector<std::vector<double>>;

/// @brief The outputs of some of the schemes.
/// @param which  Numbers in the order of schemes(), rising.
inline Sizes sizes_of_some(const std::vector<Draws>& draws,
                           const std::vector<std::size_t>& which) {
    Sizes sizes;
    for (const std::size_t scheme : which) {
        sizes.push_back(draws[scheme].output);
    }
    return sizes;
}

/// @brief The random schemes that the slide itself compares, by their numbers in schemes().
inline const std::vector<std::size_t>& of_the_slide() {
    static const std::vector<std::size_t> three{0, 1, 4};
    return three;
}

/// @brief All of them.
inline const std::vector<std::size_t>& of_the_book() {
    static const std::vector<std::size_t> five{0, 1, 2, 3, 4};
    return five;
}

/// @brief Share of comparisons that put all schemes into the right order.
///
/// Each comparison takes the mean of `draws` networks per scheme. The schemes come in ascending
/// order of their true sizes.
/// @param own  Does every scheme get networks of its own, or do all get the same ones?
// [begin share_ranked]
inline double share_ranked(const Sizes& sizes, std::size_t draws, bool own) {
    const std::size_t networks = sizes.front().size();
    const std::size_t comparisons = networks / (draws * sizes.size());
    std::size_t right = 0;
    for (std::size_t c = 0; c < comparisons; ++c) {
        std::vector<double> means;
        for (std::size_t s = 0; s < sizes.size(); ++s) {
            const std::size_t block = c * sizes.size() + (own ? s : 0);
            means.push_back(mean_of(sizes[s], block * draws, draws));
        }
        right += std::is_sorted(means.begin(), means.end()) ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(comparisons);
}
// [end share_ranked]

/// @brief Networks per scheme and comparison, from the slide's one upwards.
inline const std::vector<double>& comparison_sizes() {
    static const std::vector<double> sizes{1, 3, 10, 30, 100, 300, 1000};
    return sizes;
}

/// @brief A share of many comparisons repeats to this.
inline constexpr Tolerance counted{.relative = 0.0, .absolute = 1e-3};

/// @brief Shares in the right order over the networks per scheme, with own draws.
inline Curve ranked_by_size(std::string label, const Sizes& sizes) {
    Curve curve{.label = std::move(label)};
    for (const double size : comparison_sizes()) {
        const auto count = static_cast<std::size_t>(size);
        if (sizes.front().size() >= count * of_the_book().size()) {
            curve.y.push_back(share_ranked(sizes, count, true));
        }
    }
    return curve;
}

/// @brief How often a comparison comes out right, for the slide's schemes and for ours.
inline Result rankings(const std::vector<Draws>& draws) {
    const Sizes three = sizes_of_some(draws, of_the_slide());
    const Sizes five = sizes_of_some(draws, of_the_book());
    Chart chart{.name = "share_ranked",
                .x_axis = {"networks per scheme", Scale::log},
                .y_axis = {"share of comparisons in the right order"},
                .curves = {ranked_by_size("three schemes of the slide", three),
                           ranked_by_size("five schemes", five)},
                .tolerance = counted};
    const std::size_t sizes = chart.curves.front().y.size();
    chart.x.assign(comparison_sizes().begin(),
                   comparison_sizes().begin() + static_cast<std::ptrdiff_t>(sizes));
    const std::size_t most = draws.front().output.size() / draws.size();
    Result result;
    result.value("three_ranked_once", share_ranked(three, 1, true),
                 "share in the right order, the slide's three, one own network each",
                 counted);
    result.value("three_ranked_some",
                 share_ranked(three, std::min<std::size_t>(some, most), true),
                 "the same, a few own networks each", counted);
    result.value("ranked_once", share_ranked(five, 1, true),
                 "share in the right order, five schemes, one own network each", counted);
    result.value("ranked_many", share_ranked(five, std::min<std::size_t>(many, most), true),
                 "the same, many own networks each", counted);
    result.data("ranked_common", share_ranked(five, 1, false),
                "the same, one common network", exact);
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter07
