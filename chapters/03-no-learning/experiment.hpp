/// @file experiment.hpp
/// @brief Chapter 3: how long does a network wait near zero?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/bands.hpp"
#include "snippets/theory/modes.hpp"
#include "snippets/training/sgd.hpp"

namespace winit::chapter03 {

/// Everything that can change the outcome.
struct Params {
    Vector factors = {4.0, 2.0, 1.0};  ///< What each input is to be multiplied by.
    std::size_t width = 32;            ///< Hidden units between inputs and outputs.
    double scale = 1e-3;               ///< Standard deviation of the weights at the start.
    double learning_rate = 0.01;       ///< Step of gradient descent.
    double duration = 14.0;            ///< Time that is drawn: steps x learning rate.
    std::size_t decades = 8;          ///< Scales 0.01, 0.001, ... whose waits are measured.
    std::size_t seeds = 20;           ///< Random starts per scale.
    std::size_t digit_samples = 200;  ///< Digits of the tanh network.
    std::size_t digit_width = 16;     ///< Its hidden units.
    double digit_rate = 0.5;          ///< Its learning rate.
    std::size_t digit_decades = 10;   ///< Scales whose waits are measured there.
    std::size_t digit_seeds = 5;      ///< Random starts per scale there.
    std::uint64_t seed = 3;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.decades = 4, .seeds = 4, .digit_decades = 3, .digit_seeds = 2};
}

/// @brief A change of weights along or against a gradient.
using Step = std::function<void(Matrix&, const Matrix&, double)>;

/// @brief Gradient descent for one matrix: downhill.
// [begin downhill]
inline void downhill(Matrix& weights, const Matrix& gradient, double learning_rate) {
    xt::noalias(weights) -= learning_rate * gradient;
}
// [end downhill]

/// @brief Two layers of weights with nothing between them: y = second first x.
struct TwoLayers {
    Matrix first;   ///< Shape (width, inputs).
    Matrix second;  ///< Shape (outputs, width).
};

/// @brief Normal weights of mean zero in both layers.
inline TwoLayers random_layers(std::size_t modes, std::size_t width, double scale,
                               Rng& rng) {
    return {.first = normal_weights({.fan_in = modes, .fan_out = width}, scale, rng),
            .second = normal_weights({.fan_in = width, .fan_out = modes}, scale, rng)};
}

/// @brief Derivatives of the loss |second first - target|^2 / 2 by both layers.
// [begin two_layer_gradient]
inline TwoLayers gradient(const TwoLayers& layers, const Matrix& target) {
    const Matrix error = xt::linalg::dot(layers.second, layers.first) - target;
    return {.first = xt::linalg::dot(xt::transpose(layers.second), error),
            .second = xt::linalg::dot(error, xt::transpose(layers.first))};
}
// [end two_layer_gradient]

/// @brief What training leaves behind, before each step and at the end.
struct Course {
    std::vector<double> loss = {};
    std::vector<std::vector<double>> modes = {};  ///< [step][mode]: how strong it is.
};

/// @brief Train two layers to multiply input k by factor k.
// [begin learn_factors]
inline Course learn(TwoLayers layers, const Vector& factors, double learning_rate,
                    std::size_t steps, const Step& step) {
    const Matrix target = xt::diag(factors);
    Course course;
    for (std::size_t i = 0; i <= steps; ++i) {
        const Matrix product = xt::linalg::dot(layers.second, layers.first);
        course.loss.push_back(0.5 * xt::sum(xt::square(product - target))());
        const Vector strengths = xt::diagonal(product);
        course.modes.emplace_back(strengths.begin(), strengths.end());
        const TwoLayers slope = gradient(layers, target);
        step(layers.first, slope.first, learning_rate);
        step(layers.second, slope.second, learning_rate);
    }
    return course;
}
// [end learn_factors]

/// @brief Where theory starts a mode: the part of both layers that pulls the same way.
// [begin shared_start]
inline double shared_start(const TwoLayers& layers, std::size_t mode) {
    double length = 0.0;
    for (std::size_t unit = 0; unit < layers.first.shape(0); ++unit) {
        const double sum = layers.first(unit, mode) + layers.second(mode, unit);
        length += sum * sum;
    }
    return length / 4.0;
}
// [end shared_start]

/// @brief First moment at which a curve passes a level, in steps, between two of them if need be.
inline double crossing(const std::vector<double>& curve, double level) {
    for (std::size_t step = 1; step < curve.size(); ++step) {
        const double before = curve[step - 1] - level;
        const double after = curve[step] - level;
        if (before * after <= 0.0 && before != after) {
            return static_cast<double>(step - 1) + before / (before - after);
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// @brief One mode of a course, step by step.
inline std::vector<double> strength_of(const Course& course, std::size_t mode) {
    std::vector<double> strength;
    for (const auto& modes : course.modes) {
        strength.push_back(modes[mode]);
    }
    return strength;
}

/// @brief Growth of a small mode per unit of time, with steps of finite length.
///
/// A step multiplies what both layers share by \f$1 + \eta s\f$; in the limit of short steps
/// the rate is s.
// [begin growth_rate]
inline double growth_rate(double factor, double learning_rate) {
    return std::log1p(learning_rate * factor) / learning_rate;
}
// [end growth_rate]

/// @brief Time until each mode is half learned, for one random start.
/// @return  One time per mode, in units of steps x learning rate.
inline std::vector<double> waits(double scale, const Params& params, Rng rng) {
    const std::size_t modes = params.factors.size();
    const auto layers = random_layers(modes, params.width, scale, rng);
    const double slowest = xt::amin(params.factors)();
    const double enough =
        2.0 + 2.0 * half_rise_time(slowest, 0.4 * std::min(1.0, scale * scale) * slowest);
    const auto steps = static_cast<std::size_t>(enough / params.learning_rate);
    const Course course =
        learn(layers, params.factors, params.learning_rate, steps, downhill);
    std::vector<double> times;
    for (std::size_t mode = 0; mode < modes; ++mode) {
        times.push_back(params.learning_rate *
                        crossing(strength_of(course, mode), 0.5 * params.factors(mode)));
    }
    return times;
}

/// @brief Largest of the compared scales, as a power of ten: above it no start is small.
inline constexpr double first_decade = -2.0;

/// @brief Scales 0.01, 0.001, ...: one per decade.
inline std::vector<double> decades_down(std::size_t count) {
    std::vector<double> scales;
    for (std::size_t decade = 0; decade < count; ++decade) {
        scales.push_back(std::pow(10.0, first_decade - static_cast<double>(decade)));
    }
    return scales;
}

/// @brief The waits of many starts: [mode][run][decade], from the largest scale down.
inline std::vector<std::vector<std::vector<double>>> waits_by_scale(const Params& params) {
    const std::size_t modes = params.factors.size();
    std::vector<std::vector<std::vector<double>>> times(
        modes, std::vector<std::vector<double>>(params.seeds,
                                                std::vector<double>(params.decades)));
    const auto scales = decades_down(params.decades);
    parallel_for(params.seeds * params.decades, params.threads, [&](std::size_t job) {
        const std::size_t run = job / params.decades;
        const std::size_t decade = job % params.decades;
        const double scale = scales[decade];
        const auto wait = waits(scale, params, Rng(params.seed).stream(run));
        for (std::size_t mode = 0; mode < modes; ++mode) {
            times[mode][run][decade] = wait[mode];
        }
    });
    return times;
}

/// @brief Digits for the network with a bend.
inline Classification some_digits(const Params& params) {
    Rng rng = Rng(params.seed).stream(1000);
    return split(digits(), params.digit_samples, rng).train;
}

/// @brief Largest factor between pixels and classes, once the biases know the class shares.
///
/// Near zero the network's error is (label minus share of its class), whatever the weights.
/// Its product with the pixels, averaged over the samples, drives both layers.
/// @return  Largest singular value of that matrix, per unit of learning rate.
// [begin strongest_factor]
inline double strongest_factor(const Classification& data) {
    const auto samples = static_cast<double>(data.labels.size());
    const auto counts = class_counts(data);
    Matrix error = xt::zeros<double>({data.labels.size(), data.classes});
    for (std::size_t sample = 0; sample < data.labels.size(); ++sample) {
        for (std::size_t k = 0; k < data.classes; ++k) {
            const double share = static_cast<double>(counts[k]) / samples;
            error(sample, k) = (data.labels[sample] == k ? 1.0 : 0.0) - share;
        }
    }
    const Matrix drive = xt::linalg::dot(xt::transpose(error), data.inputs) / samples;
    return std::get<1>(xt::linalg::svd(drive))(0);
}
// [end strongest_factor]

/// @brief Training loss (nats) at which the tanh network counts as off the saddle.
inline constexpr double left_at = 2.0;

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
        forward(network, data.inputs, workspace);
        loss.push_back(cross_entropy(workspace.outputs(), data.labels));
        cross_entropy_gradient(workspace.outputs(), data.labels, workspace.deltas.back());
        backward(network, data.inputs, workspace);
        sgd_step(network, workspace, params.digit_rate);
    } while (loss.back() > left_at && loss.size() < 5000);
    return params.digit_rate * crossing(loss, left_at);
}
// [end digit_wait]

/// @brief Its waits: [run][decade], from the largest scale down.
inline std::vector<std::vector<double>> digit_waits(const Classification& data,
                                                    const Params& params) {
    std::vector<std::vector<double>> times(params.digit_seeds,
                                           std::vector<double>(params.digit_decades));
    const auto scales = decades_down(params.digit_decades);
    parallel_for(params.digit_seeds, params.threads, [&](std::size_t run) {
        for (std::size_t decade = 0; decade < params.digit_decades; ++decade) {
            const double scale = scales[decade];
            times[run][decade] =
                digit_wait(data, scale, params, Rng(params.seed).stream(run));
        }
    });
    return times;
}

/// @brief Change per decade over the smaller half of the scales: the law is one of small starts.
inline double slope_per_decade(const std::vector<double>& times) {
    const std::size_t middle = times.size() / 2;
    const auto decades = static_cast<double>(times.size() - 1 - middle);
    return (times.back() - times[middle]) / decades;
}

/// @brief First experiment: the loss of five starts.
inline void loss_by_time(const Params& params, Result& result) {
    struct Start {
        std::string name;
        std::string label;
        double scale;
        Step step;
    };
    const std::vector<Start> starts{
        {"zeros", "zeros", 0.0, downhill},
        {"large", "scale 1e-2", 1e-2, downhill},
        {"middle", "scale 1e-4", 1e-4, downhill},
        {"small", "scale 1e-6", 1e-6, downhill},
        {"climb", "1e-4, plus sign", 1e-4, slides::climb<double>}};
    const auto steps = static_cast<std::size_t>(params.duration / params.learning_rate);
    const std::size_t stride = std::max<std::size_t>(1, steps / 350);
    Chart chart{.name = "loss_by_time",
                .x_axis = {"time: steps x learning rate"},
                .y_axis = {"loss"},
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    for (std::size_t step = 0; step <= steps; step += stride) {
        chart.x.push_back(params.learning_rate * static_cast<double>(step));
    }
    for (const Start& start : starts) {
        Rng rng(params.seed);
        const auto layers =
            random_layers(params.factors.size(), params.width, start.scale, rng);
        const auto loss =
            learn(layers, params.factors, params.learning_rate, steps, start.step).loss;
        const double ceiling = 2.0 * loss.front();
        Curve curve{.label = start.label};
        bool drawn = true;
        for (std::size_t step = 0; step <= steps; step += stride) {
            drawn = drawn && loss[step] <= ceiling;
            curve.y.push_back(drawn ? loss[step]
                                    : std::numeric_limits<double>::quiet_NaN());
        }
        chart.curves.push_back(curve);
        if (start.name == "climb") {
            result.values.push_back({"climb_doubled",
                                     crossing(loss, ceiling),
                                     "steps until the loss has doubled, plus sign",
                                     {.relative = 1e-6}});
            continue;
        }
        result.values.push_back({"loss_" + start.name,
                                 loss.back(),
                                 "loss at the end, " + start.label,
                                 {.relative = 1e-6, .absolute = 1e-9}});
        if (start.name == "small") {
            const double moved = crossing(loss, 0.9 * loss.front());
            result.values.push_back(
                {"stall",
                 std::round(moved),
                 "steps until a tenth of the loss is gone, " + start.label,
                 {.relative = 0.0, .absolute = 1.0}});
            const auto half = static_cast<std::size_t>(0.5 * moved);
            result.values.push_back({"stall_half",
                                     static_cast<double>(half),
                                     "half as many steps",
                                     {.relative = 0.0, .absolute = 1.0}});
            result.values.push_back({"stall_drop",
                                     1.0 - loss[half] / loss.front(),
                                     "share of the loss that is gone by then",
                                     {.relative = 0.1}});
        }
    }
    result.charts.push_back(chart);
    result.values.push_back({"loss_start", 0.5 * xt::sum(xt::square(params.factors))(),
                             "loss of a network of zeros"});
}

/// @brief Second experiment: one start, mode by mode, with the theory of its own numbers.
inline void modes_by_time(const Params& params, Result& result) {
    const auto steps = static_cast<std::size_t>(8.0 / params.learning_rate);
    const std::size_t stride = std::max<std::size_t>(1, steps / 160);
    Rng rng(params.seed);
    const auto layers =
        random_layers(params.factors.size(), params.width, params.scale, rng);
    const Course course =
        learn(layers, params.factors, params.learning_rate, steps, downhill);
    Chart chart{.name = "modes_by_time",
                .x_axis = {"time: steps x learning rate"},
                .y_axis = {"factor learned so far"},
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    for (std::size_t step = 0; step <= steps; step += stride) {
        chart.x.push_back(params.learning_rate * static_cast<double>(step));
    }
    double distance = 0.0;
    for (std::size_t mode = 0; mode < params.factors.size(); ++mode) {
        const double factor = params.factors(mode);
        const double start = shared_start(layers, mode);
        const int color = static_cast<int>(mode);
        Curve dots{.label = "factor " + std::to_string(std::lround(factor)),
                   .mark = Mark::points,
                   .color = color};
        Curve theory{.label = "", .mark = Mark::theory, .color = color};
        for (std::size_t step = 0; step <= steps; step += stride) {
            const double time = params.learning_rate * static_cast<double>(step);
            const double learned = course.modes[step][mode];
            const bool dot = step % (4 * stride) == 0;
            dots.y.push_back(dot ? learned : std::numeric_limits<double>::quiet_NaN());
            theory.y.push_back(mode_strength(time, factor, start));
            distance = std::max(distance, std::abs(learned - theory.y.back()) / factor);
        }
        chart.curves.push_back(dots);
        chart.curves.push_back(theory);
        result.values.push_back(
            {"half_" + std::to_string(mode + 1),
             params.learning_rate * crossing(strength_of(course, mode), 0.5 * factor),
             "time until half is learned, " + dots.label,
             {.relative = 1e-6}});
        result.values.push_back({"half_theory_" + std::to_string(mode + 1),
                                 half_rise_time(factor, start),
                                 "the same by theory, " + dots.label});
    }
    result.charts.push_back(chart);
    result.values.push_back(
        {"largest_distance",
         distance,
         "largest distance between dots and theory, as share of a factor",
         {.relative = 1e-4}});
}

/// @brief Third experiment: the wait over the scale, for every mode.
inline void wait_by_scale(const Params& params, Result& result) {
    const auto times = waits_by_scale(params);
    Chart chart{.name = "wait_by_scale",
                .x_axis = {"scale of the weights at the start", Scale::log},
                .y_axis = {"time until half is learned"},
                .x = decades_down(params.decades),
                .tolerance = {.relative = 1e-6}};
    const auto width = static_cast<double>(params.width);
    for (std::size_t mode = 0; mode < params.factors.size(); ++mode) {
        const double factor = params.factors(mode);
        const int color = static_cast<int>(mode);
        const Band measured = band(times[mode], 0.0, 1.0);
        chart.curves.push_back({.label = "factor " + std::to_string(std::lround(factor)),
                                .y = measured.median,
                                .mark = Mark::points,
                                .color = color});
        Curve theory{.label = "", .mark = Mark::theory, .color = color};
        for (const double scale : chart.x) {
            theory.y.push_back(half_rise_time(factor, 0.5 * width * scale * scale));
        }
        chart.curves.push_back(theory);
        const std::string name = std::to_string(mode + 1);
        const std::string meaning = ", " + chart.curves[2 * mode].label;
        result.values.push_back({"slope_" + name,
                                 slope_per_decade(measured.median),
                                 "wait per decade of scale, measured" + meaning,
                                 {.relative = 1e-5}});
        result.values.push_back({"slope_theory_" + name, std::log(10.0) / factor,
                                 "wait per decade of scale, short steps" + meaning});
        result.values.push_back(
            {"slope_steps_" + name,
             std::log(10.0) / growth_rate(factor, params.learning_rate),
             "wait per decade of scale, steps of this length" + meaning});
    }
    result.charts.push_back(chart);
}

/// @brief Fourth experiment: the same law in a network with a bend, on digits.
inline void digits_by_scale(const Params& params, Result& result) {
    const Classification data = some_digits(params);
    const double rate = growth_rate(strongest_factor(data), params.digit_rate);
    const Band measured = band(digit_waits(data, params), 0.0, 1.0);
    Chart chart{.name = "digits_by_scale",
                .x_axis = {"scale of the weights at the start", Scale::log},
                .y_axis = {"time until something is learned"},
                .x = decades_down(params.digit_decades),
                .tolerance = {.relative = 1e-3}};
    chart.curves.push_back({.label = "tanh on digits",
                            .y = measured.median,
                            .mark = Mark::points,
                            .lower = measured.lower,
                            .upper = measured.upper});
    Curve theory{.label = "", .mark = Mark::theory};
    for (const double scale : chart.x) {
        theory.y.push_back(measured.median.back() +
                           std::log(chart.x.back() / scale) / rate);
    }
    chart.curves.push_back(theory);
    result.charts.push_back(chart);
    result.values.push_back({"digit_factor",
                             strongest_factor(data),
                             "strongest factor between pixels and classes",
                             {.relative = 1e-8}});
    result.values.push_back({"digit_slope",
                             slope_per_decade(measured.median),
                             "wait per decade of scale, digits, measured",
                             {.relative = 1e-3}});
    result.values.push_back({"digit_slope_theory",
                             std::log(10.0) / rate,
                             "wait per decade of scale, digits, by theory",
                             {.relative = 1e-8}});
}

/// @brief Loss (w - 1)^2 / 2 after one step from 0.
inline double after_one_step(const Step& step, double learning_rate) {
    Matrix weight{{0.0}};
    step(weight, Matrix{{-1.0}}, learning_rate);
    return 0.5 * (weight(0, 0) - 1.0) * (weight(0, 0) - 1.0);
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("width", params.width, "hidden units");
    result.parameter("scale", params.scale,
                     "standard deviation of the weights at the start");
    result.parameter("learning_rate", params.learning_rate, "step of gradient descent");
    result.parameter("steps",
                     static_cast<std::size_t>(params.duration / params.learning_rate),
                     "steps of the loss curves");
    result.parameter("seeds", params.seeds, "random starts per scale");
    result.parameter("decades", params.decades, "scales, one per decade");
    result.parameter("digit_samples", params.digit_samples, "digits of the tanh network");
    result.parameter("digit_width", params.digit_width, "its hidden units");
    result.parameter("digit_rate", params.digit_rate, "its learning rate");
    result.parameter("digit_seeds", params.digit_seeds, "its random starts per scale");
    result.parameter("left_at", left_at, "loss (nats) at which it has left");
    result.parameter("sign_rate", 0.1, "learning rate of the slide");
    result.values.push_back(
        {"sign_start", after_one_step(downhill, 0.0), "(w - 1)^2 / 2 at w = 0"});
    result.values.push_back({"sign_minus", after_one_step(downhill, 0.1),
                             "the same after one step against the gradient"});
    result.values.push_back({"sign_plus", after_one_step(slides::climb<double>, 0.1),
                             "the same after one step of the slide"});
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params) {
    Result result;
    parameters(params, result);
    loss_by_time(params, result);
    modes_by_time(params, result);
    wait_by_scale(params, result);
    digits_by_scale(params, result);
    return result;
}

}  // namespace winit::chapter03
