/// @file experiment.hpp
/// @brief Chapter 13: which start for which network, and where may a zero stand?
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "chapters/13-best-practices/solutions.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lora.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/output_bias.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter13 {

/// Everything that can change the outcome.
struct Params {
    std::size_t depth = 8;      ///< Hidden layers of the plain stack.
    std::size_t width = 64;     ///< Their units.
    std::size_t networks = 50;  ///< Untrained networks whose signals are measured.
    std::size_t training_samples =
        1000;                        ///< Digits to learn from; the rest are for the test.
    std::size_t batch = 50;          ///< Digits per step.
    std::size_t epochs = 5;          ///< Passes over the training digits.
    double learning_rate = 0.1;      ///< Of plain gradient descent.
    std::size_t seeds = 3;           ///< Training runs of each plain stack.
    std::size_t map_width = 32;      ///< Hidden units of the networks with zeros.
    std::size_t map_batch = 25;      ///< Digits per step there.
    std::size_t map_epochs = 8;      ///< Passes there.
    std::size_t map_seeds = 3;       ///< Training runs of each cell of the map.
    std::size_t stream = 32;         ///< Width of the residual networks that are trained.
    std::size_t residual_seeds = 5;  ///< Training runs of each of them.
    std::size_t most_blocks = 64;    ///< Blocks of the deepest.
    std::size_t growth_width = 100;  ///< Width of those that are only measured.
    std::size_t rank = 8;            ///< Of the adapter.
    std::size_t adapter_samples = 400;    ///< Mirrored digits that it adapts to.
    std::size_t adapter_steps = 150;      ///< Full-batch steps of the adapter.
    std::size_t regression_steps = 2000;  ///< Full-batch steps of the regression.
    std::size_t recurrent_steps = 50;     ///< Steps back in time.
    std::size_t preflight_steps = 100;    ///< Steps on one batch.
    std::uint64_t seed = 13;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 10,
            .training_samples = 500,
            .epochs = 2,
            .seeds = 1,
            .map_epochs = 3,
            .map_seeds = 1,
            .residual_seeds = 1,
            .adapter_steps = 50,
            .regression_steps = 200};
}

/// @brief Trained networks differ between BLAS kernels: their accuracies are good to this.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.15};

/// @brief An activation under the name that values and figures use.
struct Named {
    std::string name;
    std::string label;
    Activation activation;
};

/// @brief The activations of the decision table.
inline std::vector<Named> table_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"relu", "ReLU", Activation::relu},
            {"leaky", "leaky ReLU", Activation::leaky_relu(0.1)},
            {"gelu", "GELU", Activation::gelu},
            {"selu", "SELU", Activation::selu},
            {"sigmoid", "sigmoid", Activation::sigmoid}};
}

/// @brief The activations of the map of zeros.
inline std::vector<Named> map_activations() {
    return {{"tanh", "tanh", Activation::tanh},
            {"gelu", "GELU", Activation::gelu},
            {"sigmoid", "sigmoid", Activation::sigmoid},
            {"relu", "ReLU, slope 0 at 0", Activation::relu},
            {"one", "ReLU, slope 1 at 0", Activation::relu_one_at_zero},
            {"leaky", "leaky ReLU", Activation::leaky_relu(0.1)}};
}

/// @brief Digits of mean 0 and mean square 1, by the training digits alone.
inline Split centered_digits(std::size_t train, Rng& rng) {
    Split data = split(digits(), train, rng);
    const Vector means = xt::mean(data.train.inputs, {0});
    data.train.inputs -= means;
    data.test.inputs -= means;
    const double size = root_mean_square(data.train.inputs);
    data.train.inputs /= size;
    data.test.inputs /= size;
    return data;
}

/// @brief Units of every layer of a plain stack.
inline std::vector<std::size_t> stack_sizes(std::size_t depth, std::size_t width) {
    std::vector<std::size_t> sizes(depth + 2, width);
    sizes.front() = 64;
    sizes.back() = 10;
    return sizes;
}

/// @brief The slide's function: three branches, and biases of zero.
// [begin slide_weights]
inline Network slide_weights(const std::vector<std::size_t>& layer_sizes,
                             Activation activation, Rng& rng) {
    Initializer draw = slides::small<double>;
    if (activation == Activation::relu) {
        draw = slides::he<double>;
    } else if (activation == Activation::sigmoid || activation == Activation::tanh) {
        draw = slides::xavier<double>;
    }
    return make_network<double>(layer_sizes, {.hidden = activation}, draw, rng);
}
// [end slide_weights]

/// @brief A way to make the network of one training run.
using Start = std::function<Network(Rng&)>;

/// @brief One training run on the digits: the share of unseen ones that it recognizes.
inline double trained_accuracy(const Start& start, const Params& params,
                               const Budget& budget, Rng rng) {
    const Split data = centered_digits(params.training_samples, rng);
    Network network = start(rng);
    train(network, data.train, budget, rng, [](double) {});
    return accuracy(predict(network, data.test.inputs), data.test.labels);
}

/// @brief Accuracies of runs that differ in the seed only: accuracies[start][run].
inline std::vector<std::vector<double>> accuracies(const std::vector<Start>& starts,
                                                   std::size_t seeds, const Params& params,
                                                   const Budget& budget,
                                                   Progress& progress) {
    std::vector<std::vector<double>> found(starts.size(), std::vector<double>(seeds));
    parallel_for(starts.size() * seeds, params.threads, [&](std::size_t job) {
        const std::size_t start = job / seeds;
        const std::size_t run = job % seeds;
        const Rng rng = Rng(params.seed).stream(run);
        found[start][run] = trained_accuracy(starts[start], params, budget, rng);
        progress.step();
    });
    return found;
}

/// @brief How plain stacks are trained.
inline Budget stack_budget(const Params& params) {
    return {params.batch, params.epochs, params.learning_rate};
}

/// @brief Mean square of the last hidden pre-activations, one number per untrained network.
inline std::vector<double> last_signals(const Start& start, const Params& params) {
    std::vector<double> signals(params.networks);
    parallel_for(params.networks, params.threads, [&](std::size_t network) {
        Rng rng = Rng(params.seed).stream(network);
        const Network made = start(rng);
        const Matrix batch =
            normal_matrix(32, made.layers.front().weights.shape(1), 0.0, 1.0, rng);
        Workspace workspace(made, 32);
        forward(made, batch, workspace);
        signals[network] = mean_square(workspace.pre_activations[made.layers.size() - 2]);
    });
    return signals;
}

/// @brief The recommended stack, but for a last layer that is random.
inline Network with_random_last(const std::vector<std::size_t>& sizes,
                                Activation activation, Rng& rng) {
    Network network = initialize_weights(sizes, activation, rng);
    const double gain = recommend(Architecture::mlp, activation).gain;
    const Fans last{.fan_in = sizes[sizes.size() - 2], .fan_out = sizes.back()};
    network.layers.back().weights = draw_weights(WeightRule::normal, last, gain, rng);
    return network;
}

/// @brief First experiment: the decision table of plain stacks, measured.
inline void stacks(const Params& params, Result& result, Progress& progress) {
    const auto sizes = stack_sizes(params.depth, params.width);
    std::vector<Start> starts;
    for (const Named& f : table_activations()) {
        starts.emplace_back(
            [&sizes, f](Rng& rng) { return initialize_weights(sizes, f.activation, rng); });
        starts.emplace_back(
            [&sizes, f](Rng& rng) { return slide_weights(sizes, f.activation, rng); });
    }
    progress.begin("plain stacks", (starts.size() + 2) * params.seeds);
    const auto shares =
        accuracies(starts, params.seeds, params, stack_budget(params), progress);
    std::size_t row = 0;
    for (const Named& f : table_activations()) {
        const auto start = recommend(Architecture::mlp, f.activation);
        const auto add = [&](const std::string& what, double number,
                             const std::string& meaning, Tolerance tolerance = {}) {
            result.values.push_back(
                {what + "_" + f.name, number, meaning + ", " + f.label, tolerance});
        };
        add("gain", start.gain, "recommended gain");
        add("offset", start.offset, "mean of the activation that the biases take out");
        add("kept", quantile(last_signals(starts[2 * row], params), 0.5),
            "mean square of the last hidden pre-activations, median");
        add("slide_kept", quantile(last_signals(starts[2 * row + 1], params), 0.5),
            "the same with the slide's weights");
        add("chi", start.gain * start.gain * derivative_mean_square(f.activation),
            "growth of a gradient's mean square per layer, by theory");
        add("accuracy", quantile(shares[2 * row], 0.5), "accuracy on unseen digits, median",
            trained);
        add("slide_accuracy", quantile(shares[2 * row + 1], 0.5),
            "the same with the slide's weights", trained);
        ++row;
    }
    double best = 0.0;
    for (std::size_t f = 0; f < table_activations().size(); ++f) {
        best = std::max(best, quantile(shares[2 * f + 1], 0.5));
    }
    result.values.push_back({"slide_best", best,
                             "best accuracy of the slide's function, any activation",
                             trained});

    for (const Named& f : table_activations()) {
        if (f.name == "relu" || f.name == "sigmoid") {
            const Start start = [&](Rng& rng) {
                return with_random_last(sizes, f.activation, rng);
            };
            const auto found =
                accuracies({start}, params.seeds, params, stack_budget(params), progress);
            result.values.push_back(
                {"random_last_" + f.name, quantile(found.front(), 0.5),
                 "accuracy with a random last layer, median, " + f.label, trained});
            Rng rng(params.seed);
            const Split data = centered_digits(params.training_samples, rng);
            result.values.push_back(
                {"random_first_" + f.name,
                 cross_entropy(predict(start(rng), data.train.inputs), data.train.labels),
                 "first loss (nats) with a random last layer, one seed, " + f.label,
                 {.relative = 1e-6}});
        }
    }
}

/// @brief Set layers of a network to zero, weights and biases.
inline Network with_zeros(const std::vector<std::size_t>& zero_layers, std::size_t width,
                          Activation activation, Rng& rng) {
    Network network = with_random_last({64, width, width, 10}, activation, rng);
    for (const std::size_t layer : zero_layers) {
        network.layers[layer].weights.fill(0.0);
        network.layers[layer].biases.fill(0.0);
    }
    return network;
}

/// @brief The six pairs of three layers; a pair of equal ones is one layer.
inline constexpr std::array<std::array<std::size_t, 2>, 6> layer_pairs{
    {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {0, 2}, {1, 2}}};

/// @brief Second experiment: which layers may be zero, alone and in pairs?
inline void zeros(const Params& params, Result& result, Progress& progress) {
    const Budget budget{params.map_batch, params.map_epochs, params.learning_rate};
    std::vector<Start> starts;
    for (const Named& f : map_activations()) {
        for (const auto& pair : layer_pairs) {
            starts.emplace_back([&params, f, pair](Rng& rng) {
                return with_zeros({pair[0], pair[1]}, params.map_width, f.activation, rng);
            });
        }
    }
    progress.begin("networks with zero layers", starts.size() * params.map_seeds);
    const auto shares = accuracies(starts, params.map_seeds, params, budget, progress);

    HeatMap map{.name = "zero_layers",
                .x_axis = {"zero layer"},
                .y_axis = {"second zero layer"},
                .cell_axis = {"accuracy on unseen digits"},
                .x = {1.0, 2.0, 3.0},
                .y = {1.0, 2.0, 3.0},
                .tolerance = trained};
    std::size_t start = 0;
    for (const Named& f : map_activations()) {
        Panel panel{.title = f.label, .cells = std::vector(3, std::vector<double>(3))};
        for (const auto& [one, other] : layer_pairs) {
            const double median = quantile(shares[start++], 0.5);
            panel.cells[one][other] = median;
            panel.cells[other][one] = median;
            std::string name = "zero_" + f.name + "_" + std::to_string(one + 1);
            if (other != one) {
                name += std::to_string(other + 1);
            }
            result.values.push_back(
                {name, median, "accuracy with these layers at zero, " + f.label, trained});
        }
        map.panels.push_back(panel);
    }
    result.maps.push_back(map);
}

/// @brief What the last layer of a residual branch is multiplied with.
enum class Branch { plain, scaled, fixup };

/// @brief A residual start under the name that values and figures use.
struct ResidualStart {
    std::string name;
    std::string label;
    Branch branch;
};

/// @brief The three residual starts.
inline std::vector<ResidualStart> residual_starts() {
    return {{"he", "He", Branch::plain},
            {"scaled", "1/sqrt(blocks)", Branch::scaled},
            {"fixup", "Fixup", Branch::fixup}};
}

/// @brief Give the branches of a drawn network the size that their kind wants.
// [begin residual_network]
inline void rescale(ResidualNetwork& network, Branch branch) {
    if (branch == Branch::scaled) {
        for (auto& block : network.blocks) {
            block.second.weights /= std::sqrt(static_cast<double>(network.blocks.size()));
        }
    } else if (branch == Branch::fixup) {
        apply_fixup(network);
    }
}

/// @brief A residual ReLU network.
inline ResidualNetwork residual_network(Branch branch, const ResidualSizes& sizes,
                                        Rng& rng) {
    auto network =
        make_residual_network<double>(sizes, Activation::relu, he_normal<double>, rng);
    rescale(network, branch);
    return network;
}
// [end residual_network]

/// @brief Mean square of the stream after the last block, as a share of what came in.
inline double growth_in(const ResidualNetwork& network, const Matrix& input) {
    ResidualWorkspace workspace(network, 1);
    forward(network, input, workspace);
    return mean_square(workspace.residual_stream.back()) /
           mean_square(workspace.residual_stream.front());
}

/// @brief The same in a network of one kind of branch.
inline double stream_growth(Branch branch, std::size_t blocks, std::size_t width,
                            Rng& rng) {
    const ResidualSizes sizes{
        .inputs = width, .width = width, .hidden = width, .outputs = 10, .blocks = blocks};
    const ResidualNetwork network = residual_network(branch, sizes, rng);
    return growth_in(network, normal_matrix(1, width, 0.0, 1.0, rng));
}

/// @brief Growth per block by theory.
inline double growth_per_block(Branch branch, std::size_t blocks) {
    switch (branch) {
        case Branch::plain:
            return 2.0;
        case Branch::scaled:
            return 1.0 + 1.0 / static_cast<double>(blocks);
        case Branch::fixup:
            return 1.0;
    }
    throw std::invalid_argument("growth_per_block: branch must be one of the enumeration");
}

/// @brief Third experiment: what residual blocks do to the signal.
inline void residual_growth(const Params& params, Result& result) {
    const std::size_t width = params.growth_width;
    const ResidualSizes sizes{.inputs = width,
                              .width = width,
                              .hidden = width,
                              .outputs = 10,
                              .blocks = params.most_blocks};
    const auto starts = residual_starts();
    std::vector<std::vector<double>> growth(starts.size(),
                                            std::vector<double>(params.networks));
    // All starts from the same weights: most of the time goes into drawing them.
    parallel_for(params.networks, params.threads, [&](std::size_t network) {
        Rng rng = Rng(params.seed).stream(network);
        const ResidualNetwork drawn = residual_network(Branch::plain, sizes, rng);
        const Matrix input = normal_matrix(1, width, 0.0, 1.0, rng);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            ResidualNetwork started = drawn;
            rescale(started, starts[i].branch);
            growth[i][network] = growth_in(started, input);
        }
    });
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const ResidualStart& start = starts[i];
        result.values.push_back(
            {"growth_" + start.name,
             quantile(growth[i], 0.5),
             "mean square after all blocks over the input's, median, " + start.label,
             {.relative = 1e-6, .absolute = 0.0}});
        result.values.push_back(
            {"growth_theory_" + start.name,
             std::pow(growth_per_block(start.branch, params.most_blocks),
                      static_cast<double>(params.most_blocks)),
             "the same by theory, on average, " + start.label});
    }
}

/// @brief What one residual network showed.
struct ResidualRun {
    double first_loss = 0.0;  ///< Before training (nats per digit).
    double accuracy = 0.0;    ///< After it, on unseen digits.
};

/// @brief Answers of a residual network.
inline Matrix predict(const ResidualNetwork& network, const Matrix& inputs) {
    ResidualWorkspace workspace(network, inputs.shape(0));
    forward(network, inputs, workspace);
    return workspace.outputs;
}

/// @brief Train one residual network on the digits.
inline ResidualRun train_residual(Branch branch, std::size_t blocks, const Params& params,
                                  Rng rng) {
    const Split data = centered_digits(params.training_samples, rng);
    ResidualNetwork network = residual_network(branch,
                                               {.inputs = 64,
                                                .width = params.stream,
                                                .hidden = params.stream,
                                                .outputs = 10,
                                                .blocks = blocks},
                                               rng);
    ResidualRun run;
    run.first_loss = cross_entropy(predict(network, data.train.inputs), data.train.labels);

    auto order = random_order(params.training_samples, rng);
    const std::span<const std::size_t> samples(order);
    Classification batch = select(data.train, samples.first(params.batch));
    ResidualWorkspace workspace(network, params.batch);
    const auto tensors = parameters_of(network, workspace);
    for (std::size_t epoch = 0; epoch < params.epochs; ++epoch) {
        shuffle(order, rng);
        for (std::size_t at = 0; at + params.batch <= order.size(); at += params.batch) {
            gather(data.train, samples.subspan(at, params.batch), batch);
            forward(network, batch.inputs, workspace);
            cross_entropy_gradient(workspace.outputs, batch.labels, workspace.output_delta);
            backward(network, batch.inputs, workspace);
            sgd_step(tensors, params.learning_rate);
        }
    }
    run.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return run;
}

/// @brief The depths that are trained: 1, 4, 16 and so on.
inline std::vector<std::size_t> block_counts(const Params& params) {
    std::vector<std::size_t> counts;
    for (std::size_t blocks = 1; blocks <= params.most_blocks; blocks *= 4) {
        counts.push_back(blocks);
    }
    return counts;
}

/// @brief Fourth experiment: residual networks by depth, trained.
inline void residual_training(const Params& params, Result& result, Progress& progress) {
    const auto counts = block_counts(params);
    const auto starts = residual_starts();
    const std::size_t seeds = params.residual_seeds;
    using Runs = std::vector<std::vector<double>>;  // [run][depth]
    std::vector<Runs> losses(starts.size(),
                             Runs(seeds, std::vector<double>(counts.size())));
    std::vector<Runs> shares = losses;
    progress.begin("residual networks", starts.size() * seeds * counts.size());
    // The deepest first: they take longest.
    parallel_for(
        starts.size() * seeds * counts.size(), params.threads, [&](std::size_t job) {
            const std::size_t start = job % starts.size();
            const std::size_t run = job / starts.size() % seeds;
            const std::size_t depth = counts.size() - 1 - job / (starts.size() * seeds);
            const auto found = train_residual(starts[start].branch, counts[depth], params,
                                              Rng(params.seed).stream(run));
            losses[start][run][depth] = found.first_loss;
            shares[start][run][depth] = found.accuracy;
            progress.step();
        });

    Chart loss{.name = "residual_loss",
               .x_axis = {"residual blocks", Scale::log},
               .y_axis = {"first loss (nats)", Scale::log},
               .x = {counts.begin(), counts.end()},
               .tolerance = {.relative = 1e-6, .absolute = 0.0}};
    Chart share{.name = "residual_accuracy",
                .x_axis = {"residual blocks", Scale::log},
                .y_axis = {"accuracy on unseen digits"},
                .x = loss.x,
                .tolerance = trained};
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const int color = static_cast<int>(i);
        loss.curves.push_back(banded(starts[i].label, losses[i], color, 0.0, 1.0));
        share.curves.push_back(banded(starts[i].label, shares[i], color, 0.0, 1.0));
        for (std::size_t depth = 0; depth < counts.size(); ++depth) {
            const std::string name = starts[i].name + "_" + std::to_string(counts[depth]);
            result.values.push_back(
                {"first_loss_" + name, loss.curves.back().y[depth],
                 "first loss (nats), median, blocks as named, " + starts[i].label,
                 loss.tolerance});
            result.values.push_back(
                {"residual_" + name, share.curves.back().y[depth],
                 "accuracy on unseen digits, median, blocks as named, " + starts[i].label,
                 trained});
        }
    }
    result.charts.insert(result.charts.end(), {loss, share});
}

/// @brief Variance of the pre-activations of every hidden layer.
inline std::vector<double> layer_variances(const Network& network, const Matrix& batch) {
    Workspace workspace(network, batch.shape(0));
    forward(network, batch, workspace);
    std::vector<double> variances;
    for (std::size_t l = 0; l + 1 < network.layers.size(); ++l) {
        variances.push_back(sample_variance(workspace.pre_activations[l]));
    }
    return variances;
}

/// @brief Digits with the pixels that the file has: whole numbers from 0 to 16.
inline Matrix raw_digits(std::size_t samples, Rng& rng) {
    const Classification all = digits();
    const auto order = random_order(all.labels.size(), rng);
    return 16.0 * select(all, {order.data(), samples}).inputs;
}

/// @brief Fifth experiment: orthogonal weights, a formula, and LSUV on inputs of any size.
inline void data_driven(const Params& params, Result& result) {
    Chart chart{.name = "layer_variance",
                .x_axis = {"layer"},
                .y_axis = {"variance of pre-activations", Scale::log},
                .x = counting(1, params.depth),
                .tolerance = {.relative = 1e-6, .absolute = 0.0}};
    const auto sizes = stack_sizes(params.depth, params.width);
    using Runs = std::vector<std::vector<double>>;
    Runs turned(params.networks);
    Runs formula(params.networks);
    Runs measured(params.networks);
    std::vector<double> tries(params.networks);
    parallel_for(params.networks, params.threads, [&](std::size_t network) {
        Rng rng = Rng(params.seed).stream(network);
        const Matrix batch = raw_digits(200, rng);
        Network made = make_network<double>(sizes, {.hidden = Activation::relu},
                                            orthogonal<double>, rng);
        turned[network] = layer_variances(made, batch);
        const auto divisions = lsuv(made, batch);
        tries[network] = static_cast<double>(std::ranges::max(divisions));
        measured[network] = layer_variances(made, batch);
        formula[network] =
            layer_variances(initialize_weights(sizes, Activation::relu, rng), batch);
    });
    double farthest = 0.0;
    for (const auto& run : measured) {
        for (const double variance : run) {
            farthest = std::max(farthest, std::abs(variance - 1.0));
        }
    }
    chart.curves = {banded("by formula", formula), banded("orthogonal", turned),
                    banded("LSUV", measured)};
    result.values.push_back({"lsuv_farthest",
                             farthest,
                             "largest distance of a layer's variance from 1, LSUV",
                             {.relative = 0.0, .absolute = 1e-12}});
    result.values.push_back({"lsuv_tries", std::ranges::max(tries),
                             "most divisions that a layer took, LSUV", exact});
    result.values.push_back({"formula_variance",
                             chart.curves[0].y.back(),
                             "variance in the last layer by formula, median",
                             {.relative = 1e-6, .absolute = 0.0}});
    result.values.push_back({"orthogonal_first",
                             chart.curves[1].y.front(),
                             "variance in the first layer, orthogonal weights, median",
                             {.relative = 1e-6, .absolute = 0.0}});
    result.values.push_back({"orthogonal_last",
                             chart.curves[1].y.back(),
                             "variance in the last layer, orthogonal weights, median",
                             {.relative = 1e-6, .absolute = 0.0}});
    result.charts.push_back(chart);
}

/// @brief Digits seen through four numbers: the mean ink of each quarter, centered.
inline Classification quarters() {
    const Classification all = digits();
    Classification set{.inputs = xt::zeros<double>({all.labels.size(), std::size_t{4}}),
                       .labels = all.labels,
                       .classes = all.classes};
    for (std::size_t sample = 0; sample < all.labels.size(); ++sample) {
        for (std::size_t pixel = 0; pixel < 64; ++pixel) {
            const std::size_t quarter = pixel / 32 * 2 + pixel % 8 / 4;
            set.inputs(sample, quarter) += all.inputs(sample, pixel);
        }
    }
    const Vector means = xt::mean(set.inputs, {0});
    set.inputs -= means;
    return set;
}

/// @brief Learning rate of the regression: large, because its loss is convex and smooth.
inline constexpr double regression_rate = 1.2;

/// @brief Loss of a softmax regression after full-batch gradient descent.
inline double regression_loss(const Initializer& start, std::size_t steps, Rng rng) {
    const Classification data = quarters();
    Network network =
        make_network<double>({4, data.classes}, {.hidden = Activation::linear}, start, rng);
    Workspace workspace(network, data.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        forward(network, data.inputs, workspace);
        cross_entropy_gradient(workspace.outputs(), data.labels, workspace.deltas.back());
        backward(network, data.inputs, workspace);
        sgd_step(network, workspace, regression_rate);
    }
    forward(network, data.inputs, workspace);
    return cross_entropy(workspace.outputs(), data.labels);
}

/// @brief Share of a gradient's length that is left after some steps back through a recurrence.
inline double left_through_time(const Matrix& weights, std::size_t steps, Rng& rng) {
    Matrix gradient = normal_matrix(1, weights.shape(0), 0.0, 1.0, rng);
    const double sent = root_mean_square(gradient);
    Matrix next = gradient;
    for (std::size_t step = 0; step < steps; ++step) {
        product(gradient, weights, next);
        std::swap(gradient, next);
    }
    return root_mean_square(gradient) / sent;
}

/// @brief What an adapter made of a trained network.
struct Adaptation {
    double first_loss = 0.0;  ///< Before its first step (nats per digit).
    double accuracy = 0.0;    ///< After its last, on unseen digits.
    double a_gradient = 0.0;  ///< Largest entry of the first gradient of A.
    double b_gradient = 0.0;  ///< Largest entry of the first gradient of B.
};

/// @brief The largest entry without its sign.
inline double largest_entry(const Matrix& matrix) {
    double largest = 0.0;
    for (const double entry : matrix) {
        largest = std::max(largest, std::abs(entry));
    }
    return largest;
}

/// @brief Adapt the first layer of a trained network to other data; all its weights stay frozen.
inline Adaptation adapt(Network network, LowRank correction, const Split& data,
                        double learning_rate, std::size_t steps) {
    Adaptation result;
    Matrix& used = network.layers.front().weights;
    const Matrix frozen = used;
    const Classification& known = data.train;
    Workspace workspace(network, known.labels.size());
    for (std::size_t step = 0; step < steps; ++step) {
        used = corrected(frozen, correction);
        forward(network, known.inputs, workspace);
        cross_entropy_gradient(workspace.outputs(), known.labels, workspace.deltas.back());
        backward(network, known.inputs, workspace);
        const LowRank gradient =
            low_rank_gradient(workspace.gradients[0].weights, correction);
        if (step == 0) {
            result.first_loss = cross_entropy(workspace.outputs(), known.labels);
            result.a_gradient = largest_entry(gradient.a);
            result.b_gradient = largest_entry(gradient.b);
        }
        correction.a -= learning_rate * gradient.a;
        correction.b -= learning_rate * gradient.b;
    }
    used = corrected(frozen, correction);
    result.accuracy = accuracy(predict(network, data.test.inputs), data.test.labels);
    return result;
}

/// @brief A network that knows digits, and digits that it does not know: mirrored ones.
struct AdapterTask {
    Network network;
    Split mirrored;  ///< Digits to adapt to, and others to be judged on.
};

/// @brief Train on upright digits, then turn every image around.
inline AdapterTask adapter_task(const Params& params, Rng rng) {
    Split data = centered_digits(params.training_samples, rng);
    Network network = initialize_weights({64, params.map_width, 10}, Activation::relu, rng);
    train(network, data.train, {params.map_batch, params.map_epochs, params.learning_rate},
          rng, [](double) {});
    for (std::size_t sample = 0; sample < data.test.labels.size(); ++sample) {
        for (std::size_t line = 0; line < 8; ++line) {
            double* const pixels = &data.test.inputs(sample, 8 * line);
            std::reverse(pixels, pixels + 8);
        }
    }
    return {network, split(data.test, params.adapter_samples, rng)};
}

/// @brief Sixth experiment: zero where zero is right.
inline void right_zeros(const Params& params, Result& result) {
    const auto add = [&](const std::string& name, double number, const char* meaning,
                         Tolerance tolerance = {}) {
        result.values.push_back({name, number, meaning, tolerance});
    };
    const Rng root(params.seed);
    const std::array<Initializer, 2> regressions{
        zero_weights<double>, [](Fans fans, Rng& rng) {
            return normal_matrix(fans.fan_out, fans.fan_in, 0.0, 1.0, rng);
        }};
    std::array<double, 2> losses{};
    parallel_for(2, params.threads, [&](std::size_t i) {
        losses[i] =
            regression_loss(regressions[i], params.regression_steps, root.stream(1));
    });
    const auto& [from_zero, from_random] = losses;
    add("regression_zero", from_zero, "final loss (nats) of a regression from zeros");
    add("regression_random", from_random,
        "final loss (nats) of a regression from normal weights");
    add("regression_gap", std::abs(from_zero - from_random), "distance of the two",
        {.relative = 0.0, .absolute = 1e-6});

    const AdapterTask task = adapter_task(params, root.stream(2));
    Rng rng = root.stream(3);
    const Fans fans{.fan_in = 64, .fan_out = params.map_width};
    const LowRank half = make_low_rank(fans, params.rank, rng);
    LowRank none = half;
    none.a.fill(0.0);
    LowRank both = half;
    both.b = normal_matrix(fans.fan_out, params.rank, 0.0, 1.0, rng);
    const std::array<const LowRank*, 3> corrections{&half, &none, &both};
    std::array<Adaptation, 3> adapted;
    parallel_for(corrections.size(), params.threads, [&](std::size_t i) {
        adapted[i] = adapt(task.network, *corrections[i], task.mirrored,
                           params.learning_rate, params.adapter_steps);
    });
    const auto& [good, dead, loud] = adapted;
    const auto& [seen, unseen] = task.mirrored;
    const double base_loss = cross_entropy(predict(task.network, seen.inputs), seen.labels);
    add("adapter_before", accuracy(predict(task.network, unseen.inputs), unseen.labels),
        "accuracy on unseen mirrored digits before adapting", trained);
    add("adapter_base_loss", base_loss,
        "loss (nats) on the mirrored digits to adapt to, before adapting",
        {.relative = 0.2});
    add("adapter_after", good.accuracy,
        "accuracy on unseen mirrored digits after adapting, B zero", trained);
    add("adapter_first_loss", good.first_loss, "first loss (nats), B zero",
        {.relative = 0.2});
    add("adapter_jump", good.first_loss - base_loss,
        "what an adapter with B zero adds to the loss", {.relative = 0.0, .absolute = 0.0});
    add("adapter_dead", dead.accuracy,
        "accuracy on unseen mirrored digits after adapting, A and B zero", trained);
    add("adapter_loud_loss", loud.first_loss, "first loss (nats), A and B random",
        {.relative = 0.5});

    Rng draws = root.stream(4);
    const Fans square{.fan_in = params.width, .fan_out = params.width};
    const auto start = recommend(Architecture::recurrent, Activation::tanh);
    add("time_orthogonal",
        left_through_time(draw_weights(start.rule, square, start.gain, draws),
                          params.recurrent_steps, draws),
        "share of a gradient left after all steps, orthogonal weights");
    add("time_slide",
        left_through_time(slides::xavier(square, draws), params.recurrent_steps, draws),
        "the same with the slide's Xavier weights", {.relative = 1e-6});
}

/// @brief Seventh experiment: the slide's example, 784-256-128-10.
inline void slide_example(const Params& params, Result& result) {
    const std::vector<std::size_t> layer_sizes{784, 256, 128, 10};
    const auto add = [&](const std::string& name, double number, const char* meaning,
                         Tolerance tolerance = {}) {
        result.values.push_back({name, number, meaning, tolerance});
    };
    const auto share = [&](Activation activation, double wanted) {
        Rng rng(params.seed);
        const Matrix weights =
            slide_weights(layer_sizes, activation, rng).layers[1].weights;
        return sample_variance(weights) * 256.0 / wanted;
    };
    add("slide_relu_share", share(Activation::relu, 2.0),
        "variance of the slide's second layer over He's, ReLU");
    const double wanted =
        std::pow(recommend(Architecture::mlp, Activation::sigmoid).gain, 2.0);
    add("slide_sigmoid_share", share(Activation::sigmoid, wanted),
        "variance of the slide's second layer over the recommended one, sigmoid");
    const auto signal = [&](const Start& start) {
        return quantile(last_signals(start, params), 0.5);
    };
    for (const Named& f : table_activations()) {
        if (f.name == "relu" || f.name == "sigmoid" || f.name == "gelu") {
            result.values.push_back(
                {"example_" + f.name, signal([&](Rng& rng) {
                     return initialize_weights(layer_sizes, f.activation, rng);
                 }),
                 "mean square of the second layer's pre-activations, median, " + f.label});
            result.values.push_back({"example_slide_" + f.name, signal([&](Rng& rng) {
                                         return slide_weights(layer_sizes, f.activation,
                                                              rng);
                                     }),
                                     "the same by the slide's function, " + f.label});
        }
    }

    const double table_gain = conventional_gain(Activation::tanh);
    const MeanField table{Activation::tanh, table_gain * table_gain};
    add("table_tanh_gain", table_gain, "gain for tanh in PyTorch's table");
    add("table_tanh_q", q_fixed_point(table), "mean square where that gain settles");
    add("table_tanh_chi", chi(table, q_fixed_point(table)),
        "growth of a gradient's mean square per layer there");
    add(
        "plain_sigmoid_chi",
        [] {
            const MeanField field{Activation::sigmoid, 1.0};
            return chi(field, q_fixed_point(field));
        }(),
        "growth of a gradient's mean square per layer, sigmoid of gain 1");
    add(
        "four_sigmoid_chi",
        [] {
            const MeanField field{Activation::sigmoid, 16.0};
            return chi(field, q_fixed_point(field));
        }(),
        "the same, gain 4 and no offset");
}

/// @brief What the checklist finds in one start.
inline Preflight check_start(const Start& start, const Params& params) {
    Rng rng = Rng(params.seed).stream(5);
    const Split data = centered_digits(params.batch, rng);
    return preflight(start(rng), data.train, params.learning_rate, params.preflight_steps);
}

/// @brief Eighth experiment: the checklist, on a good start and on four bad ones.
inline void checklist(const Params& params, Result& result) {
    const auto sizes = stack_sizes(4, params.width);
    const auto with = [&](Activation activation, const Initializer& initializer) -> Start {
        return [&sizes, activation, initializer](Rng& rng) {
            return make_network<double>(sizes, {.hidden = activation}, initializer, rng);
        };
    };
    const std::vector<std::pair<std::string, Start>> starts = {
        {"good",
         [&](Rng& rng) { return initialize_weights(sizes, Activation::relu, rng); }},
        {"zeros", with(Activation::relu, zero_weights<double>)},
        {"small", with(Activation::gelu, slides::small<double>)},
        {"large", with(Activation::tanh, slides::random<double>)},
        {"equal", with(Activation::sigmoid,
                       [](Fans fans, Rng&) { return constant_weights(fans, 0.1); })}};
    std::vector<Preflight> checks(starts.size());
    parallel_for(starts.size(), params.threads,
                 [&](std::size_t i) { checks[i] = check_start(starts[i].second, params); });
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::string& name = starts[i].first;
        const Preflight& found = checks[i];
        const std::string of = ", start " + name;
        const Tolerance loose{.relative = 0.5, .absolute = 0.05};
        result.values.push_back(
            {"check_loss_" + name, found.first_loss, "first loss (nats)" + of});
        result.values.push_back({"check_least_" + name, found.smallest_signal,
                                 "least mean square of a hidden layer" + of});
        result.values.push_back({"check_most_" + name, found.largest_signal,
                                 "largest mean square of a hidden layer" + of});
        result.values.push_back({"check_gradient_" + name,
                                 found.gradient_ratio,
                                 "gradient in the first hidden layer over the last" + of,
                                 {.relative = 1e-6}});
        result.parameter("check_silent_" + name, found.zero_gradient_tensors,
                         "tensors without any gradient" + of);
        result.parameter("check_twins_" + name, found.symmetric_layers,
                         "hidden layers of equal units" + of);
        result.values.push_back({"check_batch_" + name, found.batch_loss,
                                 "loss on the one batch after training on it" + of, loose});
        result.parameter("check_failed_" + name, failed_checks(found, std::log(10.0)),
                         "checks failed, of seven" + of);
    }
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("depth", params.depth, "hidden layers of the plain stack");
    result.parameter("width", params.width, "units of each of them");
    result.parameter("networks", params.networks, "untrained networks that are measured");
    result.parameter("training_samples", params.training_samples, "digits to learn from");
    result.parameter("batch", params.batch, "digits per step");
    result.parameter("epochs", params.epochs, "passes over the digits");
    result.parameter("learning_rate", params.learning_rate, "step of gradient descent");
    result.parameter("seeds", params.seeds, "training runs of each plain stack");
    result.parameter("map_width", params.map_width, "hidden units of the map's networks");
    result.parameter("map_batch", params.map_batch, "digits per step there");
    result.parameter("map_epochs", params.map_epochs, "passes there");
    result.parameter("map_seeds", params.map_seeds, "training runs of each cell");
    result.parameter("stream", params.stream, "width of the residual networks");
    result.parameter("residual_seeds", params.residual_seeds,
                     "training runs of each residual network");
    result.parameter("most_blocks", params.most_blocks, "blocks of the deepest one");
    result.parameter("growth_width", params.growth_width,
                     "width of the residual networks that are only measured");
    result.parameter("rank", params.rank, "rank of the adapter");
    result.parameter("adapter_samples", params.adapter_samples,
                     "mirrored digits that the adapter learns from");
    result.parameter("adapter_steps", params.adapter_steps, "steps of the adapter");
    result.parameter("regression_steps", params.regression_steps,
                     "steps of the regression");
    result.parameter("regression_rate", regression_rate,
                     "its step of gradient descent, full batches");
    result.parameter("recurrent_steps", params.recurrent_steps, "steps back in time");
    result.parameter("preflight_steps", params.preflight_steps, "steps on one batch");
    const PreflightLimits limits;
    result.parameter("limit_loss", limits.loss,
                     "distance allowed between first and expected loss (nats)");
    result.parameter("limit_signal", limits.signal,
                     "factor allowed between a layer's mean square and one");
    result.parameter("limit_gradient", limits.gradient,
                     "factor allowed between the first layer's gradient and the last's");
    result.parameter("limit_batch", limits.batch_loss,
                     "loss to fall below on the one batch (nats)");
    result.values.push_back(
        {"rare_bias", log_odds(0.01), "output bias for one positive in a hundred"});
    result.values.push_back({"rare_first_loss", untrained_loss(0.01, log_odds(0.01)),
                             "first loss (nats) with that bias"});
    result.values.push_back({"rare_zero_loss", untrained_loss(0.01, 0.0),
                             "first loss (nats) with a bias of zero"});
    result.values.push_back(
        {"guess_loss", std::log(10.0), "loss (nats) of ten equal guesses"});
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    parameters(params, result);
    zeros(params, result, progress);
    stacks(params, result, progress);
    residual_growth(params, result);
    residual_training(params, result, progress);
    data_driven(params, result);
    right_zeros(params, result);
    slide_example(params, result);
    checklist(params, result);
    return result;
}

}  // namespace winit::chapter13
