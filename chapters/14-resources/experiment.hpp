/// @file experiment.hpp
/// @brief Chapter 14: six papers, each read by computing one thing that it says.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/core/xtensor.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/mean_field.hpp"
#include "snippets/theory/modes.hpp"

namespace winit::chapter14 {

/// Everything that can change the outcome.
struct Params {
    std::size_t width = 100;         ///< Units per layer, and rows of a random matrix.
    std::size_t depth = 30;          ///< ReLU layers that a gradient crosses.
    std::size_t networks = 50;       ///< Random networks per start.
    std::size_t factors = 5;         ///< Matrices in a product.
    double target = 1.0;             ///< s: strength of the mode that two layers learn.
    double start = 1e-4;             ///< Its strength at the start.
    double learning_rate = 0.01;     ///< Step of gradient descent.
    double bias_variance = 0.05;     ///< Of the tanh networks.
    std::size_t tanh_networks = 50;  ///< Networks per weight variance.
    std::size_t tanh_width = 200;    ///< Their units per layer.
    std::size_t tanh_depth = 20;     ///< Their layers.
    std::size_t most_blocks = 64;    ///< Blocks of the deepest residual network.
    std::size_t stream = 32;         ///< Width of the residual networks.
    std::uint64_t seed = 14;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.width = 50,
            .networks = 10,
            .tanh_networks = 2,
            .tanh_width = 100,
            .most_blocks = 16};
}

/// @brief Memory of the largest objects (bytes): one network of each kind and its workspace, per
///        thread.
inline double bytes(const Params& params) {
    const auto square = [](std::size_t side) {
        return static_cast<double>(side) * static_cast<double>(side);
    };
    const double relu = square(params.width) * static_cast<double>(params.depth);
    const double tanh = square(params.tanh_width) * static_cast<double>(params.tanh_depth);
    const double residual =
        square(params.stream) * static_cast<double>(2 * params.most_blocks);
    return 16.0 * static_cast<double>(params.threads) * (relu + tanh + residual);
}

/// @brief Middle of many numbers.
inline double median(std::vector<double> numbers) {
    return quantile(std::move(numbers), 0.5);
}

/// @brief Blocks of the residual networks: doubled from 2 on, and at last the most.
inline std::vector<std::size_t> block_counts(const Params& params) {
    std::vector<std::size_t> counts;
    for (std::size_t blocks = 2; blocks < params.most_blocks; blocks *= 2) {
        counts.push_back(blocks);
    }
    counts.push_back(params.most_blocks);
    return counts;
}

// Glorot and Bengio (2010).

/// @brief By how much a square layer stretches a direction, on average over its own directions.
// [begin mean_stretch]
inline double mean_stretch(const Initializer& initializer, std::size_t width, Rng& rng) {
    const Matrix weights = initializer({.fan_in = width, .fan_out = width}, rng);
    const Vector stretches = singular_values(weights);
    return xt::mean(stretches)();
}
// [end mean_stretch]

// He et al. (2015).

/// @brief Share of a gradient's mean square that ReLU layers let back through to the first one.
// [begin gradient_left]
inline double gradient_left(const Initializer& initializer, Activation activation,
                            std::size_t width, std::size_t depth, Rng& rng) {
    const std::vector<std::size_t> sizes(depth + 1, width);
    const Network network =
        make_network<double>(sizes, {.hidden = activation}, initializer, rng);
    const Matrix input = normal_matrix(1, width, 0.0, 1.0, rng);
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    workspace.deltas.back() = normal_matrix(1, width, 0.0, 1.0, rng);
    const double arrives = mean_square(workspace.deltas.back());
    backward(network, input, workspace);
    return mean_square(workspace.deltas.front()) / arrives;
}
// [end gradient_left]

// Mishkin and Matas (2016).

/// @brief What LSUV makes of orthogonal weights, on digits.
struct Measured {
    double before =
        0.0;  ///< Variance of the last layer's pre-activations, orthogonal weights.
    double after = 0.0;  ///< Largest distance of any layer's variance from 1, after LSUV.
    std::size_t divisions = 0;  ///< Most divisions that a layer took.
};

// [begin measure_and_divide]
inline Measured measure_and_divide(Activation activation, std::size_t width,
                                   std::size_t depth, Rng& rng) {
    const Matrix images =
        take_per_class(winit::digits(), std::vector<std::size_t>(10, 20)).inputs;
    std::vector<std::size_t> sizes(depth + 1, width);
    sizes.front() = images.shape(1);
    Network network =
        make_network<double>(sizes, {.hidden = activation}, orthogonal<double>, rng);
    Workspace workspace(network, images.shape(0));
    forward(network, images, workspace);
    Measured measured{.before = sample_variance(workspace.pre_activations.back()),
                      .after = 0.0};

    const std::vector<std::size_t> divisions = lsuv(network, images);
    forward(network, images, workspace);
    for (const Matrix& layer : workspace.pre_activations) {
        measured.after = std::max(measured.after, std::abs(sample_variance(layer) - 1.0));
    }
    measured.divisions = *std::ranges::max_element(divisions);
    return measured;
}
// [end measure_and_divide]

// Saxe, McClelland and Ganguli (2014).

/// @brief Time until two layers of one weight each have learned half of a factor.
// [begin time_to_half]
inline double time_to_half(double target, double start, double learning_rate) {
    double first = std::sqrt(start);
    double second = first;
    double time = 0.0;
    while (first * second < 0.5 * target) {
        const double missing = target - first * second;
        const double step = learning_rate * missing * second;
        second += learning_rate * missing * first;
        first += step;
        time += learning_rate;
    }
    return time;
}
// [end time_to_half]

/// @brief Singular values of a product of random square matrices, the largest first.
// [begin product_spectrum]
inline Vector product_spectrum(const Initializer& initializer, std::size_t width,
                               std::size_t factors, Rng& rng) {
    const Fans square{.fan_in = width, .fan_out = width};
    Matrix product = initializer(square, rng);
    for (std::size_t factor = 1; factor < factors; ++factor) {
        product = Matrix(xt::linalg::dot(initializer(square, rng), product));
    }
    return singular_values(product);
}
// [end product_spectrum]

// Schoenholz et al. (2017).

/// @brief Growth of a gradient's mean square per layer of a tanh network, on its way back.
///
/// The input has the size at which the signal has settled, so every layer is like the next.
// [begin growth_per_layer]
inline double growth_per_layer(const MeanField& field, std::size_t width, std::size_t depth,
                               Rng& rng) {
    const double n = static_cast<double>(width);
    const double q = q_fixed_point(field);
    const double input_size = (q - field.bias_variance) / field.weight_variance;
    Network network = make_network<double>(
        std::vector<std::size_t>(depth + 1, width), {.hidden = field.activation},
        [&](Fans fans, Rng& draws) {
            return normal_weights(fans, std::sqrt(field.weight_variance / n), draws);
        },
        rng);
    for (Layer& layer : network.layers) {
        for (double& bias : layer.biases) {
            bias = std::sqrt(field.bias_variance) * rng.normal();
        }
    }
    const Matrix input = normal_matrix(1, width, 0.0, std::sqrt(input_size), rng);
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    workspace.deltas.back() = normal_matrix(1, width, 0.0, 1.0, rng);
    const double arrives = mean_square(workspace.deltas.back());
    backward(network, input, workspace);
    const double layers = static_cast<double>(depth - 1);
    return std::log(mean_square(workspace.deltas.front()) / arrives) / layers;
}
// [end growth_per_layer]

// Zhang, Dauphin and Ma (2019).

/// @brief Root mean square by which one step of gradient descent changes the answers.
///
/// The biases of the blocks stand still: the paper's derivation has none. Where the answers are no
/// numbers any more, the change is infinite.
// [begin change_by_one_step]
inline double change_by_one_step(ResidualNetwork network, double learning_rate, Rng& rng) {
    constexpr std::size_t samples = 16;
    const std::size_t features = network.input.weights.shape(1);
    const std::size_t classes = network.output.weights.shape(0);
    const Matrix batch = normal_matrix(samples, features, 0.0, 1.0, rng);
    Labels labels;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        labels.push_back(rng.below(classes));
    }
    ResidualWorkspace workspace(network, samples);
    forward(network, batch, workspace);
    const Matrix before = workspace.outputs;
    cross_entropy_gradient(workspace.outputs, labels, workspace.output_delta);
    backward(network, batch, workspace);
    for (auto& block : workspace.blocks) {
        block.first.biases.fill(0.0);
        block.second.biases.fill(0.0);
    }
    sgd_step(parameters_of(network, workspace), learning_rate);
    forward(network, batch, workspace);
    const double change = root_mean_square(Matrix(workspace.outputs - before));
    return std::isnan(change) ? std::numeric_limits<double>::infinity() : change;
}
// [end change_by_one_step]

/// @brief Which of Fixup's rules a residual network starts by.
enum class Rules { none, zeros, zeros_and_factor };

/// @brief A residual network with He's weights and some of Fixup's rules.
///
/// Its output layer stays random, so that a gradient reaches the blocks at the first step already.
// [begin residual_start]
inline ResidualNetwork residual_start(Rules rules, std::size_t blocks, std::size_t width,
                                      Rng& rng) {
    const ResidualSizes sizes{
        .inputs = width, .width = width, .hidden = width, .outputs = 10, .blocks = blocks};
    ResidualNetwork network =
        make_residual_network<double>(sizes, Activation::relu, he_normal<double>, rng);
    const double factor = fixup_factor(blocks, 2);
    for (ResidualBlockOf<double>& block : network.blocks) {
        if (rules == Rules::zeros_and_factor) {
            block.first.weights *= factor;
        }
        if (rules != Rules::none) {
            block.second.weights.fill(0.0);
        }
    }
    return network;
}
// [end residual_start]

/// @brief Changes by one step, over many networks.
inline std::vector<double> changes(Rules rules, std::size_t blocks, const Params& params) {
    std::vector<double> found(params.networks);
    const Rng root = Rng(params.seed).stream(6);
    parallel_for(params.networks, params.threads, [&](std::size_t i) {
        Rng rng = root.stream(i);
        ResidualNetwork network = residual_start(rules, blocks, params.stream, rng);
        found[i] = change_by_one_step(std::move(network), params.learning_rate, rng);
    });
    return found;
}

/// @brief What a paper says, and what came out here.
inline void glorot(const Params& params, Result& result) {
    Rng rng = Rng(params.seed).stream(1);
    const double heuristic = mean_stretch(heuristic_uniform<double>, params.width, rng);
    const double xavier = mean_stretch(glorot_uniform<double>, params.width, rng);
    result.values.push_back({"stretch_heuristic",
                             heuristic,
                             "mean singular value of a square layer, heuristic",
                             {1e-6}});
    result.values.push_back({"stretch_xavier",
                             xavier,
                             "mean singular value of a square layer, Xavier",
                             {1e-6}});
}

inline void he(const Params& params, Result& result) {
    const Rng root = Rng(params.seed).stream(2);
    const auto left = [&](const Initializer& initializer) {
        std::vector<double> shares(params.networks);
        parallel_for(params.networks, params.threads, [&](std::size_t i) {
            Rng rng = root.stream(i);
            shares[i] = gradient_left(initializer, Activation::relu, params.width,
                                      params.depth, rng);
        });
        return median(shares);
    };
    result.values.push_back({"gradient_he",
                             left(he_normal<double>),
                             "mean square of a gradient left after the ReLU layers, He",
                             {1e-6}});
    result.values.push_back(
        {"gradient_xavier", left(glorot_normal<double>), "the same, Xavier", {1e-6}});
    result.values.push_back({"ratio_per_layer",
                             std::pow(result["gradient_xavier"] / result["gradient_he"],
                                      1.0 / static_cast<double>(params.depth - 1)),
                             "Xavier's share over He's, per layer",
                             {1e-6}});
}

inline void mishkin(const Params& params, Result& result) {
    constexpr std::size_t depth = 10;
    result.parameter("lsuv_layers", depth, "layers that LSUV scales");
    const std::vector<std::pair<std::string, Activation>> cases = {
        {"tanh", Activation::tanh}, {"relu", Activation::relu}};
    for (const auto& [name, activation] : cases) {
        Rng rng = Rng(params.seed).stream(3);
        const Measured measured = measure_and_divide(activation, params.width, depth, rng);
        result.values.push_back({"orthogonal_variance_" + name,
                                 measured.before,
                                 "variance in the last layer, orthogonal weights, " + name,
                                 {1e-6}});
        result.values.push_back(
            {"lsuv_distance_" + name,
             measured.after,
             "largest distance of a layer's variance from 1 after LSUV, " + name,
             {.relative = 0.0, .absolute = 1e-6}});
        result.parameter("lsuv_divisions_" + name, measured.divisions,
                         "most divisions that a layer took, " + name);
    }
}

inline void saxe(const Params& params, Result& result) {
    result.parameter("mode_start", params.start, "strength of the mode at the start");
    result.values.push_back(
        {"half_time",
         time_to_half(params.target, params.start, params.learning_rate),
         "time until half is learned, by gradient descent",
         {1e-6}});
    result.values.push_back({"half_time_theory",
                             half_rise_time(params.target, params.start),
                             "the same by the closed form"});
    Chart chart{.name = "singular_values",
                .x_axis = {"singular value, from the largest"},
                .y_axis = {"singular value of the product", Scale::log},
                .x = counting(1, params.width),
                .tolerance = {1e-4}};
    const auto add = [&](const std::string& label, const Initializer& initializer,
                         std::size_t factors) {
        Rng rng = Rng(params.seed).stream(4);
        const Vector spectrum = product_spectrum(initializer, params.width, factors, rng);
        chart.curves.push_back({.label = label, .y = {spectrum.begin(), spectrum.end()}});
        return spectrum;
    };
    const Vector straight = add("orthogonal", orthogonal<double>, params.factors);
    add("one normal", lecun_normal<double>, 1);
    const Vector bent = add(std::to_string(params.factors) + " normal",
                            lecun_normal<double>, params.factors);
    result.charts.push_back(chart);
    result.values.push_back({"orthogonal_smallest",
                             straight(params.width - 1),
                             "smallest singular value, product of orthogonal matrices",
                             {1e-6}});
    result.values.push_back({"normal_middle",
                             bent(params.width / 2),
                             "middle singular value, product of normal matrices",
                             {1e-6}});
    result.values.push_back({"normal_smallest",
                             bent(params.width - 1),
                             "smallest singular value, product of normal matrices",
                             {1e-4}});
}

inline void schoenholz(const Params& params, Result& result) {
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    result.values.push_back(
        {"critical_variance", critical, "weight variance with chi = 1"});
    const std::vector<std::pair<std::string, double>> cases = {
        {"ordered", 1.4}, {"critical", critical}, {"chaotic", 3.0}};
    const Rng root = Rng(params.seed).stream(5);
    for (const auto& [name, variance] : cases) {
        const MeanField field{Activation::tanh, variance, params.bias_variance};
        std::vector<double> growth(params.tanh_networks);
        parallel_for(params.tanh_networks, params.threads, [&](std::size_t i) {
            Rng rng = root.stream(i);
            growth[i] = growth_per_layer(field, params.tanh_width, params.tanh_depth, rng);
        });
        const double slope = chi(field, q_fixed_point(field));
        result.values.push_back({"variance_" + name, variance, "weight variance, " + name});
        result.values.push_back({"growth_" + name,
                                 std::exp(median(growth)),
                                 "growth of the gradient per layer, " + name,
                                 {1e-6}});
        result.values.push_back({"spread_" + name,
                                 standard_deviation(growth),
                                 "standard deviation of its logarithm, " + name,
                                 {1e-6}});
        result.values.push_back({"chi_" + name, slope, "the same by theory, " + name});
    }
    const MeanField ordered{Activation::tanh, cases[0].second, params.bias_variance};
    const double reach = depth_scale(chi(ordered, q_fixed_point(ordered)));
    result.values.push_back(
        {"depth_scale_ordered", reach,
         "layers over which a gradient falls by a factor of e, ordered"});
}

inline void zhang(const Params& params, Result& result, Progress& progress) {
    Chart chart{.name = "change_by_blocks",
                .x_axis = {"residual blocks", Scale::log},
                .y_axis = {"change of the answers by one step", Scale::log},
                .tolerance = {1e-6}};
    std::vector<std::vector<double>> with;
    std::vector<std::vector<double>> without;
    progress.begin("sizes of residual networks", block_counts(params).size());
    for (const std::size_t blocks : block_counts(params)) {
        chart.x.push_back(static_cast<double>(blocks));
        with.push_back(changes(Rules::zeros_and_factor, blocks, params));
        without.push_back(changes(Rules::zeros, blocks, params));
        progress.step();
    }
    const auto by_network = [&](const std::vector<std::vector<double>>& by_blocks) {
        std::vector<std::vector<double>> runs(params.networks);
        for (const std::vector<double>& at : by_blocks) {
            for (std::size_t i = 0; i < params.networks; ++i) {
                runs[i].push_back(at[i]);
            }
        }
        return runs;
    };
    chart.curves.push_back(banded("Fixup", by_network(with)));
    chart.curves.push_back(banded("without the factor", by_network(without)));
    result.charts.push_back(chart);
    result.parameter("few_blocks", block_counts(params).front(),
                     "blocks of the shallowest residual network");
    result.parameter("most_blocks", params.most_blocks, "blocks of the deepest one");
    const auto add = [&](const std::string& name, double number,
                         const std::string& meaning) {
        result.values.push_back({name, number, meaning, {1e-6}});
    };
    add("change_fixup_few", median(with.front()),
        "change by one step, Fixup, fewest blocks");
    add("change_fixup_most", median(with.back()), "the same, most blocks");
    add("change_zeros_few", median(without.front()),
        "zeros without the factor, fewest blocks");
    add("change_zeros_most", median(without.back()), "the same, most blocks");
    // At 32 blocks most of these networks leave the range of doubles by this one step.
    const std::size_t he_blocks = std::min<std::size_t>(8, params.most_blocks);
    result.parameter("he_blocks", he_blocks, "blocks of the network of He's weights alone");
    add("change_he", median(changes(Rules::none, he_blocks, params)),
        "change by one step, He, at he_blocks");
}

inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("width", params.width, "units per layer");
    result.parameter("depth", params.depth, "ReLU layers");
    result.parameter("crossings", params.depth - 1, "layers that a gradient crosses");
    result.parameter("networks", params.networks, "random networks per start");
    result.parameter("factors", params.factors, "matrices in a product");
    result.parameter("learning_rate", params.learning_rate, "step of gradient descent");
    result.parameter("bias_variance", params.bias_variance,
                     "variance of a bias, tanh networks");
    result.parameter("tanh_width", params.tanh_width, "units per layer, tanh networks");
    result.parameter("tanh_depth", params.tanh_depth, "layers, tanh networks");
    result.parameter("tanh_networks", params.tanh_networks, "tanh networks per variance");
    result.parameter("stream", params.stream, "width of the residual networks");
    glorot(params, result);
    he(params, result);
    mishkin(params, result);
    saxe(params, result);
    schoenholz(params, result);
    zhang(params, result, progress);
    return result;
}

}  // namespace winit::chapter14
