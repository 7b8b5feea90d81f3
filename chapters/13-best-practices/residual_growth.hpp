/// @file residual_growth.hpp
/// @brief Chapter 13: how the signal grows along the stream of a residual network.
#pragma once

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/residual_network.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter13 {

/// @brief Mean square of the stream after the last block, as a share of what came in.
inline double growth_in(const ResidualNetwork& network, const Matrix& input) {
    ResidualWorkspace workspace(network, 1);
    forward(network, input, workspace);
    return mean_square(workspace.residual_stream.back()) /
           mean_square(workspace.residual_stream.front());
}

/// @brief Sizes of a network whose growth is measured.
inline ResidualSizes growth_sizes(std::size_t blocks, std::size_t width) {
    return {
        .inputs = width, .width = width, .hidden = width, .outputs = 10, .blocks = blocks};
}

/// @brief The growth in a random network of one kind of branch.
inline double stream_growth(Branch branch, std::size_t blocks, std::size_t width,
                            Rng& rng) {
    const ResidualNetwork network =
        residual_network(branch, growth_sizes(blocks, width), rng);
    return growth_in(network, normal_matrix(1, width, 0.0, 1.0, rng));
}

/// @brief Growth per block by theory.
inline double growth_per_block(Branch branch, std::size_t blocks) {
    switch (branch) {
        case Branch::plain:
            return 2.0;
        case Branch::scaled:
            return 1.0 + 1.0 / static_cast<double>(blocks);
        case Branch::fixup:
            return 1.0;
    }
    throw std::invalid_argument("growth_per_block: branch must be one of the enumeration");
}

/// @brief The growth of every start in turn, for many networks: growths[network][start].
inline std::vector<std::vector<double>> growths_of_networks(const Params& params) {
    const auto sizes = growth_sizes(params.most_blocks, params.growth_width);
    return repeat({params.networks, params.seed, params.threads}, [&](Rng rng) {
        // All starts from the same weights: most of the time goes into drawing them.
        const ResidualNetwork drawn = residual_network(Branch::plain, sizes, rng);
        const Matrix input = normal_matrix(1, sizes.inputs, 0.0, 1.0, rng);
        std::vector<double> growths;
        for (const Labeled<Branch>& start : residual_starts()) {
            ResidualNetwork started = drawn;
            rescale(started, start.item);
            growths.push_back(growth_in(started, input));
        }
        return growths;
    });
}

/// @brief What residual blocks do to the signal, beside its theory.
inline Result residual_growth(const Params& params) {
    Result result;
    const auto growths = transposed(growths_of_networks(params));
    const auto starts = residual_starts();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto& [name, label, branch] = starts[i];
        result.data("growth_" + name, quantile(growths[i], 0.5),
                    "mean square after all blocks over the input's, median, " + label,
                    {.relative = 1e-6, .absolute = 0.0});
        result.data("growth_theory_" + name,
                    std::pow(growth_per_block(branch, params.most_blocks),
                             static_cast<double>(params.most_blocks)),
                    "the same by theory, on average, " + label);
    }
    return result;
}

}  // namespace winit::chapter13
