/// @file experiment.hpp
/// @brief Chapter 6: which scale carries a signal through ReLU layers?
#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/slides.hpp"
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

namespace winit::chapter06 {

/// Everything that can change the outcome.
struct Params {
    std::size_t depth = 30;               ///< ReLU layers of the deep network.
    std::size_t width = 100;              ///< Units of every layer the signal crosses.
    std::size_t networks = 200;           ///< Random networks per scheme.
    std::size_t drawn_rows = 1000;        ///< Rows of weights whose variance is measured.
    std::size_t narrow_width = 3;         ///< Units per layer of the networks that may die.
    std::size_t narrow_depth = 10;        ///< Their ReLU layers.
    std::size_t narrow_networks = 40000;  ///< How many of them.
    std::size_t shallow_depth = 10;   ///< Hidden layers of the network that is less deep.
    std::size_t training_width = 64;  ///< Units of every hidden layer that is trained.
    std::size_t training_samples =
        1000;                 ///< Digits to learn from; the rest are for the test.
    std::size_t batch = 50;   ///< Digits per step.
    std::size_t epochs = 10;  ///< Passes over the training digits.
    std::size_t seeds = 3;    ///< Training runs per scheme and learning rate.
    double momentum = 0.9;    ///< Share of the velocity kept at each step.
    std::uint64_t seed = 6;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 40,
            .narrow_networks = 4000,
            .training_samples = 200,
            .epochs = 4,
            .seeds = 2};
}

/// @brief A scheme under the name that figures and tables use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    double gain;  ///< Factor on the mean square per ReLU layer, by theory.
};

// [begin schemes_06]
inline std::vector<Scheme> schemes() {
    return {
        {"he", "He, 2/n", he_normal<double>, 1.0},
        {"lecun", "1/n", lecun_normal<double>, 1.0 / 2.0},
        {"slide", "slide, 2/(3n)", slides::he<double>, 1.0 / 3.0},
    };
}
// [end schemes_06]

/// @brief Mean square of the signal after each layer, as a share of the input's.
/// @return  `depth` numbers, first layer first.
// [begin growth_by_layer]
inline std::vector<double> growth_by_layer(const Initializer& initializer,
                                           std::size_t depth, std::size_t width, Rng& rng) {
    Matrix signal = normal_matrix(1, width, 0.0, 1.0, rng);
    const double at_input = mean_square(signal);

    std::vector<double> growth;
    for (std::size_t layer = 0; layer < depth; ++layer) {
        const Matrix weights = initializer({.fan_in = width, .fan_out = width}, rng);
        signal = activate(Activation::relu, linear(signal, weights));
        growth.push_back(mean_square(signal) / at_input);
    }
    return growth;
}
// [end growth_by_layer]

/// @brief The same for many networks: growth[network][layer].
inline std::vector<std::vector<double>> growth_of_networks(const Scheme& scheme,
                                                           const Params& params) {
    std::vector<std::vector<double>> growth(params.networks);
    parallel_for(params.networks, params.threads, [&](std::size_t network) {
        Rng rng = Rng(params.seed).stream(network);
        growth[network] =
            growth_by_layer(scheme.initializer, params.depth, params.width, rng);
    });
    return growth;
}

/// @brief Is any unit of the last layer still on, for one random input and no biases?
// [begin survives]
inline bool survives(double stddev, std::size_t depth, std::size_t width, Rng& rng) {
    Matrix signal = normal_matrix(1, width, 0.0, 1.0, rng);
    for (std::size_t layer = 0; layer < depth; ++layer) {
        const Matrix weights = normal_matrix(width, width, 0.0, stddev, rng);
        signal = activate(Activation::relu, linear(signal, weights));
    }
    return mean_square(signal) > 0.0;
}
// [end survives]

/// @brief Share of random networks that still pass something on.
inline double survival_rate(double stddev, std::size_t depth, std::size_t width,
                            std::size_t networks, std::uint64_t seed,
                            std::size_t threads = 1) {
    const Rng root(seed);
    std::atomic<std::size_t> alive{0};
    parallel_for(networks, threads, [&](std::size_t network) {
        Rng rng = root.stream(network);
        alive += survives(stddev, depth, width, rng) ? 1 : 0;
    });
    return static_cast<double>(alive) / static_cast<double>(networks);
}

/// @brief One training run on the digits.
struct Training {
    std::vector<double> loss;  ///< Mean training loss (nats per digit) over each epoch.
    double accuracy = 0.0;  ///< Share of the unseen digits that are recognized at the end.
};

/// @brief Train a deep ReLU network on some of the digits, test it on the others.
inline Training train(const Initializer& initializer, std::size_t depth,
                      double learning_rate, const Params& params, Rng rng) {
    const Split data = split(digits(), params.training_samples, rng);
    std::vector<std::size_t> sizes(depth + 2, params.training_width);
    sizes.front() = data.train.inputs.shape(1);
    sizes.back() = data.train.classes;
    Network network =
        make_network<double>(sizes, {.hidden = Activation::relu}, initializer, rng);

    Training training;
    const Budget budget{params.batch, params.epochs, learning_rate, params.momentum};
    train(network, data.train, budget, rng,
          [&](double loss) { training.loss.push_back(loss); });
    training.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return training;
}

/// @brief What training runs may differ in, apart from the seed.
struct Recipe {
    Initializer initializer;
    std::size_t depth;
    double learning_rate;
};

/// @brief Every recipe with every seed: runs[recipe][seed].
inline std::vector<std::vector<Training>> train_all(const std::vector<Recipe>& recipes,
                                                    const Params& params,
                                                    Progress& progress = silent()) {
    std::vector<std::vector<Training>> runs(recipes.size(),
                                            std::vector<Training>(params.seeds));
    parallel_for(recipes.size() * params.seeds, params.threads, [&](std::size_t job) {
        const auto& [initializer, depth, learning_rate] = recipes[job / params.seeds];
        const std::size_t run = job % params.seeds;
        runs[job / params.seeds][run] =
            train(initializer, depth, learning_rate, params, Rng(params.seed).stream(run));
        progress.step();
    });
    return runs;
}

/// @brief Training runs that differ in nothing but the seed.
inline std::vector<Training> train_seeds(const Initializer& initializer, std::size_t depth,
                                         double learning_rate, const Params& params) {
    return train_all({{initializer, depth, learning_rate}}, params).front();
}

/// @brief First experiment: the mean square of a signal, layer by layer.
inline void signal_by_layer(const Params& params, Result& result) {
    Chart chart{.name = "signal_by_layer",
                .x_axis = {"ReLU layer"},
                .y_axis = {"mean square / input's", Scale::log},
                .x = counting(1, params.depth)};
    int tone = 0;
    for (const Scheme& scheme : schemes()) {
        const Curve curve = banded(scheme.label, growth_of_networks(scheme, params), tone);
        Curve theory{.label = "", .mark = Mark::theory, .tone = tone++};
        for (const double layer : chart.x) {
            theory.y.push_back(std::pow(scheme.gain, layer));
        }
        result.values.push_back(
            {"left_" + scheme.name, curve.y.back(),
             "mean square left after the last layer, median, " + scheme.label});
        result.values.push_back(
            {"theory_" + scheme.name, theory.y.back(),
             "the same by theory, on average over networks, " + scheme.label});
        chart.curves.push_back(curve);
        chart.curves.push_back(theory);
    }
    result.charts.push_back(chart);
    const double depth_per_width =
        static_cast<double>(params.depth) / static_cast<double>(params.width);
    result.values.push_back({"typical_he", std::exp(-2.5 * depth_per_width),
                             "mean square left by theory, in a typical network, He"});
}

/// @brief Second experiment: variances of the weights themselves, times fan_in.
inline void weight_variances(const Params& params, Result& result) {
    Rng rng(params.seed);
    const Fans fans{.fan_in = params.width, .fan_out = params.drawn_rows};
    const double n = static_cast<double>(params.width);
    result.values.push_back({"variance_he_normal",
                             n * sample_variance(he_normal(fans, rng)),
                             "fan_in x variance, He normal weights"});
    result.values.push_back({"variance_he_uniform",
                             n * sample_variance(he_uniform(fans, rng)),
                             "fan_in x variance, He uniform weights"});
    result.values.push_back({"variance_slide", n * sample_variance(slides::he(fans, rng)),
                             "fan_in x variance, the slide's weights"});
}

/// @brief Third experiment: how often does nothing at all come through?
inline void survival(const Params& params, Result& result) {
    const double n = static_cast<double>(params.narrow_width);
    const auto rate = [&](double stddev) {
        return survival_rate(stddev, params.narrow_depth, params.narrow_width,
                             params.narrow_networks, params.seed, params.threads);
    };
    result.values.push_back({"alive_he", rate(he_stddev(params.narrow_width)),
                             "share of narrow networks alive, He"});
    result.values.push_back({"alive_slide", rate(std::sqrt(2.0 / (3.0 * n))),
                             "share of narrow networks alive, the slide's variance"});
    result.values.push_back(
        {"alive_large", rate(1.0), "share of narrow networks alive, stddev 1"});
    result.values.push_back(
        {"alive_theory",
         std::pow(1.0 - std::pow(2.0, -n), static_cast<double>(params.narrow_depth)),
         "share of narrow networks alive, by theory"});
}

/// @brief Learning rates of the training runs, in steps of about a factor of three.
inline const std::vector<double>& learning_rates() {
    static const std::vector<double> rates{0.001, 0.003, 0.01, 0.03, 0.1};
    return rates;
}

/// @brief Learning rates that the prose speaks of, as indices of learning_rates().
inline constexpr std::size_t shown_rate = 1;
inline constexpr std::size_t rescue_rate = 3;
inline constexpr std::size_t fast_rate = 4;

/// @brief Trained networks differ between BLAS kernels: their accuracies are good to this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief What training makes of it.
struct Trainings {
    Chart by_rate;   ///< Accuracy over the learning rate.
    Chart by_epoch;  ///< Training loss over the epochs, at the shown rate.
};

/// @brief Fourth experiment: train every scheme at every learning rate.
inline Trainings training(const Params& params, std::size_t depth, const std::string& name,
                          Result& result, Progress& progress) {
    Chart by_rate{.name = "accuracy_" + name,
                  .x_axis = {"learning rate", Scale::log},
                  .y_axis = {"accuracy on unseen digits"},
                  .x = learning_rates(),
                  .tolerance = trained};
    Chart by_epoch{.name = "loss_" + name,
                   .x_axis = {"epoch"},
                   .y_axis = {"training loss (nats)"},
                   .x = counting(1, params.epochs),
                   .tolerance = {.relative = 0.0, .absolute = 0.5}};
    progress.begin("training runs, " + std::to_string(depth) + " layers",
                   schemes().size() * learning_rates().size() * params.seeds);
    std::vector<Recipe> recipes;
    for (const Scheme& scheme : schemes()) {
        for (const double rate : learning_rates()) {
            recipes.push_back({scheme.initializer, depth, rate});
        }
    }
    const auto all_runs = train_all(recipes, params, progress);
    int tone = 0;
    std::size_t recipe = 0;
    for (const Scheme& scheme : schemes()) {
        std::vector<std::vector<double>> accuracies(params.seeds);
        std::vector<std::vector<double>> losses;
        for (std::size_t r = 0; r < learning_rates().size(); ++r) {
            const std::vector<Training>& runs = all_runs[recipe++];
            for (std::size_t run = 0; run < runs.size(); ++run) {
                accuracies[run].push_back(runs[run].accuracy);
                if (r == shown_rate) {
                    losses.push_back(runs[run].loss);
                }
            }
        }
        by_rate.curves.push_back(banded(scheme.label, accuracies, tone, 0.0, 1.0));
        by_epoch.curves.push_back(banded(scheme.label, losses, tone++, 0.0, 1.0));
        const std::vector<double>& medians = by_rate.curves.back().y;
        const auto value = [&](const std::string& rate, std::size_t index) {
            result.values.push_back({name + rate + scheme.name, medians[index],
                                     std::to_string(depth) +
                                         " layers, accuracy on unseen digits, median, " +
                                         scheme.label,
                                     trained});
        };
        value("_", shown_rate);
        result.values.push_back(
            {name + "_low_" + scheme.name, by_rate.curves.back().lower[shown_rate],
             std::to_string(depth) + " layers, the same, worst seed, " + scheme.label,
             trained});
        result.values.push_back(
            {name + "_high_" + scheme.name, by_rate.curves.back().upper[shown_rate],
             std::to_string(depth) + " layers, the same, best seed, " + scheme.label,
             trained});
        result.values.push_back(
            {name + "_best_" + scheme.name, std::ranges::max(medians),
             std::to_string(depth) + " layers, the same at its best rate, " + scheme.label,
             trained});
        value("_rescue_", rescue_rate);
        value("_fast_", fast_rate);
    }
    return {by_rate, by_epoch};
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("depth", params.depth, "ReLU layers that the signal crosses");
    result.parameter("width", params.width, "units per layer");
    result.parameter("networks", params.networks, "random networks per scheme");
    result.parameter("drawn", params.width * params.drawn_rows,
                     "weights drawn of each kind");
    result.parameter("narrow_width", params.narrow_width,
                     "units per layer of the narrow networks");
    result.parameter("narrow_depth", params.narrow_depth, "layers of the narrow networks");
    result.parameter("narrow_networks", params.narrow_networks,
                     "narrow networks per scale");
    result.parameter("shallow_depth", params.shallow_depth,
                     "hidden layers of the shallower trained network");
    result.parameter("training_width", params.training_width,
                     "units per hidden layer that is trained");
    result.parameter("training_samples", params.training_samples, "digits to learn from");
    result.parameter("batch", params.batch, "digits per step");
    result.parameter("epochs", params.epochs, "passes over the digits");
    result.parameter("seeds", params.seeds, "training runs per scheme and learning rate");
    result.values.push_back(
        {"guess_loss", std::log(10.0), "loss (nats) of ten equal guesses"});
    result.parameter("momentum", params.momentum, "momentum of the optimizer");
    result.parameter("shown_rate", learning_rates()[shown_rate],
                     "learning rate of the loss curves");
    result.parameter("rescue_rate", learning_rates()[rescue_rate],
                     "learning rate that rescues a shallow network");
    result.parameter("fast_rate", learning_rates()[fast_rate], "largest learning rate");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    parameters(params, result);
    weight_variances(params, result);
    signal_by_layer(params, result);
    survival(params, result);
    const Trainings deep = training(params, params.depth, "deep", result, progress);
    const Trainings shallow =
        training(params, params.shallow_depth, "shallow", result, progress);
    result.charts.insert(result.charts.end(),
                         {deep.by_epoch, deep.by_rate, shallow.by_rate});
    return result;
}

}  // namespace winit::chapter06
