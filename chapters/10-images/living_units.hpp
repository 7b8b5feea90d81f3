/// @file living_units.hpp
/// @brief Chapter 10: which hidden units are still on for some picture, while it learns?
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/common_direction.hpp"
#include "chapters/10-images/params.hpp"
#include "chapters/10-images/random_pictures.hpp"
#include "chapters/10-images/starts.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter10 {

/// @brief Hidden units of the first layer that are on for at least one picture.
inline std::size_t living_units(const NetworkOf<float>& network,
                                const MatrixOf<float>& pictures) {
    const MatrixOf<float> z = linear(pictures, network.layers.front().weights);
    const VectorOf<float>& biases = network.layers.front().biases;
    std::size_t living = 0;
    for (std::size_t unit = 0; unit < z.shape(1); ++unit) {
        bool on = false;
        for (std::size_t picture = 0; picture < z.shape(0) && !on; ++picture) {
            on = z(picture, unit) + biases(unit) > 0.0F;
        }
        living += on ? 1 : 0;
    }
    return living;
}

/// @brief One pass over the pictures; the living units are counted after some of the steps.
/// @param shown  Numbers of steps in rising order.
// [begin count_living]
inline std::vector<double> count_living(const Pictures& pictures, double learning_rate,
                                        const std::vector<std::size_t>& shown, Rng& rng) {
    NetworkOf<float> network = make_mlp(he_start(), slide_pixels, rng);
    WorkspaceOf<float> workspace(network, 1);
    std::array<std::size_t, 1> step{0};
    ClassificationOf<float> picture = select<float>(pictures.train, step);
    std::vector<double> living;
    for (const std::size_t next : shown) {
        for (; step[0] < next; ++step[0]) {
            gather<float>(pictures.train, step, picture);
            forward(network, picture.inputs, workspace);
            loss_gradient(workspace.outputs(), picture, workspace.output_gradient());
            backward_and_sgd_step(network, picture.inputs, workspace, learning_rate);
        }
        living.push_back(static_cast<double>(living_units(network, pictures.train.inputs)));
    }
    return living;
}
// [end count_living]

/// @brief The living units of many networks: counts[network][step shown].
inline std::vector<std::vector<double>> living_by_step(
    double center, const std::vector<std::size_t>& shown, const Params& params,
    Progress& progress) {
    return repeat({params.seeds, params.seed, params.threads}, [&](Rng rng) {
        const Pictures pictures = noise_pictures(params, center, rng);
        auto living = count_living(pictures, params.learning_rate, shown, rng);
        progress.step();
        return living;
    });
}

/// @brief Units that die in the first epoch, beside what their pictures have in common.
inline Result dying_units(const Params& params, Progress& progress = silent()) {
    progress.begin("networks that die", 2 * params.seeds);
    Result result;
    const auto shown = spread_out(params.samples, 2.0);
    Chart chart{.name = "living_units",
                .x_axis = {"pictures seen", Scale::log},
                .y_axis = {"units that are ever on"},
                .x = {shown.begin(), shown.end()},
                .tolerance = {.relative = 0.0, .absolute = 10.0}};
    for (const Offset& offset : offsets()) {
        const auto living = living_by_step(offset.size, shown, params, progress);
        chart.curves.push_back(banded(offset.name, living));
        result.value("living_" + offset.name, chart.curves.back().y.back(),
                     "first hidden units that are ever on after one epoch, median, He, " +
                         offset.name,
                     {.relative = 0.0, .absolute = 8.0});
        result.add(common_direction(offset, params));
    }
    result.add(common_direction_by_theory(params));
    result.chart(chart);
    return result;
}

}  // namespace winit::chapter10
