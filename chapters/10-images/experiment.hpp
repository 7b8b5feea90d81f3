/// @file experiment.hpp
/// @brief Chapter 10: has the network learned, or only memorized?
#pragma once

#include <algorithm>
#include <array>
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
#include "snippets/data/datasets.hpp"
#include "snippets/data/images.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/train.hpp"

namespace winit::chapter10 {

/// Everything that can change the outcome.
struct Params {
    std::size_t samples = 1000;        ///< The slide's random pictures to learn from.
    std::size_t new_samples = 1000;    ///< As random, and never shown in training.
    std::size_t epochs = 10;           ///< The slide's passes over them.
    double learning_rate = 0.01;       ///< The slide's step, one picture at a time.
    std::size_t seeds = 6;             ///< Runs of every start.
    std::size_t rate_seeds = 3;        ///< Runs at every other learning rate.
    std::size_t digit_samples = 1000;  ///< Digits to learn from; the rest are for the test.
    std::size_t digit_epochs = 15;     ///< Passes over the real pictures.
    double digit_rate = 0.05;          ///< Step on the real pictures, one at a time.
    std::size_t digit_seeds = 6;       ///< Runs of every start on the real pictures.
    std::uint64_t seed = 10;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.samples = 200,
            .new_samples = 200,
            .seeds = 2,
            .rate_seeds = 1,
            .digit_samples = 300,
            .digit_epochs = 5,
            .digit_seeds = 2};
}

/// @brief More seeds, for narrower doubts.
inline Params full() {
    return {.seeds = 30, .rate_seeds = 20, .digit_seeds = 30};
}

/// @brief Pictures to learn from, and others to be judged on.
struct Pictures {
    ClassificationOf<float> train;
    ClassificationOf<float> test;
    std::size_t side = 0;      ///< Rows and columns of a picture (pixels).
    std::size_t channels = 1;  ///< Colors, one plane after the other.
};

/// @brief Rows and columns of the slide's pictures, and their colors.
inline constexpr std::size_t slide_side = 32;
inline constexpr std::size_t slide_channels = 3;
inline constexpr std::size_t slide_pixels = slide_side * slide_side * slide_channels;
inline constexpr std::size_t classes = 10;

/// @brief Middle of the slide's pixels, which lie in [0, 1].
inline constexpr double slide_center = 0.5;

/// @brief The slide's data, with as many pictures that stay unseen.
// [begin noise_pictures]
inline Pictures noise_pictures(const Params& params, double center, Rng& rng) {
    Pictures pictures{
        .train = random_images<float>(params.samples, slide_pixels, classes, rng),
        .test = random_images<float>(params.new_samples, slide_pixels, classes, rng),
        .side = slide_side,
        .channels = slide_channels};
    subtract_from_inputs(pictures.train, center);
    subtract_from_inputs(pictures.test, center);
    return pictures;
}
// [end noise_pictures]

/// @brief The digits of this book, cut in two.
inline Pictures digit_pictures(const Params& params) {
    Rng rng(params.seed);
    const Split parts = split(digits(), params.digit_samples, rng);
    return {.train = convert<float>(parts.train),
            .test = convert<float>(parts.test),
            .side = 8};
}

/// @brief Mean of all pixels of a set.
inline double mean_pixel(const ClassificationOf<float>& set) {
    double sum = 0.0;
    for (const float pixel : set.inputs) {
        sum += pixel;
    }
    return sum / static_cast<double>(set.inputs.size());
}

/// @brief The same pictures, moved so that the mean pixel of the training set is zero.
inline Pictures centered(Pictures pictures) {
    const double center = mean_pixel(pictures.train);
    subtract_from_inputs(pictures.train, center);
    subtract_from_inputs(pictures.test, center);
    return pictures;
}

/// @brief How a network begins.
struct Start {
    std::string name;
    std::string label;
    InitializerOf<float> initializer;
    Activation hidden = Activation::relu;
};

inline Start he_start() {
    return {"he", "He", he_uniform<float>};
}

inline Start slide_start() {
    return {"slide", "slide's He", slides::he<float>};
}

inline Start zero_start(Activation hidden) {
    return {hidden == Activation::relu ? "zero" : "zero_sigmoid",
            hidden == Activation::relu ? "zeros" : "zeros, sigmoid", zero_weights<float>,
            hidden};
}

/// @brief The slide's network: two hidden layers, and no convolution.
inline NetworkOf<float> picture_network(const Start& start, std::size_t pixels, Rng& rng) {
    return make_network<float>({pixels, 64, 32, classes}, {.hidden = start.hidden},
                               start.initializer, rng);
}

/// @brief What one run of training leaves behind.
struct Run {
    std::vector<double> on_train = {};  ///< Accuracy before training and after each epoch.
    std::vector<double> on_test = {};   ///< The same on pictures it was never shown.
    NetworkOf<float> network;
};

/// @brief Train one network, and judge it on both sets before and after every few epochs.
// [begin learn]
inline Run learn(const Pictures& pictures, const Start& start, const Budget& budget,
                 Rng& rng, std::size_t every = 1) {
    Run run{.network = picture_network(start, pictures.train.inputs.shape(1), rng)};
    std::size_t epoch = 0;
    const auto judge = [&](double) {
        const auto share_right = [&](const ClassificationOf<float>& set) {
            return accuracy(predict(run.network, set.inputs), set.labels);
        };
        if (epoch++ % every == 0) {
            run.on_train.push_back(share_right(pictures.train));
            run.on_test.push_back(share_right(pictures.test));
        }
    };
    judge(0.0);
    train(run.network, pictures.train, budget, rng, judge);
    return run;
}
// [end learn]

/// @brief How the slide's network learns random pictures, and how often it is judged.
struct Plan {
    Start start;
    double center = slide_center;  ///< Subtracted from every pixel.
    double learning_rate = 0.01;
    std::size_t epochs = 10;
    std::size_t every = 1;  ///< Epochs between two judgements.
    std::size_t seeds = 1;
};

/// @brief The slide's budget.
inline Plan slide_plan(const Start& start, bool is_centered, const Params& params) {
    return {.start = start,
            .center = is_centered ? slide_center : 0.0,
            .learning_rate = params.learning_rate,
            .epochs = params.epochs,
            .seeds = params.seeds};
}

/// @brief Runs on random pictures. Run number i sees the same pictures under every plan.
inline std::vector<Run> learn_noise(const Plan& plan, const Params& params,
                                    Progress& progress = silent()) {
    std::vector<Run> runs(plan.seeds);
    const Rng root(params.seed);
    parallel_for(plan.seeds, params.threads, [&](std::size_t i) {
        Rng rng = root.stream(i);
        const Pictures pictures = noise_pictures(params, plan.center, rng);
        runs[i] = learn(pictures, plan.start, {1, plan.epochs, plan.learning_rate}, rng,
                        plan.every);
        progress.step();
    });
    return runs;
}

/// @brief Runs on given pictures.
inline std::vector<Run> learn_pictures(const Pictures& pictures, const Start& start,
                                       const Params& params,
                                       Progress& progress = silent()) {
    std::vector<Run> runs(params.digit_seeds);
    const Rng root(params.seed);
    parallel_for(runs.size(), params.threads, [&](std::size_t i) {
        Rng rng = root.stream(i);
        runs[i] = learn(pictures, start, {1, params.digit_epochs, params.digit_rate}, rng);
        progress.step();
    });
    return runs;
}

/// @brief One curve of every run.
inline std::vector<std::vector<double>> curves_of(const std::vector<Run>& runs,
                                                  std::vector<double> Run::* curve) {
    std::vector<std::vector<double>> curves;
    for (const Run& run : runs) {
        curves.push_back(run.*curve);
    }
    return curves;
}

/// @brief The last number of every run's curve.
inline std::vector<double> ends_of(const std::vector<Run>& runs,
                                   std::vector<double> Run::* curve) {
    std::vector<double> ends;
    for (const Run& run : runs) {
        ends.push_back((run.*curve).back());
    }
    return ends;
}

/// @brief Accuracies of trained networks differ a little between machines.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.03};

/// @brief Where networks fail to train, and while they learn, they differ more.
inline constexpr Tolerance restless{.relative = 0.0, .absolute = 0.12};

/// @brief Median, worst and best of some runs, as three values.
inline void add_spread(const std::string& prefix, const std::string& name,
                       const std::vector<double>& numbers, const std::string& meaning,
                       Tolerance tolerance, Result& result) {
    const auto [least, most] = std::ranges::minmax(numbers);
    result.values.push_back(
        {prefix + "_" + name, quantile(numbers, 0.5), meaning + ", median", tolerance});
    result.values.push_back(
        {prefix + "_low_" + name, least, meaning + ", worst seed", tolerance});
    result.values.push_back(
        {prefix + "_high_" + name, most, meaning + ", best seed", tolerance});
}

/// @brief Pixels between 0 and 1, or around 0.
inline std::string state_of(bool is_centered) {
    return is_centered ? "centered" : "raw";
}

/// @brief First experiment: random pictures with random labels, at the slide's budget.
inline void memorize(const Params& params, Result& result, Progress& progress) {
    progress.begin("networks that memorize", 4 * params.seeds);
    Chart chart{.name = "memorizing",
                .x_axis = {"epoch"},
                .y_axis = {"accuracy"},
                .x = counting(0, params.epochs + 1),
                .tolerance = restless};
    std::vector<double> on_test;
    std::vector<std::vector<double>> unseen;
    for (const bool is_centered : {true, false}) {
        for (const Start& start : {he_start(), slide_start()}) {
            const auto runs =
                learn_noise(slide_plan(start, is_centered, params), params, progress);
            const std::string label = start.label + ", " + state_of(is_centered);
            chart.curves.push_back(banded(label, curves_of(runs, &Run::on_train)));
            add_spread("train", start.name + "_" + state_of(is_centered),
                       ends_of(runs, &Run::on_train),
                       "accuracy on the random pictures learned, " + label,
                       is_centered ? trained : restless, result);
            const auto test = ends_of(runs, &Run::on_test);
            on_test.insert(on_test.end(), test.begin(), test.end());
            unseen = unseen.empty() ? curves_of(runs, &Run::on_test) : unseen;
        }
    }
    chart.curves.push_back(banded("He, unseen", unseen));
    result.charts.push_back(chart);
    const auto [least, most] = std::ranges::minmax(on_test);
    result.values.push_back({"test_noise",
                             average(on_test),
                             "accuracy on unseen random pictures, mean of all runs",
                             {.relative = 0.0, .absolute = 0.01}});
    result.values.push_back({"test_noise_low", least, "the same, worst run", trained});
    result.values.push_back({"test_noise_high", most, "the same, best run", trained});
    result.values.push_back({"chance_spread",
                             std::sqrt(0.09 / static_cast<double>(params.new_samples)),
                             "standard deviation of the accuracy of guessing"});
}

/// @brief Learning rates of the second experiment.
inline constexpr std::array<double, 5> learning_rates{0.0003, 0.001, 0.003, 0.01, 0.03};

/// @brief Second experiment: would another learning rate have saved the raw pixels?
inline void rates(const Params& params, Result& result, Progress& progress) {
    progress.begin("learning rates", 2 * learning_rates.size() * params.rate_seeds);
    Chart chart{.name = "accuracy_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"accuracy on the pictures learned"},
                .x = {learning_rates.begin(), learning_rates.end()},
                .tolerance = {.relative = 0.0, .absolute = 0.25}};
    for (const bool is_centered : {true, false}) {
        std::vector<std::vector<double>> accuracies(
            params.rate_seeds, std::vector<double>(learning_rates.size()));
        const double center = is_centered ? slide_center : 0.0;
        const Rng root(params.seed);
        parallel_for(params.rate_seeds * learning_rates.size(), params.threads,
                     [&](std::size_t job) {
                         const std::size_t seed = job / learning_rates.size();
                         const std::size_t rate = job % learning_rates.size();
                         Rng rng = root.stream(seed);
                         const Pictures pictures = noise_pictures(params, center, rng);
                         const Budget budget{1, params.epochs, learning_rates[rate]};
                         const Run run =
                             learn(pictures, he_start(), budget, rng, params.epochs);
                         accuracies[seed][rate] = run.on_train.back();
                         progress.step();
                     });
        const std::string state = state_of(is_centered);
        chart.curves.push_back(banded(state, accuracies, -1, 0.0, 1.0));
        result.values.push_back({"best_rate_" + state,
                                 std::ranges::max(chart.curves.back().y),
                                 "accuracy at the best learning rate, median, He, " + state,
                                 {.relative = 0.0, .absolute = 0.25}});
    }
    result.charts.push_back(chart);
}

/// @brief Mean of the products x . x' over pairs of different pictures, as a share of x . x.
/// @return  0 if there is no pair, or nothing but black.
inline double shared_part(const ClassificationOf<float>& set) {
    const auto n = static_cast<double>(set.inputs.shape(0));
    std::vector<double> sum(set.inputs.shape(1));
    double own = 0.0;
    for (std::size_t picture = 0; picture < set.inputs.shape(0); ++picture) {
        for (std::size_t j = 0; j < sum.size(); ++j) {
            const double pixel = set.inputs(picture, j);
            sum[j] += pixel;
            own += pixel * pixel;
        }
    }
    double all_pairs = 0.0;
    for (const double total : sum) {
        all_pairs += total * total;
    }
    return n > 1.0 && own > 0.0 ? (all_pairs - own) / (n - 1.0) / own : 0.0;
}

/// @brief Largest eigenvalue of the mean of x x^T, by the power method.
// [begin largest_eigenvalue]
inline double largest_eigenvalue(const MatrixOf<float>& pictures, Rng& rng) {
    constexpr int steps = 100;
    const std::size_t n = pictures.shape(0);
    MatrixOf<float> weights = normal_matrix<float>(1, n, 0.0, 1.0, rng);
    auto sum = MatrixOf<float>::from_shape({1, pictures.shape(1)});
    double eigenvalue = 0.0;
    for (int step = 0; step < steps; ++step) {
        product(weights, pictures, sum);
        product(sum, pictures, weights, {.right = true});
        const float length = std::sqrt(xt::sum(xt::square(weights))());
        weights /= length;
        eigenvalue = static_cast<double>(length) / static_cast<double>(n);
    }
    return eigenvalue;
}
// [end largest_eigenvalue]

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
    NetworkOf<float> network = picture_network(he_start(), slide_pixels, rng);
    WorkspaceOf<float> workspace(network, 1);
    std::array<std::size_t, 1> step{0};
    ClassificationOf<float> picture = select<float>(pictures.train, step);
    std::vector<double> living;
    for (const std::size_t next : shown) {
        for (; step[0] < next; ++step[0]) {
            gather<float>(pictures.train, step, picture);
            forward(network, picture.inputs, workspace);
            loss_gradient(workspace.outputs(), picture, workspace.deltas.back());
            backward_and_sgd_step(network, picture.inputs, workspace, learning_rate);
        }
        living.push_back(static_cast<double>(living_units(network, pictures.train.inputs)));
    }
    return living;
}
// [end count_living]

/// @brief Steps 1, 2, 4, ... and the last.
inline std::vector<std::size_t> doubling(std::size_t last) {
    std::vector<std::size_t> steps;
    for (std::size_t step = 1; step < last; step *= 2) {
        steps.push_back(step);
    }
    steps.push_back(last);
    return steps;
}

/// @brief Third experiment: why centering matters.
inline void why(const Params& params, Result& result, Progress& progress) {
    progress.begin("networks that die", 2 * params.seeds);
    const auto shown = doubling(params.samples);
    Chart chart{.name = "living_units",
                .x_axis = {"pictures seen", Scale::log},
                .y_axis = {"units that are ever on"},
                .x = {shown.begin(), shown.end()},
                .tolerance = {.relative = 0.0, .absolute = 10.0}};
    const Rng root(params.seed);
    struct Measured {
        double shared;
        double eigenvalue;
    };
    std::array<Measured, 2> measured{};  // centered, then raw
    parallel_for(measured.size(), params.threads, [&](std::size_t i) {
        Rng rng = root.stream(0);
        const Pictures pictures = noise_pictures(params, i == 0 ? slide_center : 0.0, rng);
        measured[i] = {shared_part(pictures.train),
                       largest_eigenvalue(pictures.train.inputs, rng)};
    });
    for (const bool is_centered : {true, false}) {
        const std::string state = state_of(is_centered);
        const double center = is_centered ? slide_center : 0.0;
        std::vector<std::vector<double>> living(params.seeds);
        parallel_for(params.seeds, params.threads, [&](std::size_t run) {
            Rng rng = root.stream(run);
            const Pictures pictures = noise_pictures(params, center, rng);
            living[run] = count_living(pictures, params.learning_rate, shown, rng);
            progress.step();
        });
        chart.curves.push_back(banded(state, living));
        result.values.push_back({"living_" + state,
                                 chart.curves.back().y.back(),
                                 "first hidden units that are ever on after one epoch, "
                                 "median, He, " +
                                     state,
                                 {.relative = 0.0, .absolute = 8.0}});
        const auto& [shared, eigenvalue] = measured[is_centered ? 0 : 1];
        result.values.push_back({"shared_" + state,
                                 shared,
                                 "x . x' of two random pictures over x . x, " + state,
                                 {.relative = 1e-5, .absolute = 1e-7}});
        result.values.push_back({"eigenvalue_" + state,
                                 eigenvalue,
                                 "largest eigenvalue of the mean of x x^T, " + state,
                                 {.relative = 1e-3}});
    }
    const double d = static_cast<double>(slide_pixels);
    const double edge = 1.0 + std::sqrt(d / static_cast<double>(params.samples));
    result.values.push_back(
        {"edge", edge * edge / 12.0, "the same by theory, for as many centered pictures"});
    result.values.push_back(
        {"push", params.learning_rate * d / 4.0,
         "learning rate x pixels / 4: a step's push on all raw pictures"});
    result.charts.push_back(chart);
}

/// @brief The step of slide 10, on weights of shape (fan_out, fan_in).
///
/// It knows the label and how sure the network was of it. It does not know the other classes, the
/// picture or the layer: weight number `label` of every unit of every layer grows.
// [begin slide_step]
inline void slide_step(NetworkOf<float>& network, std::size_t label, double probability,
                       double learning_rate) {
    const auto growth = static_cast<float>(learning_rate * (1.0 - probability));
    for (LayerOf<float>& layer : network.layers) {
        for (std::size_t unit = 0; unit < layer.weights.shape(0); ++unit) {
            layer.weights(unit, label) += growth;
        }
    }
}
// [end slide_step]

/// @brief What the slide's own training leaves behind.
struct SlideRun {
    double accuracy = 0.0;     ///< On its own pictures, at the end.
    std::size_t overflow = 0;  ///< Pictures until e^z exceeds every double; never: all + 1.
    double output_spread = 0.0;  ///< Largest difference between two output units' weights.
};

/// @brief Accuracy, with the last layer summed in plain loops: equal weights give equal logits.
inline double accuracy_in_order(const NetworkOf<float>& network,
                                const ClassificationOf<float>& set) {
    WorkspaceOf<float> workspace(network, set.labels.size());
    forward(network, set.inputs, workspace);
    const MatrixOf<float>& hidden = workspace.activations[workspace.activations.size() - 2];
    const MatrixOf<float>& weights = network.layers.back().weights;
    MatrixOf<float> logits = xt::zeros<float>(workspace.outputs().shape());
    for (std::size_t picture = 0; picture < logits.shape(0); ++picture) {
        for (std::size_t k = 0; k < logits.shape(1); ++k) {
            for (std::size_t j = 0; j < hidden.shape(1); ++j) {
                logits(picture, k) += weights(k, j) * hidden(picture, j);
            }
        }
    }
    return accuracy(logits, set.labels);
}

/// @brief The slide's training, kept alive by a softmax that cannot overflow.
inline SlideRun slide_training(const Pictures& pictures, const Start& start,
                               const Params& params, Rng& rng) {
    const float largest_exponent =
        static_cast<float>(std::log(std::numeric_limits<double>::max()));
    NetworkOf<float> network = picture_network(start, slide_pixels, rng);
    WorkspaceOf<float> workspace(network, 1);
    const ClassificationOf<float>& set = pictures.train;
    auto one = MatrixOf<float>::from_shape({1, slide_pixels});
    const std::size_t steps = params.epochs * set.labels.size();
    SlideRun run{.overflow = steps + 1};
    for (std::size_t step = 0; step < steps; ++step) {
        const std::size_t picture = step % set.labels.size();
        std::copy_n(&set.inputs(picture, 0), slide_pixels, &one(0, 0));
        forward(network, one, workspace);
        const MatrixOf<float>& logits = workspace.outputs();
        if (*std::ranges::max_element(logits) > largest_exponent) {
            run.overflow = std::min(run.overflow, step + 1);
        }
        const std::size_t label = set.labels[picture];
        slide_step(network, label, softmax(logits)(0, label), params.learning_rate);
    }
    run.accuracy = accuracy_in_order(network, set);
    run.output_spread = unit_spread(network.layers.back().weights);
    return run;
}

/// @brief Fourth experiment: the slide's own training.
inline void slide_update(const Params& params, Result& result, Progress& progress) {
    progress.begin("the slide's own update", 2 * params.seeds);
    const Rng root(params.seed);
    for (const Start& start : {zero_start(Activation::relu), slide_start()}) {
        std::vector<double> accuracies(params.seeds);
        std::vector<double> overflows(params.seeds);
        parallel_for(params.seeds, params.threads, [&](std::size_t i) {
            Rng rng = root.stream(i);
            const Pictures pictures = noise_pictures(params, 0.0, rng);
            const SlideRun run = slide_training(pictures, start, params, rng);
            accuracies[i] = run.accuracy;
            overflows[i] = static_cast<double>(run.overflow);
            progress.step();
        });
        result.values.push_back({"slide_update_" + start.name, average(accuracies),
                                 "accuracy by the slide's own update, mean, " + start.label,
                                 start.name == "zero" ? exact : trained});
        result.values.push_back(
            {"overflow_" + start.name,
             quantile(overflows, 0.5),
             "pictures until the slide's softmax overflows (never: all + 1), median, " +
                 start.label,
             {.relative = 0.01}});
    }
}

/// @brief How often each class is answered to pictures of each class.
/// @return  share[label][answer]; NaN where the set has no picture of a class.
inline std::vector<std::vector<double>> confusion(const NetworkOf<float>& network,
                                                  const ClassificationOf<float>& set) {
    const MatrixOf<float> logits = predict(network, set.inputs);
    std::vector<std::vector<double>> counts(classes, std::vector<double>(classes));
    std::vector<double> totals(classes);
    for (std::size_t picture = 0; picture < set.labels.size(); ++picture) {
        const float* row = &logits(picture, 0);
        const auto answer =
            static_cast<std::size_t>(std::max_element(row, row + classes) - row);
        counts[set.labels[picture]][answer] += 1.0;
        totals[set.labels[picture]] += 1.0;
    }
    for (std::size_t label = 0; label < classes; ++label) {
        for (double& count : counts[label]) {
            count /= totals[label];
        }
    }
    return counts;
}

/// @brief Cell by cell the mean over the runs.
inline std::vector<std::vector<double>> mean_confusion(const std::vector<Run>& runs,
                                                       const ClassificationOf<float>& set) {
    std::vector<std::vector<double>> mean(classes, std::vector<double>(classes));
    for (const Run& run : runs) {
        const auto share = confusion(run.network, set);
        for (std::size_t label = 0; label < classes; ++label) {
            for (std::size_t answer = 0; answer < classes; ++answer) {
                mean[label][answer] +=
                    share[label][answer] / static_cast<double>(runs.size());
            }
        }
    }
    return mean;
}

/// @brief The weights of one first-layer unit as a picture, the mean over its colors.
inline std::vector<std::vector<double>> filter_of(const NetworkOf<float>& network,
                                                  std::size_t unit,
                                                  const Pictures& pictures) {
    const std::size_t side = pictures.side;
    std::vector<std::vector<double>> cells(side, std::vector<double>(side));
    const float* weight = &network.layers.front().weights(unit, 0);
    for (std::size_t channel = 0; channel < pictures.channels; ++channel) {
        for (std::size_t row = side; row-- > 0;) {  // the picture's first row is its top
            for (double& cell : cells[row]) {
                cell +=
                    static_cast<double>(*weight++) / static_cast<double>(pictures.channels);
            }
        }
    }
    return cells;
}

/// @brief Share of the answers that are wrong, curve by curve.
inline std::vector<std::vector<double>> errors_of(const std::vector<Run>& runs) {
    auto curves = curves_of(runs, &Run::on_test);
    for (std::vector<double>& curve : curves) {
        for (double& number : curve) {
            number = 1.0 - number;
        }
    }
    return curves;
}

/// @brief What the digits, or other real pictures, show.
struct RealRuns {
    std::vector<Run> he;            ///< He, centered.
    std::vector<Run> he_raw;        ///< He, pixels as they are.
    std::vector<Run> zero;          ///< Zeros, ReLU.
    std::vector<Run> zero_sigmoid;  ///< Zeros, sigmoid.
};

/// @brief Filters and confusions of trained networks.
inline void draw_networks(const RealRuns& runs, const Pictures& pictures, Result& result) {
    // Another BLAS kernel moved a weight by 0.19; the largest of every panel is beyond 0.37.
    HeatMap filters{.name = "filters",
                    .x_axis = {"column"},
                    .y_axis = {"row from below"},
                    .cell_axis = {"weight"},
                    .x = counting(1, pictures.side),
                    .y = counting(1, pictures.side),
                    .tolerance = {.relative = 0.0, .absolute = 0.3}};
    for (std::size_t unit = 0; unit < 3; ++unit) {
        filters.panels.push_back(
            {"zeros, unit " + std::to_string(unit + 1),
             filter_of(runs.zero_sigmoid.front().network, unit, pictures)});
    }
    for (std::size_t unit = 0; unit < 3; ++unit) {
        filters.panels.push_back({"He, unit " + std::to_string(unit + 1),
                                  filter_of(runs.he.front().network, unit, pictures)});
    }
    const HeatMap answers{
        .name = "confusion",
        .x_axis = {"answer"},
        .y_axis = {"digit"},
        .cell_axis = {"share of the answers", Scale::log},
        .x = counting(0, classes),
        .y = counting(0, classes),
        .panels = {{"zeros, one run", confusion(runs.zero.front().network, pictures.test)},
                   {"He, mean", mean_confusion(runs.he, pictures.test)}},
        .tolerance = {.relative = 0.0, .absolute = 0.1}};
    result.maps.push_back(filters);
    result.maps.push_back(answers);
}

/// @brief Fifth experiment: real pictures with real labels.
inline void real_pictures(const Pictures& raw, const Params& params, Result& result,
                          Progress& progress) {
    progress.begin("networks on real pictures", 4 * params.digit_seeds);
    const Pictures pictures = centered(raw);
    const RealRuns runs{
        .he = learn_pictures(pictures, he_start(), params, progress),
        .he_raw = learn_pictures(raw, he_start(), params, progress),
        .zero = learn_pictures(pictures, zero_start(Activation::relu), params, progress),
        .zero_sigmoid =
            learn_pictures(pictures, zero_start(Activation::sigmoid), params, progress)};
    const Chart chart{.name = "error_on_real",
                      .x_axis = {"epoch"},
                      .y_axis = {"wrong on unseen pictures", Scale::log},
                      .x = counting(0, params.digit_epochs + 1),
                      .curves = {banded("He, centered", errors_of(runs.he)),
                                 banded("He, raw", errors_of(runs.he_raw)),
                                 banded("zeros, ReLU", errors_of(runs.zero)),
                                 banded("zeros, sigmoid", errors_of(runs.zero_sigmoid))},
                      .tolerance = restless};
    result.charts.push_back(chart);
    const auto add = [&](const std::string& name, const std::vector<Run>& list,
                         const std::string& label, Tolerance tolerance) {
        add_spread("real", name, ends_of(list, &Run::on_test),
                   "accuracy on unseen real pictures, " + label, tolerance, result);
    };
    add("he", runs.he, "He, centered", trained);
    add("he_raw", runs.he_raw, "He, raw", restless);
    add("zero", runs.zero, "zeros, ReLU", trained);
    add("zero_sigmoid", runs.zero_sigmoid, "zeros, sigmoid", restless);
    result.values.push_back({"real_mean_pixel",
                             mean_pixel(raw.train),
                             "mean pixel of the real pictures",
                             {.relative = 1e-6}});
    draw_networks(runs, pictures, result);
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, const Pictures& pictures, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("samples", params.samples, "random pictures to learn from");
    result.parameter("new_samples", params.new_samples, "random pictures to be judged on");
    result.parameter("pixels", slide_pixels, "numbers per random picture");
    result.parameter("units", 64, "units of the first hidden layer");
    result.parameter("epochs", params.epochs, "the slide's epochs");
    result.parameter("learning_rate", params.learning_rate, "the slide's learning rate");
    result.parameter("seeds", params.seeds, "runs of every start on random pictures");
    result.parameter("runs", 4 * params.seeds, "runs at the slide's budget");
    result.parameter("full_seeds", full().seeds, "the same with --full");
    result.parameter("rate_seeds", params.rate_seeds, "runs at every learning rate");
    result.parameter("digit_samples", pictures.train.labels.size(),
                     "real pictures to learn from");
    result.parameter("digit_test", pictures.test.labels.size(),
                     "real pictures to be judged on");
    result.parameter("digit_epochs", params.digit_epochs, "epochs on the real pictures");
    result.parameter("digit_rate", params.digit_rate, "learning rate on the real pictures");
    result.parameter("digit_seeds", params.digit_seeds,
                     "runs of every start on real pictures");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
/// @param real  Real pictures: the digits of this book unless the reader brought others.
inline Result run(const Params& params, const Pictures& real,
                  Progress& progress = silent()) {
    Result result;
    parameters(params, real, result);
    memorize(params, result, progress);
    rates(params, result, progress);
    why(params, result, progress);
    slide_update(params, result, progress);
    real_pictures(real, params, result, progress);
    return result;
}

}  // namespace winit::chapter10
