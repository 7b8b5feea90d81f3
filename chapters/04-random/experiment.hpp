/// @file experiment.hpp
/// @brief Chapter 4: is any random start a good start?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/bands.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter04 {

/// Everything that can change the outcome.
struct Params {
    std::size_t drawn = 100000;  ///< Weights whose moments are measured.
    std::size_t layers = 10000;  ///< Single layers whose growth is measured.
    std::size_t size = 4;        ///< Rows and columns of each random factor.
    std::size_t factors = 100;   ///< Random matrices multiplied in one walk.
    std::size_t walks = 4000;    ///< Such products.
    std::size_t width = 32;      ///< Hidden units of every layer that is trained.
    std::size_t training_samples =
        400;                          ///< Digits to learn from; the rest are for the test.
    std::size_t batch = 25;           ///< Digits per step.
    std::size_t epochs = 10;          ///< Passes over the training digits.
    std::size_t seeds = 3;            ///< Training runs per depth, scale and rate.
    double momentum = 0.9;            ///< Share of the velocity kept at each step.
    std::size_t bias_samples = 1000;  ///< Digits for the network with random biases.
    std::size_t bias_epochs = 40;     ///< Its passes over them.
    double bias_rate = 0.1;           ///< Its learning rate.
    std::uint64_t seed = 4;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.drawn = 10000,
            .layers = 1000,
            .walks = 400,
            .training_samples = 100,
            .epochs = 5,
            .seeds = 1,
            .bias_epochs = 5};
}

/// @brief Mean growth of the mean square in one layer of the slide, over many layers.
/// @return  Mean of z^2 over the mean square of the input; theory says fan_in / 3.
// [begin layer_growth]
inline double layer_growth(const Initializer& initializer, std::size_t fan_in,
                           std::size_t layers, std::uint64_t seed) {
    const Matrix input = xt::ones<double>({std::size_t{1}, fan_in});
    Rng rng(seed);
    double sum = 0.0;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const Matrix weights = initializer({.fan_in = fan_in, .fan_out = 1}, rng);
        sum += mean_square(linear(input, weights)) / mean_square(input);
    }
    return sum / static_cast<double>(layers);
}
// [end layer_growth]

/// @brief Logarithm of a vector's length after each of many random factors.
/// @return  `factors + 1` numbers, the first of them 0.
// [begin walk]
inline std::vector<double> walk(std::size_t size, std::size_t factors, Rng& rng) {
    Matrix signal = xt::zeros<double>({std::size_t{1}, size});
    signal(0, 0) = 1.0;
    std::vector<double> length{0.0};
    for (std::size_t factor = 0; factor < factors; ++factor) {
        signal = linear(signal, normal_matrix(size, size, 0.0, 1.0, rng));
        const double growth = std::sqrt(xt::sum(xt::square(signal))());
        signal /= growth;
        length.push_back(length.back() + std::log(growth));
    }
    return length;
}
// [end walk]

/// @brief Many walks: [walk][factor].
inline std::vector<std::vector<double>> walks(const Params& params) {
    std::vector<std::vector<double>> all(params.walks);
    parallel_for(params.walks, params.threads, [&](std::size_t index) {
        Rng rng = Rng(params.seed).stream(index);
        all[index] = walk(params.size, params.factors, rng);
    });
    return all;
}

/// @brief Mean of ln|Wx|/|x| for a square W of independent N(0, 1).
///
/// |Wx|^2/|x|^2 is a chi-square number, and the mean of its logarithm is psi(n/2) + ln 2. The
/// digamma function psi follows from psi(1), psi(1/2) and psi(x + 1) = psi(x) + 1/x.
// [begin log_growth]
inline double log_growth(std::size_t size) {
    const bool even = size % 2 == 0;
    double digamma = -std::numbers::egamma - (even ? 0.0 : 2.0 * std::numbers::ln2);
    for (double x = even ? 1.0 : 0.5; x < 0.5 * static_cast<double>(size); x += 1.0) {
        digamma += 1.0 / x;
    }
    return 0.5 * (digamma + std::numbers::ln2);
}
// [end log_growth]

/// @brief Variance of the same: psi'(n/2) / 4.
inline double log_growth_variance(std::size_t size) {
    const bool even = size % 2 == 0;
    double trigamma = std::numbers::pi * std::numbers::pi / (even ? 6.0 : 2.0);
    for (double x = even ? 1.0 : 0.5; x < 0.5 * static_cast<double>(size); x += 1.0) {
        trigamma -= 1.0 / (x * x);
    }
    return 0.25 * trigamma;
}

/// @brief Uniform weights with a standard deviation; 1/sqrt(3) gives the slide's [-1, 1).
inline Initializer uniform_of(double stddev) {
    return [stddev](Fans fans, Rng& rng) {
        return uniform_weights(fans, std::sqrt(3.0) * stddev, rng);
    };
}

/// @brief Train a deep tanh network on some of the digits, test it on the others.
/// @return  Share of the unseen digits that are recognized.
// [begin train_scale]
inline double train(double stddev, std::size_t depth, double learning_rate,
                    const Params& params, Rng rng) {
    const Split data = split(digits(), params.training_samples, rng);
    std::vector<std::size_t> sizes(depth + 2, params.width);
    sizes.front() = data.train.inputs.shape(1);
    sizes.back() = data.train.classes;
    Network network =
        make_network<double>(sizes, {.hidden = Activation::tanh}, uniform_of(stddev), rng);
    const Budget budget{params.batch, params.epochs, learning_rate, params.momentum};
    train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}
// [end train_scale]

/// @brief Learning rates that every scale may choose from.
inline const std::vector<double>& learning_rates() {
    static const std::vector<double> rates{0.01, 0.03};
    return rates;
}

/// @brief Accuracy at the better of the learning rates, for every seed.
// [begin best_accuracies]
inline std::vector<double> best_accuracies(double stddev, std::size_t depth,
                                           const Params& params) {
    std::vector<double> best(params.seeds, 0.0);
    for (std::size_t run = 0; run < params.seeds; ++run) {
        for (const double rate : learning_rates()) {
            const Rng rng = Rng(params.seed).stream(run);
            best[run] = std::max(best[run], train(stddev, depth, rate, params, rng));
        }
    }
    return best;
}
// [end best_accuracies]

/// @brief Hidden layers of the networks that are compared.
inline const std::vector<std::size_t>& depths() {
    static const std::vector<std::size_t> hidden_layers{2, 5, 10};
    return hidden_layers;
}

/// @brief Standard deviation of the slide's weights.
inline double slide_stddev() {
    return 1.0 / std::sqrt(3.0);
}

/// @brief Scales that are compared: four per decade, and the slide's own among them.
inline std::vector<double> scales() {
    std::vector<double> stddevs;
    for (double power = -2.25; power < 0.6; power += 0.25) {
        stddevs.push_back(power == -0.25 ? slide_stddev() : std::pow(10.0, power));
    }
    return stddevs;
}

/// @brief How the biases start in a network whose weights are all zero.
enum class Biases { zero, equal, random };

/// @brief Accuracy on unseen digits of a network with zero weights and one hidden layer.
// [begin train_biases]
inline double train_biases(Biases biases, const Params& params, Rng rng) {
    const Split data = split(digits(), params.bias_samples, rng);
    Network network =
        make_network<double>({data.train.inputs.shape(1), params.width, data.train.classes},
                             {.hidden = Activation::tanh}, zero_weights<double>, rng);
    for (Layer& layer : network.layers) {
        for (double& bias : layer.biases) {
            const double draw = rng.normal();
            bias = biases == Biases::zero ? 0.0 : biases == Biases::equal ? 1.0 : draw;
        }
    }
    const Budget budget{params.batch, params.bias_epochs, params.bias_rate,
                        params.momentum};
    train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}
// [end train_biases]

/// @brief First experiment: the slide's weights themselves, and one layer of them.
inline void slide_weights(const Params& params, Result& result) {
    Rng rng(params.seed);
    const Matrix weights = slides::random({.fan_in = params.drawn, .fan_out = 1}, rng);
    result.values.push_back({"weight_mean",
                             sample_mean(weights),
                             "mean of the slide's weights",
                             {.absolute = 1e-12}});
    result.values.push_back(
        {"weight_variance", sample_variance(weights), "variance of the slide's weights"});
    for (const std::size_t fan_in : {3U, 4U, 100U, 784U}) {
        const std::string inputs = std::to_string(fan_in);
        result.values.push_back(
            {"growth_" + inputs,
             layer_growth(slides::random<double>, fan_in, params.layers, params.seed),
             "growth of the mean square in one layer, " + inputs + " inputs"});
        result.values.push_back({"growth_theory_" + inputs,
                                 static_cast<double>(fan_in) / 3.0,
                                 "the same by theory, " + inputs + " inputs"});
    }
}

/// @brief Second experiment: products of random matrices.
inline void random_products(const Params& params, Result& result) {
    const auto all = walks(params);
    Chart chart{.name = "walks",
                .x_axis = {"random factors"},
                .y_axis = {"length of the vector", Scale::log},
                .tolerance = {.relative = 1e-6}};
    Curve typical{.label = "typical", .color = 0};
    Curve typical_theory{.label = "", .mark = Mark::theory, .color = 0};
    Curve average{.label = "root mean square", .color = 1};
    Curve average_theory{.label = "its expectation", .mark = Mark::theory, .color = 1};
    const auto count = static_cast<double>(params.walks);
    double mean = 0.0;
    double spread = 0.0;
    double largest = 0.0;
    double largest_share = 0.0;
    for (std::size_t factor = 0; factor <= params.factors; ++factor) {
        double sum = 0.0;
        double squares = 0.0;
        double lengths = 0.0;
        largest = all.front()[factor];
        for (const auto& one : all) {
            sum += one[factor];
            squares += one[factor] * one[factor];
            lengths += std::exp(2.0 * one[factor]);
            largest = std::max(largest, one[factor]);
        }
        mean = sum / count;
        spread = std::sqrt(std::max(0.0, squares / count - mean * mean));
        largest_share = std::exp(2.0 * largest) / lengths;
        const auto step = static_cast<double>(factor);
        chart.x.push_back(step);
        typical.y.push_back(std::exp(mean));
        typical.lower.push_back(std::exp(mean - spread));
        typical.upper.push_back(std::exp(mean + spread));
        typical_theory.y.push_back(std::exp(step * log_growth(params.size)));
        average.y.push_back(std::sqrt(lengths / count));
        average_theory.y.push_back(std::pow(static_cast<double>(params.size), 0.5 * step));
    }
    const auto steps = static_cast<double>(params.factors);
    const auto value = [&](const std::string& name, double number, const char* meaning) {
        result.values.push_back({name, number, meaning, {.relative = 1e-6}});
    };
    value("log_mean", mean, "mean of the logarithm of the length at the end");
    value("log_mean_theory", steps * log_growth(params.size), "the same by theory");
    value("log_spread", spread, "standard deviation of that logarithm");
    value("log_spread_theory", std::sqrt(steps * log_growth_variance(params.size)),
          "the same by theory");
    value("drift", log_growth(params.size), "mean logarithm of one factor, by theory");
    value("drift_average", 0.5 * std::log(static_cast<double>(params.size)),
          "logarithm of one factor's root mean square, by theory");
    value("typical_length", typical.y.back(), "typical length at the end");
    value("average_length", average.y.back(), "root mean square length, measured");
    value("average_theory", average_theory.y.back(), "root mean square length, expected");
    value("longest", std::exp(largest), "longest of all walks");
    value("longest_share", largest_share, "its share of the sum of squares");
    chart.curves = {typical, typical_theory, average, average_theory};
    result.charts.push_back(chart);
}

/// @brief Third experiment: accuracy over the scale, for networks of three depths.
inline void accuracy_by_scale(const Params& params, Result& result, Progress& progress) {
    constexpr double trained_level = 0.8;
    const auto stddevs = scales();
    std::vector<std::vector<double>> jobs(depths().size() * stddevs.size());
    progress.begin("depths and scales", jobs.size());
    parallel_for(jobs.size(), params.threads, [&](std::size_t job) {
        // The deepest first: the last job to end should be a short one.
        const std::size_t depth = depths().size() - 1 - job / stddevs.size();
        const std::size_t scale = job % stddevs.size();
        jobs[depth * stddevs.size() + scale] =
            best_accuracies(stddevs[scale], depths()[depth], params);
        progress.step();
    });
    const Tolerance trained{.relative = 0.0, .absolute = 0.15};
    Chart chart{.name = "accuracy_by_scale",
                .x_axis = {"standard deviation of the weights", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = stddevs,
                .tolerance = trained};
    for (std::size_t d = 0; d < depths().size(); ++d) {
        std::vector<std::vector<double>> runs(params.seeds);
        for (std::size_t scale = 0; scale < stddevs.size(); ++scale) {
            for (std::size_t run = 0; run < params.seeds; ++run) {
                runs[run].push_back(jobs[d * stddevs.size() + scale][run]);
            }
        }
        const Band measured = band(runs, 0.0, 1.0);
        const std::string layers = std::to_string(depths()[d]);
        chart.curves.push_back({.label = layers + " hidden layers",
                                .y = measured.median,
                                .color = static_cast<int>(d),
                                .lower = measured.lower,
                                .upper = measured.upper});
        const auto slide = static_cast<std::size_t>(
            std::ranges::find(stddevs, slide_stddev()) - stddevs.begin());
        result.values.push_back(
            {"slide_accuracy_" + layers, measured.median[slide],
             "accuracy with the slide's weights, hidden layers: " + layers, trained});
        result.values.push_back(
            {"best_accuracy_" + layers, std::ranges::max(measured.median),
             "accuracy at the best scale, hidden layers: " + layers, trained});
        const auto good = std::ranges::count_if(
            measured.median, [](double share) { return share > trained_level; });
        result.values.push_back({"good_scales_" + layers, static_cast<double>(good),
                                 "scales with an accuracy above " +
                                     std::string("0.8, hidden layers: ") + layers,
                                 Tolerance{.relative = 0.0, .absolute = 1.0}});
    }
    result.charts.push_back(chart);
    result.values.push_back(
        {"trained_level", trained_level, "accuracy that counts as trained", exact});
    result.parameter("scales", stddevs.size(), "scales that were tried");
}

/// @brief Fourth experiment: zero weights, and biases that are not.
inline void biases_only(const Params& params, Result& result) {
    const Rng rng = Rng(params.seed).stream(0);
    const Tolerance trained{.relative = 0.0, .absolute = 0.05};
    result.values.push_back({"biases_random", train_biases(Biases::random, params, rng),
                             "accuracy, zero weights, random biases", trained});
    result.values.push_back({"biases_equal", train_biases(Biases::equal, params, rng),
                             "accuracy, zero weights, equal biases", trained});
    result.values.push_back({"biases_zero", train_biases(Biases::zero, params, rng),
                             "accuracy, zero weights, zero biases", trained});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("drawn", params.drawn, "weights whose moments are measured");
    result.parameter("layers", params.layers, "single layers per number of inputs");
    result.parameter("size", params.size, "rows and columns of a random factor");
    result.parameter("factors", params.factors, "random factors of a walk");
    result.parameter("walks", params.walks, "walks");
    result.parameter("width", params.width, "hidden units per layer");
    result.parameter("training_samples", params.training_samples, "digits to learn from");
    result.parameter("batch", params.batch, "digits per step");
    result.parameter("epochs", params.epochs, "passes over the digits");
    result.parameter("seeds", params.seeds, "training runs per depth, scale and rate");
    result.parameter("momentum", params.momentum, "momentum of the optimizer");
    result.parameter("slow_rate", learning_rates().front(), "smaller learning rate");
    result.parameter("fast_rate", learning_rates().back(), "larger learning rate");
    result.parameter("bias_samples", params.bias_samples,
                     "digits for the network with zero weights");
    result.parameter("bias_epochs", params.bias_epochs, "its passes over the digits");
    result.parameter("bias_rate", params.bias_rate, "its learning rate");
    result.values.push_back(
        {"slide_stddev", slide_stddev(), "standard deviation of the slide's weights"});
    result.values.push_back({"balanced_stddev",
                             1.0 / std::sqrt(static_cast<double>(params.width)),
                             "1 / sqrt(hidden units)"});
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    parameters(params, result);
    slide_weights(params, result);
    random_products(params, result);
    accuracy_by_scale(params, result, progress);
    biases_only(params, result);
    return result;
}

}  // namespace winit::chapter04
