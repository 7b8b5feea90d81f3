/// @file repaired_runs.hpp
/// @brief Chapter 13: networks from good and bad starts, with something that may repair them.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/13-best-practices/fair_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/normalization.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief Where the weights of a network with ReLU come from, its last layer's too.
inline std::vector<Labeled<InitializerOf<float>>> repaired_starts() {
    return {{"zeros", "zeros", zero_weights<float>},
            {"small", "0.01", slides::small<float>},
            {"torch", "PyTorch's", slides::xavier<float>},
            {"gain", "our gain", he_normal<float>},
            {"large", "1", slides::random<float>}};
}

/// @brief What may make up for a start.
struct Repair {
    Normalization norm =
        Normalization::none;  ///< In front of every ReLU but a branch's second.
    bool residual =
        false;  ///< Blocks of two layers, their ends over the root of their number.
};

/// @brief What is tried, without and with Adam.
inline std::vector<Labeled<Repair>> repairs() {
    return {{"none", "none", {}},
            {"layer_norm", "LayerNorm", {.norm = Normalization::layer}},
            {"batch_norm", "BatchNorm", {.norm = Normalization::batch}},
            {"residual", "residual", {.residual = true}},
            {"pre_norm",
             "residual, LayerNorm",
             {.norm = Normalization::layer, .residual = true}}};
}

/// @brief One cell of the comparison.
struct Repaired {
    InitializerOf<float> start;
    Repair repair;
};

/// @brief Every start with every repair, the repairs of one start side by side.
inline std::vector<Labeled<Repaired>> repaired_cells() {
    std::vector<Labeled<Repaired>> cells;
    for (const auto& start : repaired_starts()) {
        for (const auto& repair : repairs()) {
            cells.push_back({start.name + "_" + repair.name,
                             start.label + ", " + repair.label,
                             {start.item, repair.item}});
        }
    }
    return cells;
}

/// @brief A plain stack as deep as the residual network has layers in its branches.
inline NormalizedNetworkOf<float> repaired_stack(const Repaired& cell, const Params& params,
                                                 Rng& rng) {
    const auto sizes = stack_sizes(2 * params.repair_blocks, params.stream);
    return normalized(
        make_network<float>(sizes, {.hidden = Activation::relu}, cell.start, rng),
        cell.repair.norm);
}

/// @brief A residual network whose branches end over the root of their number.
inline ResidualNetworkOf<float> repaired_residual(const Repaired& cell,
                                                  const Params& params, Rng& rng) {
    auto network =
        make_residual_network<float>({.inputs = 64,
                                      .width = params.stream,
                                      .hidden = params.stream,
                                      .outputs = 10,
                                      .blocks = params.repair_blocks},
                                     Activation::relu, cell.start, rng, cell.repair.norm);
    for (auto& block : network.blocks) {
        block.second.weights /= std::sqrt(static_cast<float>(params.repair_blocks));
    }
    return network;
}

/// @brief Train one network of a cell, and score it at every budget.
inline std::vector<Scores> train_repaired(const Repaired& cell, Stepper stepper,
                                          double rate, const Params& params, Rng rng) {
    const PartsOf<float> parts = grid_parts(params, rng);
    const auto learn = [&](auto model) {
        return train_and_score(model, parts, stepper, rate, params.grid_batch,
                               params.grid_epochs, rng);
    };
    return cell.repair.residual ? learn(repaired_residual(cell, params, rng))
                                : learn(repaired_stack(cell, params, rng));
}

}  // namespace winit::chapter13
