/// @file networks.hpp
/// @brief Chapter 5: one deep network per scheme: its sizes, its singular values, its figures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/05-xavier/digit_jacobians.hpp"
#include "chapters/05-xavier/paper_figures.hpp"
#include "chapters/05-xavier/params.hpp"
#include "chapters/05-xavier/schemes.hpp"
#include "chapters/05-xavier/singular_values.hpp"
#include "chapters/05-xavier/sizes.hpp"
#include "chapters/05-xavier/start.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter05 {

/// @brief Numbers of one network: sizes in the first and the last hidden layer, singular values.
inline Result numbers_of(const Scheme& scheme, const Start& start, const Params& params) {
    Result result;
    const Tolerance loose{.relative = 1e-6};
    const auto measured = measured_sizes(start.workspace, params.depth);
    const auto predicted =
        predicted_sizes({Activation::tanh, scheme.variance}, params.depth);
    const std::string of = "_" + scheme.name;
    const std::string by = ", " + scheme.label;
    for (std::size_t l = 0; l < params.depth; ++l) {
        const std::string layer = std::to_string(l + 1);
        result.data("std_" + layer + of, measured[l].activations,
                    "standard deviation of the activations, layer " + layer + by, loose);
        result.data("theory_std_" + layer + of, predicted[l].activations,
                    "the same by mean field" + by, loose);
    }
    result.value("back" + of, measured.front().back_propagated,
                 "gradient in the first hidden layer as a share of the last's" + by, loose);
    result.data("theory_back" + of, predicted.front().back_propagated,
                "the same by mean field" + by, loose);
    result.value("weight_gradient" + of, measured.front().weight_gradients,
                 "weight gradient in the first hidden layer as a share of the last's" + by,
                 loose);
    result.data("theory_weight_gradient" + of, predicted.front().weight_gradients,
                "the same by mean field" + by, loose);
    result.value("singular_weights" + of,
                 sample_mean(singular_values(start.network.layers.front().weights)),
                 "mean singular value of the first layer's weights" + by, loose);
    result.value("theory_singular" + of, quarter_circle_mean(scheme.variance),
                 "the same by theory" + by, loose);
    result.value("singular_tanh" + of, mean_over_layers(start, params.depth),
                 "mean singular value of a layer's Jacobian, unit inputs" + by, loose);
    result.value("singular_digits" + of,
                 mean_on_digits(scheme.initializer, params, Rng(params.seed)),
                 "mean singular value of a layer's Jacobian, digits as inputs" + by, loose);
    return result;
}

/// @brief One network per scheme: their numbers, and the three figures.
inline Result networks(const Params& params) {
    const auto list = schemes();
    std::vector<Result> numbers(list.size());
    std::vector<PaperFigures> figures(list.size());
    parallel_for(list.size(), params.threads, [&](std::size_t i) {
        const Start network =
            start(Activation::tanh, list[i].initializer, params, Rng(params.seed));
        numbers[i] = numbers_of(list[i], network, params);
        add_network(list[i], network, params, figures[i]);
    });
    Result result;
    PaperFigures drawn;
    const auto append = [](Chart& chart, const Chart& more) {
        chart.curves.insert(chart.curves.end(), more.curves.begin(), more.curves.end());
        chart.y_axis.ticks = more.y_axis.ticks;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        result.add(numbers[i]);
        append(drawn.activations, figures[i].activations);
        append(drawn.back_propagated, figures[i].back_propagated);
        append(drawn.weight_gradients, figures[i].weight_gradients);
    }
    result.chart(drawn.activations);
    result.chart(drawn.back_propagated);
    result.chart(drawn.weight_gradients);
    return result;
}

}  // namespace winit::chapter05
