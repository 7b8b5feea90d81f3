/// @file experiment.hpp
/// @brief Chapter 12: why does a deep network train at all?
#pragma once

#include "chapters/12-depth/correlation_and_gradient.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/12-depth/phase_plane.hpp"
#include "chapters/12-depth/relu_rates.hpp"
#include "chapters/12-depth/slide_xor.hpp"
#include "chapters/12-depth/three_networks.hpp"
#include "chapters/12-depth/trainable_depth.hpp"
#include "chapters/12-depth/weight_gradients.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter12 {

<<<<<<< HEAD
=======
/// Everything that can change the outcome.
struct Params {
    // The slide's figure.
    std::size_t slide_epochs = 1000;  ///< Passes over the four samples.
    double slide_rate = 0.1;          ///< Learning rate.
    std::size_t slide_seeds = 30;     ///< Random starts.
    // Signal and gradient.
    double bias_variance = 0.05;  ///< Of every bias in the tanh networks.
    std::size_t layers = 30;      ///< Tanh layers that signal and gradient cross.
    std::size_t wide = 200;       ///< Their units.
    std::size_t networks = 20;    ///< Such networks per weight variance.
    // The networks that are trained.
    std::size_t width = 32;      ///< Units of every hidden layer.
    std::size_t samples = 1000;  ///< Digits to learn from; the rest are for the test.
    std::size_t batch = 20;      ///< Digits per step.
    double momentum = 0.9;       ///< Share of the velocity kept at each step.
    std::size_t seeds = 3;       ///< Training runs of every cell, tanh.
    std::vector<double> variances = {0.5, 0.75, 1.0, 1.4, 1.76, 2.2, 3.0, 4.0};
    std::vector<std::size_t> depths = {4, 8, 16, 32, 48};
    std::size_t epochs = 5;      ///< Passes over the digits, tanh.
    double rate = 0.0015;        ///< Learning rate, tanh.
    std::size_t relu_seeds = 5;  ///< Training runs of every cell, ReLU.
    std::vector<double> relu_variances = {1.0, 1.4, 2.0, 2.8};
    std::vector<double> relu_rates = {0.0003, 0.001, 0.003, 0.01};
    std::size_t relu_epochs = 15;  ///< Passes over the digits, ReLU.
    std::uint64_t seed = 12;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.slide_seeds = 5,
            .networks = 5,
            .seeds = 1,
            .variances = {0.5, 1.0, 1.76, 4.0},
            .depths = {4, 16, 32},
            .epochs = 4,
            .relu_seeds = 1,
            .relu_variances = {1.0, 2.0, 2.8},
            .relu_rates = {0.0003, 0.01},
            .relu_epochs = 3};
}

/// @brief Finer and with more seeds, for a rainy day.
inline Params full() {
    return {.seeds = 11,
            .variances = {0.5, 0.6, 0.75, 0.85, 1.0, 1.2, 1.4, 1.6, 1.76, 2.0, 2.2, 2.6,
                          3.0, 3.5, 4.0},
            .depths = {4, 8, 12, 16, 24, 32, 48, 64},
            .relu_seeds = 11,
            .relu_variances = {0.7, 1.0, 1.4, 2.0, 2.8, 4.0},
            .relu_rates = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03}};
}

/// @brief Deep networks whose layers are all alike, as mean-field theory wants them.
/// @param sizes  Units of every layer, the input first.
// [begin field_network]
template <Scalar T>
NetworkOf<T> field_network(const MeanField& field, const std::vector<std::size_t>& sizes,
                           Rng& rng) {
    const InitializerOf<T> weights = [&field](Fans fans, Rng& source) {
        return variance_scaling<T>(fans, {.scale = field.weight_variance}, source);
    };
    auto network = make_network<T>(sizes, {.hidden = field.activation}, weights, rng);
    for (LayerOf<T>& layer : network.layers) {
        for (T& bias : layer.biases) {
            bias = static_cast<T>(std::sqrt(field.bias_variance) * rng.normal());
        }
    }
    return network;
}
// [end field_network]

/// @brief Sizes of a network of equal hidden layers.
inline std::vector<std::size_t> stack(std::size_t inputs, std::size_t depth,
                                      std::size_t width, std::size_t outputs) {
    std::vector<std::size_t> sizes(depth + 2, width);
    sizes.front() = inputs;
    sizes.back() = outputs;
    return sizes;
}

/// @brief What two inputs and a gradient go through, hidden layer by hidden layer.
struct Journey {
    std::vector<double> signal;    ///< Mean square of the activations.
    std::vector<double> likeness;  ///< Correlation of the two inputs' pre-activations.
    std::vector<double> gradient;  ///< Mean square of the derivative by pre-activations.
    std::vector<double> weight_gradient;  ///< Mean square of the derivative by weights.
};

/// @brief Correlation of the two rows of a matrix, without subtracting means.
inline double likeness(const MatrixOf<float>& rows) {
    double product = 0.0;
    double first = 0.0;
    double second = 0.0;
    for (std::size_t i = 0; i < rows.shape(1); ++i) {
        const double a = rows(0, i);
        const double b = rows(1, i);
        product += a * b;
        first += a * a;
        second += b * b;
    }
    return product / std::sqrt(first * second);
}

/// @brief Send two independent inputs through a random network and a random gradient back.
/// @param input  Mean square of the inputs.
// [begin journey]
inline Journey journey(const MeanField& field, double input, std::size_t depth,
                       std::size_t width, Rng rng) {
    const auto network =
        field_network<float>(field, stack(width, depth, width, width), rng);
    const auto inputs = normal_matrix<float>(2, width, 0.0, std::sqrt(input), rng);
    WorkspaceOf<float> workspace(network, 2);
    forward(network, inputs, workspace);
    workspace.deltas.back() = normal_matrix<float>(2, width, 0.0, 1.0, rng);
    backward(network, inputs, workspace);

    Journey seen;
    for (std::size_t l = 0; l < depth; ++l) {
        seen.signal.push_back(mean_square(workspace.activations[l]));
        seen.likeness.push_back(likeness(workspace.pre_activations[l]));
        seen.gradient.push_back(mean_square(workspace.deltas[l]));
        seen.weight_gradient.push_back(mean_square(workspace.gradients[l].weights));
    }
    return seen;
}
// [end journey]

/// @brief The same in several networks.
inline std::vector<Journey> journeys(const MeanField& field, double input,
                                     const Params& params) {
    std::vector<Journey> all(params.networks);
    parallel_for(params.networks, params.threads, [&](std::size_t i) {
        all[i] =
            journey(field, input, params.layers, params.wide, Rng(params.seed).stream(i));
    });
    return all;
}

/// @brief One curve of every network, each divided by its own number in one layer.
/// @param layer  Counted from 0.
inline std::vector<std::vector<double>> over_layer(const std::vector<Journey>& all,
                                                   std::vector<double> Journey::* which,
                                                   std::size_t layer) {
    std::vector<std::vector<double>> curves;
    for (const Journey& one : all) {
        curves.push_back(one.*which);
        for (double& number : curves.back()) {
            number /= (one.*which)[layer];
        }
    }
    return curves;
}

/// @brief Everything that mean-field theory says about one kind of network.
struct Settled {
    double q;     ///< Mean square of the pre-activations after many layers.
    double chi;   ///< Factor on a gradient's mean square per layer.
    double c;     ///< Correlation at which two inputs end up.
    double rate;  ///< Factor on the distance of a correlation from there, per layer.
};

/// @brief Where signal, correlation and gradient of a very deep network settle.
// [begin settle]
inline Settled settle(const MeanField& field) {
    const double q = q_fixed_point(field);
    const double c = c_fixed_point(field, q);
    return {.q = q,
            .chi = chi(field, q),
            .c = c,
            .rate = c < 1.0 ? c_map_slope(field, q, c) : chi(field, q)};
}
// [end settle]

/// @brief How deep a signal can be told from another one, by a rule of thumb.
inline constexpr double depths_of_information = 6.0;

/// @brief Six times the depth over which a difference of two inputs fades by a factor of e.
inline double reach(const MeanField& field) {
    return depths_of_information * depth_scale(settle(field).rate);
}

/// @brief A network on the critical line.
/// @param q  Mean square at which its pre-activations settle, above 0.
// [begin critical_point]
inline MeanField critical_point(Activation activation, double q) {
    const double weights = 1.0 / derivative_mean_square(activation, q);
    return {activation, weights, q - weights * activation_mean_square(activation, q)};
}
// [end critical_point]

/// @brief One kind of training run.
struct Task {
    MeanField field;
    std::size_t depth;  ///< Hidden layers.
    std::size_t epochs;
    double rate;
};

/// @brief Share of the unseen digits that are recognized after training.
// [begin trained_accuracy]
inline double trained_accuracy(const Task& task, const Params& params, Rng rng) {
    const Split data = split(digits(), params.samples, rng);
    const auto known = convert<float>(data.train);
    const auto unseen = convert<float>(data.test);
    auto network = field_network<float>(
        task.field, stack(known.inputs.shape(1), task.depth, params.width, known.classes),
        rng);
    const Budget budget{params.batch, task.epochs, task.rate, params.momentum};
    train(network, known, budget, rng, [](double) {});
    return accuracy(predict(network, unseen.inputs), unseen.labels);
}
// [end trained_accuracy]

/// @brief Every task with every seed: accuracies[task][seed].
inline std::vector<std::vector<double>> train_all(const std::vector<Task>& tasks,
                                                  const Params& params,
                                                  Progress& progress = silent()) {
    progress.begin("training runs", tasks.size() * params.seeds);
    std::vector<std::vector<double>> accuracies(tasks.size(),
                                                std::vector<double>(params.seeds));
    // The last tasks first: depths rise, and the deepest take longest.
    parallel_for(tasks.size() * params.seeds, params.threads, [&](std::size_t i) {
        const std::size_t task = tasks.size() - 1 - i / params.seeds;
        const std::size_t run = i % params.seeds;
        accuracies[task][run] =
            trained_accuracy(tasks[task], params, Rng(params.seed).stream(run));
        progress.step();
    });
    return accuracies;
}

/// @brief The tanh network with this weight variance.
inline MeanField tanh_field(double weight_variance, const Params& params) {
    return {Activation::tanh, weight_variance, params.bias_variance};
}

/// @brief Trained networks differ between BLAS kernels: medians of a few are good to this.
///
/// Another kernel moved a cell of the ReLU map by 0.16, another seed by 0.24.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.3};

/// @brief Rounding in float, layer after layer.
inline constexpr Tolerance rounded{.relative = 0.01, .absolute = 1e-4};

/// @brief Six xi by weight variance, on both sides of the critical line.
inline Overlay reach_line(const Params& params) {
    Overlay line{.label = "6 ξ"};
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    for (double share = 0.25; share < 0.95; share *= 1.03) {
        line.x.push_back(share * critical);
    }
    const std::size_t gap = line.x.size();
    line.x.push_back(critical);
    for (double share = 1.5; share < 2.7; share *= 1.1) {
        line.x.push_back(share * critical);
    }
    line.y.resize(line.x.size());
    parallel_for(line.x.size(), params.threads, [&](std::size_t i) {
        // Infinite on the critical line, but for rounding: a gap.
        line.y[i] = i == gap ? std::numeric_limits<double>::quiet_NaN()
                             : reach(tanh_field(line.x[i], params));
    });
    return line;
}

/// @brief Accuracy by depth and weight variance, tanh.
inline void trainable_depth(const Params& params, Result& result, Progress& progress) {
    std::vector<Task> tasks;
    for (const std::size_t depth : params.depths) {
        for (const double variance : params.variances) {
            tasks.push_back(
                {tanh_field(variance, params), depth, params.epochs, params.rate});
        }
    }
    const auto accuracies = train_all(tasks, params, progress);

    HeatMap map{.name = "trainable_depth",
                .x_axis = {"weight variance × fan_in", Scale::log},
                .y_axis = {"hidden tanh layers", Scale::log},
                .cell_axis = {"accuracy on unseen digits, median"},
                .x = params.variances,
                .panels = {{""}},
                .overlays = {reach_line(params)},
                .tolerance = trained};
    double best_beyond = 0.0;
    double best_deepest = 0.0;
    std::size_t task = 0;
    for (const std::size_t depth : params.depths) {
        map.y.push_back(static_cast<double>(depth));
        std::vector<double> row;
        for (std::size_t column = 0; column < params.variances.size(); ++column) {
            row.push_back(quantile(accuracies[task], 0.5));
            if (static_cast<double>(depth) > reach(tasks[task].field)) {
                best_beyond = std::max(best_beyond, row.back());
            } else if (depth == params.depths.back()) {
                best_deepest = std::max(best_deepest, row.back());
            }
            ++task;
        }
        map.panels[0].cells.push_back(row);
    }
    result.maps.push_back(map);
    result.values.push_back({"best_beyond", best_beyond,
                             "best median accuracy at a depth beyond six xi", trained});
    result.values.push_back({"best_deepest", best_deepest,
                             "best median accuracy at the largest depth", trained});
    result.parameter("largest_depth", params.depths.back(), "largest depth, tanh");
}

/// @brief A weight variance of the tanh networks that figures and prose name.
struct Named {
    std::string name;
    std::string label;
    double variance;
};

/// @brief One on each side of the critical line, and one on it.
inline std::vector<Named> named_fields(const Params& params) {
    const double critical =
        critical_weight_variance(Activation::tanh, params.bias_variance);
    return {{"ordered", "1, ordered", 1.0},
            {"critical", "critical", critical},
            {"chaotic", "4, chaotic", 4.0}};
}

/// @brief Theory and training of the three named networks, as numbers.
inline void named_numbers(const Params& params, Result& result, Progress& progress) {
    std::vector<Task> tasks;
    const std::size_t depth = 32;
    for (const Named& named : named_fields(params)) {
        tasks.push_back(
            {tanh_field(named.variance, params), depth, params.epochs, params.rate});
    }
    const auto accuracies = train_all(tasks, params, progress);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const Named named = named_fields(params)[i];
        const Settled settled = settle(tasks[i].field);
        const auto value = [&](const std::string& name, double number,
                               const std::string& meaning, Tolerance tolerance = {}) {
            result.values.push_back(
                {name + "_" + named.name, number, meaning + ", " + named.label, tolerance});
        };
        value("variance", named.variance, "weight variance times fan_in");
        value("q", settled.q, "mean square at which pre-activations settle");
        value("chi", settled.chi, "factor on a gradient's mean square per layer",
              {.relative = 1e-7});
        value("c", settled.c, "correlation at which two inputs end up", {.relative = 1e-6});
        value("trained", quantile(accuracies[i], 0.5), "accuracy on unseen digits, median",
              trained);
        value("trained_low", quantile(accuracies[i], 0.0), "the same, worst seed", trained);
        value("trained_high", quantile(accuracies[i], 1.0), "the same, best seed", trained);
        if (named.name != "critical") {
            value("reach", reach(tasks[i].field), "six times xi (layers)",
                  {.relative = 1e-6});
        }
    }
    result.parameter("named_depth", depth, "hidden layers of the three networks");
}

/// @brief Correlation of two inputs on its way up, and the size of a gradient on its way down.
inline void two_journeys(const Params& params, Result& result) {
    Chart up{.name = "likeness_by_layer",
             .x_axis = {"tanh layer"},
             .y_axis = {"correlation of two inputs"},
             .x = counting(1, params.layers),
             .tolerance = rounded};
    Chart down{.name = "gradient_by_layer",
               .x_axis = {"tanh layer"},
               .y_axis = {"gradient² / last layer's", Scale::log},
               .x = counting(1, params.layers),
               .tolerance = rounded};
    int color = 0;
    for (const Named& named : named_fields(params)) {
        const MeanField field = tanh_field(named.variance, params);
        const Settled settled = settle(field);
        const double input = (settled.q - field.bias_variance) / field.weight_variance;
        const auto all = journeys(field, input, params);
        std::vector<std::vector<double>> correlations;
        for (const Journey& one : all) {
            correlations.push_back(one.likeness);
        }
        up.curves.push_back(banded(named.label, correlations, color));
        down.curves.push_back(banded(
            named.label, over_layer(all, &Journey::gradient, params.layers - 1), color));

        Curve c{.label = "", .mark = Mark::theory, .color = color};
        Curve gradient{.label = "", .mark = Mark::theory, .color = color};
        double correlation = field.bias_variance / settled.q;
        for (const double layer : up.x) {
            c.y.push_back(correlation);
            correlation = c_map(field, settled.q, correlation);
            gradient.y.push_back(std::pow(settled.chi, up.x.back() - layer));
        }
        up.curves.push_back(c);
        down.curves.push_back(gradient);
        result.values.push_back(
            {"likeness_" + named.name, up.curves[up.curves.size() - 2].y.back(),
             "correlation of two inputs in the last layer, median, " + named.label,
             rounded});
        result.values.push_back({"gradient_" + named.name,
                                 down.curves[down.curves.size() - 2].y.front(),
                                 "mean square of the gradient in the first layer over the "
                                 "last, median, " +
                                     named.label,
                                 rounded});
        ++color;
    }
    result.charts.insert(result.charts.end(), {down, up});
}

/// @brief Growth of a gradient over the plane of both variances, tanh.
inline void phase_plane(const Params& params, Result& result) {
    HeatMap map{.name = "phase_plane",
                .x_axis = {"weight variance × fan_in"},
                .y_axis = {"bias variance"},
                .cell_axis = {"ln χ"},
                .panels = {{""}},
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    for (int column = 0; column <= 24; ++column) {
        map.x.push_back(0.6 + 0.1 * column);
    }
    for (int row = 0; row <= 15; ++row) {
        map.y.push_back(0.02 * row);
    }
    std::vector<std::vector<double>>& growth = map.panels[0].cells;
    growth.assign(map.y.size(), std::vector<double>(map.x.size()));
    parallel_for(map.y.size(), params.threads, [&](std::size_t row) {
        for (std::size_t column = 0; column < map.x.size(); ++column) {
            const MeanField field{Activation::tanh, map.x[column], map.y[row]};
            growth[row][column] = std::log(chi(field, q_fixed_point(field)));
        }
    });
    Overlay line{.label = "χ = 1"};
    for (int step = 0; step <= 60; ++step) {
        const MeanField critical = critical_point(Activation::tanh, 0.04 * step + 1e-6);
        line.x.push_back(critical.weight_variance);
        line.y.push_back(critical.bias_variance);
    }
    map.overlays = {line,
                    {"Xavier", {1.0}, {0.0}, Mark::points},
                    {"He", {2.0}, {0.0}, Mark::points},
                    {"gain 5/3", {25.0 / 9.0}, {0.0}, Mark::points}};
    result.maps.push_back(map);
    const auto value = [&](const std::string& name, double weights, const char* label) {
        const MeanField field{Activation::tanh, weights};
        result.values.push_back({"chi_" + name, chi(field, q_fixed_point(field)),
                                 std::string("the same without biases, ") + label});
    };
    value("he", 2.0, "He's variance");
    value("five_thirds", 25.0 / 9.0, "gain 5/3");
    const double gain = forward_gain(Activation::tanh);
    result.values.push_back({"gain_for_one", gain, "tanh gain that settles at one"});
    value("gain_for_one", gain * gain, "that gain");
}

/// @brief What weight gradients hide: signal and gradient behind the heuristic's weights.
inline void weight_gradients(const Params& params, Result& result) {
    const MeanField heuristic{Activation::tanh, 1.0 / 3.0};
    const auto all = journeys(heuristic, 1.0, params);
    const auto xavier = journeys({Activation::tanh, 1.0}, 1.0, params);
    Chart chart{.name = "weight_gradients",
                .x_axis = {"tanh layer"},
                .y_axis = {"mean square / at its start", Scale::log},
                .x = counting(1, params.layers),
                .tolerance = rounded};
    const std::size_t end = params.layers - 1;  // where gradients start
    chart.curves = {
        banded("signal", over_layer(all, &Journey::signal, 0), 0),
        banded("gradient", over_layer(all, &Journey::gradient, end), 1),
        banded("weight gradient", over_layer(all, &Journey::weight_gradient, end), 2)};
    const auto last = [&](const std::vector<Journey>& networks) {
        std::vector<double> sizes;
        for (const Journey& one : networks) {
            sizes.push_back(std::sqrt(one.weight_gradient.back()));
        }
        return quantile(sizes, 0.5);
    };
    result.values.push_back({"heuristic_signal", std::sqrt(chart.curves[0].y.back()),
                             "signal in the last layer over the first, heuristic",
                             rounded});
    result.values.push_back({"heuristic_gradient", std::sqrt(chart.curves[1].y.front()),
                             "gradient in the first layer over the last, heuristic",
                             rounded});
    result.values.push_back(
        {"heuristic_weight_gradient", std::sqrt(chart.curves[2].y.front()),
         "weight gradient in the first layer over the last, heuristic", rounded});
    result.values.push_back({"heuristic_over_xavier", last(all) / last(xavier),
                             "weight gradient in the last layer, heuristic over Xavier",
                             rounded});
    result.charts.push_back(chart);
}

/// @brief Accuracy by learning rate and weight variance, ReLU.
inline void relu_map(const Params& params, Result& result, Progress& progress) {
    HeatMap map{.name = "relu_rates",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"weight variance × fan_in", Scale::log},
                .cell_axis = {"accuracy on unseen digits, median"},
                .x = params.relu_rates,
                .y = params.relu_variances,
                .tolerance = trained};
    std::vector<Task> tasks;
    const std::vector<std::size_t> depths = {22, 30};
    for (const std::size_t depth : depths) {
        for (const double variance : map.y) {
            for (const double rate : map.x) {
                tasks.push_back(
                    {{Activation::relu, variance}, depth, params.relu_epochs, rate});
            }
        }
    }
    Params relu = params;
    relu.seeds = params.relu_seeds;
    const auto accuracies = train_all(tasks, relu, progress);
    std::size_t task = 0;
    double best_xavier = 0.0;
    for (const std::size_t depth : depths) {
        const std::string layers = std::to_string(depth);
        Panel panel{.title = layers + " ReLU layers"};
        for (const double variance : map.y) {
            std::vector<double> row;
            for (std::size_t r = 0; r < map.x.size(); ++r) {
                row.push_back(quantile(accuracies[task++], 0.5));
                if (variance <= 1.0) {
                    best_xavier = std::max(best_xavier, row.back());
                }
            }
            const auto value = [&](const std::string& name, double number,
                                   const std::string& meaning) {
                result.values.push_back(
                    {name + layers, number, layers + " layers, " + meaning, trained});
            };
            if (variance == 2.0) {
                value("he_slow_", row.front(), "accuracy at the smallest rate, He");
                value("he_fast_", row.back(), "accuracy at the largest rate, He");
                value("he_best_", std::ranges::max(row), "accuracy at its best rate, He");
            }
            if (variance == 2.8) {
                value("large_slow_", row.front(), "accuracy at the smallest rate, 2.8/n");
                value("large_fast_", row.back(), "accuracy at the largest rate, 2.8/n");
            }
            panel.cells.push_back(row);
        }
        map.panels.push_back(panel);
    }
    result.values.push_back({"xavier_best", best_xavier,
                             "best accuracy of variances up to 1/n, any rate and depth",
                             trained});
    result.maps.push_back(map);
}

/// @brief Mean squared error of every epoch on exclusive or, as on the slide.
/// @param weights       Of both layers, shapes (4, 2) and (1, 4); without biases.
/// @param slide_update  The slide's step in place of the gradient's.
inline std::vector<double> slide_progress(std::vector<Matrix> weights, bool slide_update,
                                          const Params& params) {
    const Regression data = xor_data();
    Network network;
    for (const Matrix& layer : weights) {
        network.layers.push_back(
            {layer, Vector(xt::zeros<double>({layer.shape(0)})), Activation::sigmoid});
    }
    Workspace workspace(network, 1);
    std::vector<double> errors;
    for (std::size_t epoch = 0; epoch < params.slide_epochs; ++epoch) {
        double sum = 0.0;
        for (std::size_t sample = 0; sample < 4; ++sample) {
            const Matrix input = xt::view(data.inputs, xt::range(sample, sample + 1));
            const Matrix target = xt::view(data.targets, xt::range(sample, sample + 1));
            forward(network, input, workspace);
            const double error = squared_error(workspace.outputs(), target);
            sum += error;
            if (slide_update) {
                const Vector features = xt::row(input, 0);
                slides::grow_by_error(weights, features, error, params.slide_rate);
                for (std::size_t l = 0; l < weights.size(); ++l) {
                    network.layers[l].weights = weights[l];
                }
                continue;
            }
            squared_error_gradient(workspace.outputs(), target, workspace.deltas.back());
            backward(network, input, workspace);
            for (std::size_t l = 0; l < network.layers.size(); ++l) {
                network.layers[l].weights -=
                    params.slide_rate * workspace.gradients[l].weights;
            }
        }
        errors.push_back(sum / 4.0);
    }
    return errors;
}

/// @brief Every so many of the epochs: enough for a smooth curve.
inline std::vector<double> thinned(const std::vector<double>& numbers) {
    const std::size_t step = std::max<std::size_t>(1, numbers.size() / 100);
    std::vector<double> few;
    for (std::size_t i = 0; i < numbers.size(); i += step) {
        few.push_back(numbers[i]);
    }
    return few;
}

/// @brief The slide's weights of both layers.
inline std::vector<Matrix> slide_weights(const Initializer& initializer, Rng rng) {
    Matrix hidden = initializer({.fan_in = 2, .fan_out = 4}, rng);
    Matrix output = initializer({.fan_in = 4, .fan_out = 1}, rng);
    return {std::move(hidden), std::move(output)};
}

/// @brief The slide's figure, with its own update and with the gradient.
inline void slide_figure(const Params& params, Result& result) {
    const auto runs = [&](const Initializer& initializer, bool slide_update,
                          std::size_t seeds) {
        std::vector<std::vector<double>> errors(seeds);
        parallel_for(seeds, params.threads, [&](std::size_t run) {
            errors[run] = thinned(
                slide_progress(slide_weights(initializer, Rng(params.seed).stream(run)),
                               slide_update, params));
        });
        return errors;
    };
    Chart chart{.name = "slide_progress",
                .x_axis = {"epoch"},
                .y_axis = {"mean squared error"},
                .x = thinned(counting(1, params.slide_epochs)),
                .tolerance = {.relative = 1e-6}};
    const auto add = [&](const std::string& name, const std::string& label,
                         const Initializer& initializer, bool slide_update,
                         std::size_t seeds, int color) {
        chart.curves.push_back(
            banded(label, runs(initializer, slide_update, seeds), color));
        result.values.push_back({"slide_" + name,
                                 chart.curves.back().y.back(),
                                 "error at the slide's budget, median, " + label,
                                 {.relative = 1e-6}});
    };
    const std::size_t seeds = params.slide_seeds;
    add("update_xavier", "Xavier, slide's update", heuristic_uniform<double>, true, seeds,
        1);
    add("update_zero", "zero, slide's update", zero_weights<double>, true, 1, 3);
    add("gradient_zero", "zero, gradient", zero_weights<double>, false, 1, 2);
    add("gradient_xavier", "Xavier, gradient", heuristic_uniform<double>, false, seeds, 0);
    result.charts.push_back(chart);
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("slide_epochs", params.slide_epochs, "epochs of the slide");
    result.parameter("slide_rate", params.slide_rate, "learning rate of the slide");
    result.parameter("slide_seeds", params.slide_seeds, "random starts of its network");
    result.parameter("bias_variance", params.bias_variance, "variance of a bias, tanh");
    result.parameter("layers", params.layers, "tanh layers that are measured");
    result.parameter("wide", params.wide, "their units");
    result.parameter("networks", params.networks, "such networks per weight variance");
    result.parameter("width", params.width, "units per trained hidden layer");
    result.parameter("samples", params.samples, "digits to learn from");
    result.parameter("batch", params.batch, "digits per step");
    result.parameter("momentum", params.momentum, "momentum of the optimizer");
    result.parameter("seeds", params.seeds, "training runs per cell, tanh");
    result.parameter("relu_seeds", params.relu_seeds, "training runs per cell, ReLU");
    result.parameter("full_seeds", full().seeds, "the same with --full");
    result.parameter("epochs", params.epochs, "epochs, tanh");
    result.parameter("rate", params.rate, "learning rate, tanh");
    result.parameter("relu_epochs", params.relu_epochs, "epochs, ReLU");
    result.parameter("relu_slow", params.relu_rates.front(), "smallest rate, ReLU");
    result.parameter("relu_fast", params.relu_rates.back(), "largest rate, ReLU");
}

>>>>>>> w-library
/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(three_networks(params, progress));
    result.add(trainable_depth(params, progress));
    result.add(phase_plane(params));
    result.add(correlation_and_gradient(params));
    result.add(weight_gradients(params));
    result.add(relu_rates(params, progress));
    result.add(slide_xor(params));
    return result;
}

}  // namespace winit::chapter12
