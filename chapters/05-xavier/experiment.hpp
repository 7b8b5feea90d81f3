/// @file experiment.hpp
/// @brief Chapter 5: what do Xavier's weights balance, and what does the slide's formula do?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"
#include "snippets/theory/quadrature.hpp"

namespace winit::chapter05 {

/// Everything that can change the outcome.
struct Params {
    std::size_t depth = 5;      ///< Hidden tanh layers, as in the paper.
    std::size_t width = 1000;   ///< Units of each hidden layer, as in the paper.
    std::size_t classes = 10;   ///< Units of the softmax on top.
    std::size_t samples = 200;  ///< Random inputs that the network sees.
    std::size_t layer_units =
        256;  ///< Larger side of the layers whose factors are measured.
    std::size_t layer_draws = 200;  ///< Such layers per shape.
    std::uint64_t seed = 5;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 300, .samples = 100, .layer_units = 64, .layer_draws = 100};
}

/// @brief Memory of the largest objects (bytes): weights, gradients, one layer's decomposition.
///
/// With several threads, both networks of the figures exist at once.
inline double bytes(const Params& params) {
    const double networks = params.threads > 1 ? 2.0 : 1.0;
    const auto width = static_cast<double>(params.width);
    const auto layers = static_cast<double>(params.depth);
    const auto samples = static_cast<double>(params.samples);
    return networks * 8.0 * width * (width * (2.0 * layers + 4.0) + 4.0 * samples * layers);
}

/// @brief A rule for weights under the name that figures and values use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    double variance;  ///< Width times the variance of a weight, in a square layer.
    int color;        ///< Its color in every figure.
};

inline std::vector<Scheme> schemes() {
    return {
        {"heuristic", "heuristic", heuristic_uniform<double>, 1.0 / 3.0, 1},
        {"xavier", "Xavier", glorot_uniform<double>, 1.0, 0},
    };
}

/// @brief What one linear layer does to mean squares, in both directions.
struct Factors {
    double forward;   ///< Of the signal: behind the layer over before it.
    double backward;  ///< Of the gradient: before the layer over behind it.
};

/// @brief Send a random signal forward and a random gradient back through one random layer.
// [begin layer_factors]
inline Factors layer_factors(const Initializer& initializer, Fans fans, Rng& rng) {
    const Matrix weights = initializer(fans, rng);
    const Matrix signal = normal_matrix(1, fans.fan_in, 0.0, 1.0, rng);
    const Matrix gradient = normal_matrix(1, fans.fan_out, 0.0, 1.0, rng);

    const Matrix forth = linear(signal, weights);
    const Matrix back = xt::linalg::dot(gradient, weights);
    return {.forward = mean_square(forth) / mean_square(signal),
            .backward = mean_square(back) / mean_square(gradient)};
}
// [end layer_factors]

/// @brief The same on average over many layers of one shape.
inline Factors mean_factors(const Initializer& initializer, Fans fans, std::size_t draws,
                            std::uint64_t seed, std::size_t threads = 1) {
    const Rng root(seed);
    std::vector<Factors> all(draws);
    parallel_for(draws, threads, [&](std::size_t draw) {
        Rng rng = root.stream(draw);
        all[draw] = layer_factors(initializer, fans, rng);
    });
    Factors sum{0.0, 0.0};
    for (const Factors& factors : all) {
        sum.forward += factors.forward;
        sum.backward += factors.backward;
    }
    const auto count = static_cast<double>(draws);
    return {sum.forward / count, sum.backward / count};
}

/// @brief A deep network at its start, and one pass forward and back.
struct Start {
    Network network;
    Matrix inputs;
    Workspace workspace;
};

/// @brief The network of Glorot and Bengio's figures, on random inputs with random labels.
inline Start start(Activation hidden, const Initializer& initializer, const Params& params,
                   Rng rng) {
    std::vector<std::size_t> sizes(params.depth + 2, params.width);
    sizes.back() = params.classes;
    const Network network =
        make_network<double>(sizes, {.hidden = hidden}, initializer, rng);
    Start start{.network = network,
                .inputs = normal_matrix(params.samples, params.width, 0.0, 1.0, rng),
                .workspace = Workspace(network, params.samples)};
    Labels labels;
    for (std::size_t sample = 0; sample < params.samples; ++sample) {
        labels.push_back(rng.below(params.classes));
    }
    forward(start.network, start.inputs, start.workspace);
    cross_entropy_gradient(start.workspace.outputs(), labels,
                           start.workspace.deltas.back());
    backward(start.network, start.inputs, start.workspace);
    return start;
}

/// @brief Sizes in one hidden layer; those of gradients as a share of the last hidden layer's.
struct Sizes {
    double activations;       ///< Root mean square of \f$h_l\f$.
    double back_propagated;   ///< Of \f$\partial L/\partial z_l\f$, over the last layer's.
    double weight_gradients;  ///< Of \f$\partial L/\partial W_l\f$, over the last layer's.
};

/// @brief Sizes in the hidden layers, measured.
inline std::vector<Sizes> measured_sizes(const Workspace& workspace, std::size_t depth) {
    std::vector<Sizes> sizes;
    const std::size_t last = depth - 1;
    for (std::size_t l = 0; l < depth; ++l) {
        sizes.push_back(
            {.activations = root_mean_square(workspace.activations[l]),
             .back_propagated = root_mean_square(workspace.deltas[l]) /
                                root_mean_square(workspace.deltas[last]),
             .weight_gradients = root_mean_square(workspace.gradients[l].weights) /
                                 root_mean_square(workspace.gradients[last].weights)});
    }
    return sizes;
}

/// @brief Mean square of the pre-activations in each layer of a very wide network.
///
/// The inputs have mean square 1, the weights variance `weight_variance / n`.
inline std::vector<double> pre_activation_sizes(const MeanField& field, std::size_t depth) {
    std::vector<double> q = {field.weight_variance};
    while (q.size() < depth) {
        q.push_back(q_map(field, q.back()));
    }
    return q;
}

/// @brief Sizes in the hidden layers of a very wide network, by mean-field theory.
// [begin mean_field_sizes]
inline std::vector<Sizes> predicted_sizes(const MeanField& field, std::size_t depth) {
    const std::vector<double> q = pre_activation_sizes(field, depth);
    std::vector<Sizes> sizes(depth);
    double gradient = 1.0;  // mean square, as a share of the last hidden layer's
    for (std::size_t l = depth; l-- > 0;) {
        gradient *= l + 1 < depth ? chi(field, q[l]) : 1.0;
        const double input =
            l > 0 ? activation_mean_square(field.activation, q[l - 1]) : 1.0;
        sizes[l] = {
            .activations = std::sqrt(activation_mean_square(field.activation, q[l])),
            .back_propagated = std::sqrt(gradient),
            .weight_gradients = std::sqrt(gradient * input)};
    }
    const double last = sizes.back().weight_gradients;
    for (Sizes& layer : sizes) {
        layer.weight_gradients /= last;
    }
    return sizes;
}
// [end mean_field_sizes]

/// @brief Mean singular value of the Jacobian of one tanh layer, at one input.
///
/// It is the matrix of \f$\partial h_l/\partial h_{l-1}\f$: the slopes times the weights.
/// @param layer  Index of the hidden layer, from 0.
// [begin mean_singular_value]
inline double mean_singular_value(const Start& start, std::size_t layer) {
    Matrix jacobian = start.network.layers[layer].weights;
    const Matrix& pre_activations = start.workspace.pre_activations[layer];
    for (std::size_t unit = 0; unit < jacobian.shape(0); ++unit) {
        const double slope = Tanh::derivative(pre_activations(0, unit));
        xt::view(jacobian, unit, xt::all()) *= slope;
    }
    return sample_mean(singular_values(jacobian));
}
// [end mean_singular_value]

/// @brief The same, mean over the hidden layers.
inline double mean_over_layers(const Start& start, std::size_t depth) {
    double sum = 0.0;
    for (std::size_t layer = 0; layer < depth; ++layer) {
        sum += mean_singular_value(start, layer);
    }
    return sum / static_cast<double>(depth);
}

/// @brief Mean singular value of a large square matrix of independent weights.
/// @param variance  Width times the variance of a weight.
inline double quarter_circle_mean(double variance) {
    return 8.0 * std::sqrt(variance) / (3.0 * std::numbers::pi);
}

/// @brief Density of \f$h = \tanh z\f$ for normal z of mean square q.
inline double tanh_density(double h, double q) {
    if (std::abs(h) >= 1.0) {
        return 0.0;
    }
    const double root = std::sqrt(q);
    return normal_density(std::atanh(h) / root) / (root * (1.0 - h * h));
}

/// @brief Density of \f$f'(z)\,g\f$: a normal gradient from above, times the slope of tanh.
/// @param x       Where.
/// @param stddev  Root mean square of the product.
/// @param q       Mean square of the pre-activations z.
inline double gradient_density(double x, double stddev, double q) {
    const double from_above =
        stddev / std::sqrt(derivative_mean_square(Activation::tanh, q));
    return gaussian_mean([&](double z) {
        const double width = from_above * Tanh::derivative(std::sqrt(q) * z);
        return width > 1e-3 * from_above ? normal_density(x / width) / width : 0.0;
    });
}

/// @brief Position and height of one measured or predicted density.
struct Ridge {
    std::size_t layer;  ///< From 1: the height of its foot.
    std::vector<double> density = {};
    Mark mark = Mark::line;
    int color = 0;
    std::string label = {};
};

/// @brief Put a density on the line of its layer, scaled to a peak of nearly one layer.
inline void add_ridge(Chart& chart, Ridge ridge, double peak) {
    const auto foot = static_cast<double>(ridge.layer);
    for (double& height : ridge.density) {
        height = foot + 0.9 * height / peak;
    }
    std::vector<double>& ticks = *chart.y_axis.ticks;
    if (ticks.empty() || ticks.back() < foot) {
        ticks.push_back(foot);
    }
    chart.curves.push_back({.label = ridge.label,
                            .y = ridge.density,
                            .mark = ridge.mark,
                            .color = ridge.color});
}

/// @brief The largest number of a list.
inline double peak_of(const std::vector<double>& density) {
    return *std::max_element(density.begin(), density.end());
}

/// @brief Numbers at equal distances, the centers of bins.
inline Chart ridges(const std::string& name, const std::string& x_label, double reach) {
    constexpr std::size_t bins = 121;
    const Histogram empty{-reach, reach, std::vector<std::size_t>(bins)};
    return {.name = name,
            .x_axis = {x_label},
            .y_axis = {"hidden layer", Scale::linear, std::vector<double>{}},
            .x = bin_centers(empty),
            .tolerance = {.relative = 0.0, .absolute = 0.02}};
}

/// @brief Measured density of a sample, as a share of `unit`, over the bins of a chart.
inline std::vector<double> measured_density(const Chart& chart, const Matrix& sample,
                                            double unit) {
    const double reach = -chart.x.front() * static_cast<double>(chart.x.size()) /
                         static_cast<double>(chart.x.size() - 1);
    return bin_densities(histogram(Matrix(sample / unit), -reach, reach, chart.x.size()));
}

/// @brief A density by theory over the bins of a chart.
template <class Density>
std::vector<double> predicted_density(const Chart& chart, const Density& density) {
    std::vector<double> heights;
    for (const double x : chart.x) {
        heights.push_back(density(x));
    }
    return heights;
}

/// @brief Figures 6, 7 and 8 of Glorot and Bengio, one network per scheme.
struct Remake {
    Chart activations = ridges("activations", "activation", 1.0);
    Chart back_propagated =
        ridges("back_propagated", "gradient at the layer / its size in the last", 3.0);
    Chart weight_gradients =
        ridges("weight_gradients", "weight gradient / its size in the last", 3.0);
};

/// @brief Add the layers of one network to the three figures.
inline void add_network(const Scheme& scheme, const Start& start, const Params& params,
                        Remake& remake) {
    const MeanField field{Activation::tanh, scheme.variance};
    const auto q = pre_activation_sizes(field, params.depth);
    const auto theory = predicted_sizes(field, params.depth);
    const std::size_t last = params.depth - 1;
    const double unit_back = root_mean_square(start.workspace.deltas[last]);
    const double unit_weights = root_mean_square(start.workspace.gradients[last].weights);
    const auto add = [&](Chart& chart, std::size_t l, const Matrix& sample, double unit,
                         const std::vector<double>& predicted) {
        const auto measured = measured_density(chart, sample, unit);
        const double peak = std::max(peak_of(measured), peak_of(predicted));
        add_ridge(
            chart,
            {l + 1, measured, Mark::line, scheme.color, l == last ? scheme.label : ""},
            peak);
        // A unit of the last layer hears too few outputs for its gradient to be normal.
        if (l < last || &chart != &remake.back_propagated) {
            add_ridge(chart, {l + 1, predicted, Mark::theory, scheme.color}, peak);
        }
    };
    for (std::size_t l = 0; l < params.depth; ++l) {
        add(remake.activations, l, start.workspace.activations[l], 1.0,
            predicted_density(remake.activations,
                              [&](double h) { return tanh_density(h, q[l]); }));
        add(remake.back_propagated, l, start.workspace.deltas[l], unit_back,
            predicted_density(remake.back_propagated, [&](double x) {
                return gradient_density(x, theory[l].back_propagated, q[l]);
            }));
        add(remake.weight_gradients, l, start.workspace.gradients[l].weights, unit_weights,
            predicted_density(remake.weight_gradients, [&](double x) {
                const double size = theory[l].weight_gradients;
                return normal_density(x / size) / size;
            }));
    }
}

/// @brief Numbers of one network: sizes in the first and the last hidden layer, singular values.
inline void describe(const Scheme& scheme, const Start& start, const Params& params,
                     Result& result) {
    const Tolerance loose{.relative = 1e-6};
    const auto measured = measured_sizes(start.workspace, params.depth);
    const auto predicted =
        predicted_sizes({Activation::tanh, scheme.variance}, params.depth);
    const auto value = [&](const std::string& name, double number,
                           const std::string& meaning) {
        result.values.push_back(
            {name + "_" + scheme.name, number, meaning + ", " + scheme.label, loose});
    };
    for (std::size_t l = 0; l < params.depth; ++l) {
        const std::string layer = std::to_string(l + 1);
        value("std_" + layer, measured[l].activations,
              "standard deviation of the activations, layer " + layer);
        value("theory_std_" + layer, predicted[l].activations, "the same by mean field");
    }
    value("back", measured.front().back_propagated,
          "gradient in the first hidden layer as a share of the last's");
    value("theory_back", predicted.front().back_propagated, "the same by mean field");
    value("weight_gradient", measured.front().weight_gradients,
          "weight gradient in the first hidden layer as a share of the last's");
    value("theory_weight_gradient", predicted.front().weight_gradients,
          "the same by mean field");
    value("singular_weights",
          sample_mean(singular_values(start.network.layers.front().weights)),
          "mean singular value of the first layer's weights");
    value("theory_singular", quarter_circle_mean(scheme.variance), "the same by theory");
    value("singular_tanh", mean_over_layers(start, params.depth),
          "mean singular value of a layer's Jacobian, tanh included");
}

/// @brief One network per scheme: their numbers, and the three figures.
inline void networks(const Params& params, Result& result) {
    const auto list = schemes();
    std::vector<Result> numbers(list.size());
    std::vector<Remake> figures(list.size());
    parallel_for(list.size(), params.threads, [&](std::size_t i) {
        const Start network =
            start(Activation::tanh, list[i].initializer, params, Rng(params.seed));
        describe(list[i], network, params, numbers[i]);
        add_network(list[i], network, params, figures[i]);
    });
    Remake remake;
    const auto append = [](Chart& chart, const Chart& more) {
        chart.curves.insert(chart.curves.end(), more.curves.begin(), more.curves.end());
        chart.y_axis.ticks = more.y_axis.ticks;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        result.values.insert(result.values.end(), numbers[i].values.begin(),
                             numbers[i].values.end());
        append(remake.activations, figures[i].activations);
        append(remake.back_propagated, figures[i].back_propagated);
        append(remake.weight_gradients, figures[i].weight_gradients);
    }
    result.charts = {remake.activations, remake.back_propagated, remake.weight_gradients};
}

/// @brief Forward and backward factor over the shape of the layer.
inline void factors_by_shape(const Params& params, Result& result) {
    Chart chart{.name = "factors_by_shape",
                .x_axis = {"inputs / outputs of the layer", Scale::log},
                .y_axis = {"factor on the mean square", Scale::log},
                .tolerance = {.relative = 1e-6}};
    Curve forward{.label = "signal, Xavier", .mark = Mark::points, .color = 0};
    Curve backward{.label = "gradient, Xavier", .mark = Mark::points, .color = 2};
    Curve slide_forward{.label = "signal, heuristic", .mark = Mark::points, .color = 1};
    Curve forward_theory{.label = "", .mark = Mark::theory, .color = 0};
    Curve backward_theory{.label = "", .mark = Mark::theory, .color = 2};
    Curve slide_theory{.label = "", .mark = Mark::theory, .color = 1};
    const std::size_t large = params.layer_units;
    chart.x = {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0};
    for (const double ratio : chart.x) {
        const auto scaled = [large](double share) {
            return static_cast<std::size_t>(
                std::max(1.0, share * static_cast<double>(large)));
        };
        const Fans fans{.fan_in = scaled(std::min(1.0, ratio)),
                        .fan_out = scaled(std::min(1.0, 1.0 / ratio))};
        const Factors xavier = mean_factors(
            glorot_uniform<double>, fans, params.layer_draws, params.seed, params.threads);
        const Factors slide = mean_factors(heuristic_uniform<double>, fans,
                                           params.layer_draws, params.seed, params.threads);
        forward.y.push_back(xavier.forward);
        backward.y.push_back(xavier.backward);
        slide_forward.y.push_back(slide.forward);
        forward_theory.y.push_back(2.0 * ratio / (1.0 + ratio));
        backward_theory.y.push_back(2.0 / (1.0 + ratio));
        slide_theory.y.push_back(1.0 / 3.0);
    }
    result.values.push_back({"factor_forward_wide", forward.y.front(),
                             "factor on the signal, Xavier, eight outputs per input"});
    result.values.push_back({"factor_backward_wide", backward.y.front(),
                             "factor on the gradient, Xavier, eight outputs per input"});
    chart.curves = {forward,         forward_theory, backward,
                    backward_theory, slide_forward,  slide_theory};
    result.charts.push_back(chart);
}

/// @brief Bounds of the slide's example and of a large layer.
inline void bounds(Result& result) {
    for (const Fans fans : {Fans{3, 4}, Fans{4, 2}, Fans{784, 256}}) {
        const std::string shape =
            std::to_string(fans.fan_in) + "_" + std::to_string(fans.fan_out);
        const std::string fans_in_words = ", " + std::to_string(fans.fan_in) +
                                          " inputs and " + std::to_string(fans.fan_out) +
                                          " outputs";
        result.values.push_back({"bound_xavier_" + shape, glorot_bound(fans),
                                 "bound of Xavier's weights" + fans_in_words});
        result.values.push_back({"bound_slide_" + shape, heuristic_bound(fans.fan_in),
                                 "bound of the slide's weights" + fans_in_words});
    }
}

/// @brief What theory says of very deep networks: where sizes settle, what gradients do.
inline void settled(Result& result) {
    const MeanField sigmoid{Activation::sigmoid, 1.0};
    const MeanField five_thirds{Activation::tanh, 25.0 / 9.0};
    const double q = q_fixed_point(five_thirds);
    const double shrink = chi(sigmoid, q_fixed_point(sigmoid));
    result.values.push_back(
        {"chi_sigmoid", shrink, "factor on the gradient's mean square per sigmoid layer"});
    result.values.push_back({"shrink_sigmoid", 1.0 / shrink, "one over it"});
    result.values.push_back({"std_five_thirds",
                             std::sqrt(activation_mean_square(Activation::tanh, q)),
                             "standard deviation where tanh settles, gain 5/3"});
    result.values.push_back({"chi_five_thirds", chi(five_thirds, q),
                             "factor on the gradient's mean square per layer there"});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("depth", params.depth, "hidden tanh layers");
    result.parameter("width", params.width, "units of each hidden layer");
    result.parameter("classes", params.classes, "classes of the softmax");
    result.parameter("samples", params.samples, "random inputs");
    result.parameter("layer_units", params.layer_units,
                     "larger side of the layers that are measured");
    result.parameter("layer_draws", params.layer_draws, "such layers per shape");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params) {
    Result result;
    parameters(params, result);
    bounds(result);
    networks(params, result);
    settled(result);
    factors_by_shape(params, result);
    return result;
}

}  // namespace winit::chapter05
