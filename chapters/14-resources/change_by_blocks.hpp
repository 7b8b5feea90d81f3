/// @file change_by_blocks.hpp
/// @brief Chapter 14: the change by one step over the depth, with Fixup's rules and without.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/14-resources/one_step.hpp"
#include "chapters/14-resources/params.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter14 {

/// @brief Blocks of the residual networks: doubled from 2 on, and at last the most.
inline std::vector<std::size_t> block_counts(const Params& params) {
    std::vector<std::size_t> counts;
    for (std::size_t blocks = 2; blocks < params.most_blocks; blocks *= 2) {
        counts.push_back(blocks);
    }
    counts.push_back(params.most_blocks);
    return counts;
}

/// @brief Changes by one step, over many networks.
inline std::vector<double> changes(Rules rules, std::size_t blocks, const Params& params) {
    const Repeats repeats(params.networks, Rng(params.seed).stream(6), params.threads);
    return repeat(repeats, [&](Rng rng) {
        ResidualNetwork network = residual_start(rules, blocks, params.residual_width, rng);
        return change_by_one_step(std::move(network), params.learning_rate, rng);
    });
}

/// @brief The change by one step at every number of blocks, with Fixup's factor and without.
inline Result change_by_blocks(const Params& params, Progress& progress = silent()) {
    Chart chart{.name = "change_by_blocks",
                .x_axis = {"residual blocks", Scale::log},
                .y_axis = {"change of the answers by one step", Scale::log},
                .tolerance = {1e-6}};
    const std::vector<std::size_t> counts = block_counts(params);
    std::vector<std::vector<double>> with;
    std::vector<std::vector<double>> without;
    progress.begin("sizes of residual networks", counts.size());
    for (const std::size_t blocks : counts) {
        chart.x.push_back(static_cast<double>(blocks));
        with.push_back(changes(Rules::zeros_and_factor, blocks, params));
        without.push_back(changes(Rules::zeros, blocks, params));
        progress.step();
    }
    chart.curves.push_back(banded("Fixup", transposed(with)));
    chart.curves.push_back(banded("without the factor", transposed(without)));
    Result result;
    result.chart(chart);
    result.value("few_blocks", static_cast<double>(counts.front()),
                 "blocks of the shallowest residual network", exact);
    result.add(parameter_value(params, "most_blocks"));
    result.value("change_fixup_few", quantile(with.front(), 0.5),
                 "change by one step, Fixup, fewest blocks", {1e-6});
    result.value("change_fixup_most", quantile(with.back(), 0.5), "the same, most blocks",
                 {1e-6});
    result.value("change_zeros_few", quantile(without.front(), 0.5),
                 "zeros without the factor, fewest blocks", {1e-6});
    result.value("change_zeros_most", quantile(without.back(), 0.5),
                 "the same, most blocks", {1e-6});
    return result;
}

/// @brief The change by one step of He's weights alone.
inline Result change_without_rules(const Params& params) {
    // At 32 blocks most of these networks leave the range of doubles by this one step.
    const std::size_t blocks = std::min<std::size_t>(8, params.most_blocks);
    Result result;
    result.value("he_blocks", static_cast<double>(blocks),
                 "blocks of the network of He's weights alone", exact);
    result.value("change_he", quantile(changes(Rules::none, blocks, params), 0.5),
                 "change by one step, He, at he_blocks", {1e-6});
    return result;
}

}  // namespace winit::chapter14
