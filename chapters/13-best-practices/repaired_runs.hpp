/// @file repaired_runs.hpp
/// @brief Chapter 13: networks from good and bad starts, with something that may repair them.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/normalization.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"

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
    const auto sizes = stack_sizes(2 * params.repair_blocks, params.repair_width);
    return normalized(
        make_network<float>(sizes, {.hidden = Activation::relu}, cell.start, rng),
        cell.repair.norm);
}

/// @brief A residual network whose branches end over the root of their number.
inline ResidualNetworkOf<float> repaired_residual(const Repaired& cell,
                                                  const Params& params, Rng& rng) {
    auto network =
        make_residual_network<float>({.inputs = 64,
                                      .width = params.repair_width,
                                      .hidden = params.repair_width,
                                      .outputs = 10,
                                      .blocks = params.repair_blocks},
                                     Activation::relu, cell.start, rng, cell.repair.norm);
    for (auto& block : network.blocks) {
        block.second.weights /= std::sqrt(static_cast<float>(params.repair_blocks));
    }
    return network;
}

/// @brief Digits to learn from, to choose on and to be judged on: mean 0, mean square 1 in training.
inline PartsOf<float> repaired_parts(const Params& params, Rng& rng) {
    static const Classification all = digits();
    const auto order = random_order(all.labels.size(), rng);
    const auto take = [&](std::size_t first, std::size_t count) {
        return select(all, std::span(order).subspan(first, count));
    };
    const std::size_t learned = params.repair_samples;
    const std::size_t chosen_on = params.grid_validation;
    Parts parts{.train = take(0, learned),
                .validation = take(learned, chosen_on),
                .test = take(learned + chosen_on, params.grid_test)};
    const Vector means = xt::mean(parts.train.inputs, {0});
    parts.train.inputs -= means;
    const double size = root_mean_square(parts.train.inputs);
    parts.train.inputs /= size;
    parts.validation.inputs = (parts.validation.inputs - means) / size;
    parts.test.inputs = (parts.test.inputs - means) / size;
    return {convert<float>(parts.train), convert<float>(parts.validation),
            convert<float>(parts.test)};
}

/// @brief Train one network of a cell, and score it at every budget.
inline std::vector<Scores> train_repaired(const Repaired& cell, Stepper stepper,
                                          double rate,
                                          const std::vector<std::size_t>& epochs,
                                          const Params& params, Rng rng) {
    const PartsOf<float> parts = repaired_parts(params, rng);
    const auto learn = [&](auto model) {
        return train_and_score(model, parts, stepper, rate, params.repair_batch, epochs,
                               rng);
    };
    return cell.repair.residual ? learn(repaired_residual(cell, params, rng))
                                : learn(repaired_stack(cell, params, rng));
}

}  // namespace winit::chapter13
