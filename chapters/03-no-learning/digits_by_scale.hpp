/// @file digits_by_scale.hpp
/// @brief Chapter 3: the same wait in a tanh network on digits, predicted from the data.
#pragma once

#include <cmath>
#include <cstddef>
#include <tuple>
#include <vector>

#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/scales.hpp"
#include "chapters/03-no-learning/two_layers.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter03 {

/// @brief The digits that the tanh network learns.
inline Classification some_digits(const Params& params) {
    Rng rng = Rng(params.seed).stream(1000);
    return split(digits(), params.digit_samples, rng).train;
}

/// @brief Largest factor between pixels and classes, once the biases know the class shares.
///
/// Near zero the network's error is (label minus fraction of its class), whatever the weights.
/// Its product with the pixels, averaged over the samples, drives both layers.
/// @return  Largest singular value of that matrix, per unit of learning rate.
// [begin strongest_factor]
inline double strongest_factor(const Classification& data) {
    const auto samples = static_cast<double>(data.labels.size());
    const auto counts = class_counts(data);
    Matrix error = xt::zeros<double>({data.labels.size(), data.classes});
    for (std::size_t sample = 0; sample < data.labels.size(); ++sample) {
        for (std::size_t k = 0; k < data.classes; ++k) {
            const double fraction = static_cast<double>(counts[k]) / samples;
            error(sample, k) = (data.labels[sample] == k ? 1.0 : 0.0) - fraction;
        }
    }
    const Matrix drive = xt::linalg::dot(xt::transpose(error), data.inputs) / samples;
    return std::get<1>(xt::linalg::svd(drive))(0);
}
// [end strongest_factor]

/// @brief Time until a tanh network that starts near zero has learned something.
// [begin digit_wait]
inline double digit_wait(const Classification& data, double scale, const Params& params,
                         Rng rng) {
    const Initializer initializer = [scale](Fans fans, Rng& source) {
        return normal_weights(fans, scale, source);
    };
    Network network =
        make_network<double>({data.inputs.shape(1), params.digit_width, data.classes},
                             {.hidden = Activation::tanh}, initializer, rng);
    Workspace workspace(network, data.labels.size());
    std::vector<double> loss;
    do {
        loss.push_back(value_and_gradient(network, data, workspace));
        sgd_step(network, workspace, params.digit_rate);
    } while (loss.back() > left_at && loss.size() < 5000);
    return params.digit_rate * crossing(loss, left_at);
}
// [end digit_wait]

/// @brief Its waits: [run][decade], from the largest scale down.
inline std::vector<std::vector<double>> digit_waits(const Classification& data,
                                                    const Params& params) {
    const auto scales = decades_down(params.digit_decades);
    return repeat({params.digit_seeds, params.seed, params.threads}, [&](const Rng& rng) {
        std::vector<double> times;
        for (const double scale : scales) {
            times.push_back(digit_wait(data, scale, params, rng));
        }
        return times;
    });
}

/// @brief The wait over the scale of the start, and the slope that the data predict.
inline Result digits_by_scale(const Params& params) {
    const Classification data = some_digits(params);
    const double factor = strongest_factor(data);
    const double rate = growth_rate(factor, params.digit_rate);
    Curve measured = banded("tanh on digits", digit_waits(data, params), -1, 0.0, 1.0);
    measured.mark = Mark::points;
    Chart chart{.name = "digits_by_scale",
                .x_axis = {"scale of the weights at the start", Scale::log},
                .y_axis = {"time until something is learned"},
                .x = decades_down(params.digit_decades),
                .tolerance = {.relative = 1e-3}};
    Curve theory{.label = "", .mark = Mark::theory};
    for (const double scale : chart.x) {
        theory.y.push_back(measured.y.back() + std::log(chart.x.back() / scale) / rate);
    }
    chart.curves = {measured, theory};
    Result result;
    result.chart(chart);
    result.value("digit_factor", factor, "strongest factor between pixels and classes",
                 {.relative = 1e-8});
    result.value("digit_slope", slope_per_decade(measured.y),
                 "wait per decade of scale, digits, measured", {.relative = 1e-3});
    result.value("digit_slope_theory", std::log(10.0) / rate,
                 "wait per decade of scale, digits, by theory", {.relative = 1e-8});
    return result;
}

}  // namespace winit::chapter03
