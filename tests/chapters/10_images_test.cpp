#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/10-images/experiment.hpp"
#include "chapters/10-images/solutions.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/train.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter10;

namespace {

constexpr double false_alarm = 1e-6;

// The limits below were chosen after looking at runs of seed 10. They are tested on others.
Params fresh_seeds() {
    Params params;
    params.seeds = 8;
    params.digit_seeds = 3;
    params.seed = 2010;
    params.threads = 2;
    return params;
}

const Params params = fresh_seeds();

// Runs at the slide's budget, made once for all test cases.
const std::vector<Run>& slide_budget(const Start& start, bool is_centered) {
    static std::vector<std::pair<std::string, std::vector<Run>>> known;
    const std::string key = start.name + (is_centered ? "_centered" : "_raw");
    for (const auto& [name, runs] : known) {
        if (name == key) {
            return runs;
        }
    }
    known.reserve(4);
    return known
        .emplace_back(
            key, learn_noise(slide_plan(start, is_centered ? slide_center : 0.0, params),
                             params))
        .second;
}

double share_of(const Labels& labels, std::size_t label) {
    return static_cast<double>(std::ranges::count(labels, label)) /
           static_cast<double>(labels.size());
}

double most_frequent_share(const Labels& labels) {
    double most = 0.0;
    for (std::size_t label = 0; label < classes; ++label) {
        most = std::max(most, share_of(labels, label));
    }
    return most;
}

Pictures some_noise(double center) {
    Rng rng = Rng(params.seed).stream(0);
    return noise_pictures(params, center, rng);
}

}  // namespace

TEST_CASE("On unseen pictures with random labels every network is at chance",
          "[10-images][claim:chance-on-unseen]") {
    const std::size_t unseen = params.seeds * params.new_samples;
    const double tolerance = frequency_tolerance(0.1, unseen, false_alarm);
    const auto at_chance = [&](const std::vector<double>& accuracies) {
        return statistical(near(average(accuracies), 0.1, tolerance), unseen, false_alarm);
    };
    for (const Start& start : {he_start(), slide_start()}) {
        for (const bool is_centered : {true, false}) {
            const std::string state = is_centered ? ", centered" : ", raw";
            holds("accuracy on unseen pictures, " + start.label + state,
                  at_chance(ends_of(slide_budget(start, is_centered), &Run::on_test)));
        }
    }
    control("accuracy on the pictures learned, He, centered",
            at_chance(ends_of(slide_budget(he_start(), true), &Run::on_train)));
}

// Means of eight networks at their best rate; a limit lies three times as far away as such a mean
// was seen to stray in three lists of seeds.
Evidence on(const Grid& grid, const Evidence& evidence) {
    return winit::trained(evidence,
                          {.seeds = grid.runs.front().front().size(),
                           .rates = grid.axes.rates.size(),
                           .budgets = grid.axes.epochs.size(),
                           .optimizers = {grid.axes.optimizer}},
                          1e-3);
}

TEST_CASE("At ten epochs centering decides whether random labels are memorized",
          "[10-images][claim:centering-decides]") {
    const std::vector<Memorizer> both{{},
                                      {Stepper::adam, 20, {0.0001, 0.0003, 0.001, 0.003}}};
    for (const Memorizer& who : both) {
        const Grid grid = memorize_by_rate(who, params);
        const std::string with = ", 10 epochs of " + grid.axes.optimizer;
        const double raw = average(at_best_rate(grid, 1, 1));
        twin("share memorized, centered" + with,
             on(grid, above(average(at_best_rate(grid, 0, 1)), 0.98)));
        fails("share memorized, raw" + with, on(grid, below(raw, 0.65)));
        control("raw pixels are memorized as well" + with, on(grid, above(raw, 0.98)));
    }
    for (const Start& start : {he_start(), slide_start()}) {
        holds("at the slide's rate, centered, worst of eight seeds, " + start.label,
              above(std::ranges::min(ends_of(slide_budget(start, true), &Run::on_train)),
                    0.98));
        holds("at the slide's rate, raw, mean of eight seeds, " + start.label,
              below(average(ends_of(slide_budget(start, false), &Run::on_train)), 0.4));
    }
}

TEST_CASE("No scale of the weights saves raw pixels at the slide's budget",
          "[10-images][claim:no-scale-saves]") {
    const auto raw = learned_by_scale(0.0, params);
    const auto center = learned_by_scale(slide_center, params);
    const auto few = [&](double share) {
        return statistical(below(share, 0.5), params.seeds, 1e-4);
    };
    for (std::size_t i = 0; i < factors().size(); ++i) {
        holds("mean share memorized, raw, scale number " + std::to_string(i),
              few(average(raw[i])));
    }
    for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
        holds("mean share memorized, centered, scale number " + std::to_string(i),
              statistical(above(average(center[i]), 0.98), params.seeds, 1e-4));
    }
    control("centered, a third of He's", few(average(center[1])));
    Plan zeros = slide_plan(zero_start(Activation::relu), slide_center, params);
    zeros.every = zeros.epochs;
    holds("mean share memorized, centered, zeros",
          few(average(ends_of(learn_noise(zeros, params), &Run::on_train))));
}

TEST_CASE("With a tenth of the rate and six times the epochs raw pixels are memorized too",
          "[10-images][claim:patience-memorizes]") {
    const auto shares = [&](std::size_t factor) {
        Plan plan = slide_plan(he_start(), 0.0, params);
        plan.learning_rate *= 0.1;
        plan.epochs *= factor;
        plan.every = plan.epochs;
        return average(ends_of(learn_noise(plan, params), &Run::on_train));
    };
    const auto most = [&](double share) {
        return statistical(above(share, 0.9), params.seeds, 1e-3);
    };
    holds("mean share memorized, raw", most(shares(6)));
    control("with the slide's number of epochs", most(shares(1)));
}

TEST_CASE(
    "Two raw pictures share three quarters of their length, two centered ones nothing",
    "[10-images][claim:raw-pictures-agree]") {
    // The product of two pictures has the variance d (1/9 - 1/16) with raw pixels and d / 144 with
    // centered ones. The mean over all pairs strays no further than over n / 2 pairs without a
    // common picture (Hoeffding). The squared lengths, with variance 4 d / 45, stray as well.
    const double d = static_cast<double>(slide_pixels);
    const std::size_t pairs = params.samples / 2;
    const double raw_tolerance =
        mean_tolerance(std::sqrt(d * (1.0 / 9.0 - 1.0 / 16.0)) / (d / 3.0), pairs,
                       false_alarm) +
        mean_tolerance(std::sqrt(d * 4.0 / 45.0) / (d / 3.0), params.samples, false_alarm);
    const double centered_tolerance =
        mean_tolerance(std::sqrt(d / 144.0) / (d / 12.0), pairs, false_alarm);
    const double raw = shared_part(some_noise(0.0).train);
    const auto evidence = [&](double measured, double expected, double tolerance) {
        return statistical(near(measured, expected, tolerance), pairs, false_alarm);
    };
    holds("shared part, raw", evidence(raw, 0.75, raw_tolerance));
    holds("shared part, centered",
          evidence(shared_part(some_noise(slide_center).train), 0.0, centered_tolerance));
    control("raw pictures share nothing", evidence(raw, 0.0, centered_tolerance));
    control("half of the mean subtracted",
            evidence(shared_part(some_noise(0.25).train), 0.0, centered_tolerance));
}

TEST_CASE("The mean of the pixels is one giant direction",
          "[10-images][claim:mean-is-one-direction]") {
    const double d = static_cast<double>(slide_pixels);
    const auto eigenvalue = [&](double center) {
        Rng rng(params.seed);
        return largest_eigenvalue(some_noise(center).train.inputs, rng);
    };
    // d / 4 from the mean, 1 / 12 from the noise along it, and half a percent of luck.
    const double raw = eigenvalue(0.0);
    holds("largest eigenvalue, raw", near(raw, d / 4.0 + 1.0 / 12.0, 0.005 * d / 4.0));
    const double edge = 1.0 + std::sqrt(d / static_cast<double>(params.samples));
    // Finite samples fall short of the edge by a few percent; so do the steps of the method.
    const auto at_edge = [&](double measured) {
        return near(measured, edge * edge / 12.0, 0.05 * edge * edge / 12.0);
    };
    holds("largest eigenvalue, centered", at_edge(eigenvalue(slide_center)));
    control("raw at the edge of centered noise", at_edge(raw));
    control("a mean of 0.05 is left", at_edge(eigenvalue(slide_center - 0.05)));
}

TEST_CASE("From raw pixels the network becomes a constant, and ends at the class priors",
          "[10-images][claim:raw-ends-at-the-prior]") {
    Params many = params;
    many.seeds = 20;
    const auto ends = [&](const Start& start, double center) {
        return ends_on_noise(slide_plan(start, center, many), many);
    };
    // Over 160 networks the distance of the loss was 0.005 nats on average and 0.07 at most, the
    // share of the commonest answer 0.96 with a standard deviation of 0.11.
    const auto at_entropy = [&](const std::vector<End>& list) {
        double distance = 0.0;
        for (const End& end : list) {
            distance += std::abs(end.loss - end.entropy);
        }
        return statistical(below(distance / static_cast<double>(list.size()), 0.05),
                           list.size(), 1e-3);
    };
    const auto one_answer = [&](const std::vector<End>& list) {
        double share = 0.0;
        for (const End& end : list) {
            share += end.commonest;
        }
        return statistical(above(share / static_cast<double>(list.size()), 0.8),
                           list.size(), 1e-3);
    };
    const auto raw = ends(he_start(), 0.0);
    const auto zero = ends(zero_start(Activation::relu), 0.0);
    holds("distance of the loss from the entropy of the labels (nats), mean, raw",
          at_entropy(raw));
    holds("share of the commonest answer, mean, raw", one_answer(raw));
    holds("distance of the loss from the entropy of the labels (nats), mean, zeros",
          at_entropy(zero));
    holds("share of the commonest answer, mean, zeros", one_answer(zero));
    const auto center = ends(he_start(), slide_center);
    control("loss, centered", at_entropy(center));
    control("commonest answer, centered", one_answer(center));
}

TEST_CASE("In the first layer most units die on raw pixels, on average over networks",
          "[10-images][claim:raw-units-die]") {
    Params many = params;
    many.seeds = 20;
    const auto living = [&](double center) {
        const auto counts = living_by_step(center, {many.samples}, many, silent());
        double sum = 0.0;
        for (const auto& count : counts) {
            sum += count.back();
        }
        return sum / static_cast<double>(many.seeds);
    };
    // From network to network the count strays by 10: a mean of 20 by 2.3.
    const auto most_off = [&](double mean) {
        return statistical(below(mean, 32.0), many.seeds, 1e-4);
    };
    const double center = living(slide_center);
    holds("units ever on after one epoch, mean, raw", most_off(living(0.0)));
    holds("units ever on after one epoch, mean, centered", equal(center, 64.0));
    control("centered", most_off(center));
}

TEST_CASE("A network of zeros answers one class, and is right as often as it occurs",
          "[10-images][claim:zero-answers-one-class]") {
    const Pictures pictures = some_noise(0.0);
    const ClassificationOf<float>& set = pictures.test;
    const auto classes_answered = [&](const NetworkOf<float>& network) {
        const auto shares = confusion(network, set);
        double answered = 0.0;
        for (std::size_t k = 0; k < classes; ++k) {
            answered +=
                std::ranges::any_of(shares, [&](const auto& row) { return row[k] > 0.0; })
                    ? 1.0
                    : 0.0;
        }
        return answered;
    };
    const auto judged = [&](const NetworkOf<float>& network) {
        return accuracy(predict(network, set.inputs), set.labels);
    };
    Rng rng(1);
    const Start zeros = zero_start(Activation::relu);
    holds("accuracy before training, against the share of label 0",
          equal(judged(make_mlp(zeros, slide_pixels, rng)), share_of(set.labels, 0)));
    // With biases training moves the tie to another class, and still to one only.
    const NetworkOf<float> later = learn(pictures, zeros, {1, 1, 0.01}, rng).network;
    const VectorOf<float>& biases = later.layers.back().biases;
    const auto answer =
        static_cast<std::size_t>(std::ranges::max_element(biases) - biases.begin());
    holds("accuracy after an epoch, against the share of the class with the largest bias",
          equal(judged(later), share_of(set.labels, answer)));
    holds("classes answered after an epoch", equal(classes_answered(later), 1.0));
    control("classes answered from He's weights, before training",
            equal(classes_answered(make_mlp(he_start(), slide_pixels, rng)), 1.0));
}

TEST_CASE("The slide's softmax overflows where the shifted one does not",
          "[10-images][claim:softmax-overflows]") {
    const auto total = [](double largest) {
        return xt::sum(softmax(Matrix{{largest, largest - 1.0, 0.0}}))();
    };
    const auto slides_total = [](double largest) {
        return xt::sum(slides::softmax(Vector{largest, largest - 1.0, 0.0}))();
    };
    holds("sum of the probabilities, logits up to 1000", near(total(1000.0), 1.0, 1e-15));
    holds("the slide's, logits up to 700", near(slides_total(700.0), 1.0, 1e-15));
    control("the slide's, logits up to 710", near(slides_total(710.0), 1.0, 1e-15));
    for (const Start& start : {zero_start(Activation::relu), slide_start()}) {
        Rng rng = Rng(params.seed).stream(0);
        const Pictures pictures = noise_pictures(params, 0.0, rng);
        const auto overflow =
            static_cast<double>(slide_training(pictures, start, params, rng).overflow);
        const double epoch = static_cast<double>(params.samples);
        holds("picture at which the slide's training overflows, " + start.label,
              near(overflow, 1.5 * epoch, 0.5 * epoch));
    }
}

TEST_CASE("The slide's update leaves the logits of a network of zeros equal",
          "[10-images][claim:slide-update-is-blind]") {
    Rng rng = Rng(params.seed).stream(0);
    const Pictures pictures = noise_pictures(params, 0.0, rng);
    const SlideRun blind =
        slide_training(pictures, zero_start(Activation::relu), params, rng);
    holds("largest difference between the weights of two output units, 10 epochs",
          equal(blind.output_spread, 0.0));
    holds("accuracy, against the share of label 0",
          equal(blind.accuracy, share_of(pictures.train.labels, 0)));
    // A true gradient tells the classes apart, if only by their biases.
    const Run seeing = learn(pictures, zero_start(Activation::relu), {1, 1, 0.01}, rng);
    const VectorOf<float>& biases = seeing.network.layers.back().biases;
    control("one epoch with the gradient",
            equal(xt::amax(biases)() - xt::amin(biases)(), 0.0));

    // With random weights it is no better than chance on the very pictures it trains on.
    std::vector<double> accuracies;
    for (std::size_t run = 0; run < params.seeds; ++run) {
        Rng own = Rng(params.seed).stream(run);
        const Pictures others = noise_pictures(params, 0.0, own);
        accuracies.push_back(slide_training(others, slide_start(), params, own).accuracy);
    }
    holds("accuracy on its own pictures, the slide's weights",
          below(average(accuracies), 0.2));
}

TEST_CASE("Zeros with full batches end at the class prior of the digits",
          "[10-images][claim:zero-is-the-prior]") {
    Rng rng(params.seed);
    const Split parts = split(digits(), params.digit_samples, rng);
    const std::size_t n = parts.train.labels.size();
    double entropy = 0.0;
    for (const std::size_t count : class_counts(parts.train)) {
        const double share = static_cast<double>(count) / static_cast<double>(n);
        entropy -= share * std::log(share);
    }
    const auto trained_from = [&](const Initializer& initializer, Activation hidden) {
        Network network =
            make_network<double>({64, 64, 32, classes}, {hidden}, initializer, rng);
        train(network, parts.train, {n, 200, 1.0}, rng, [](double) {});
        return predict(network, parts.train.inputs);
    };
    for (const Activation hidden : {Activation::tanh, Activation::relu}) {
        const std::string name = hidden == Activation::tanh ? "tanh" : "ReLU";
        const Matrix logits = trained_from(zero_weights<double>, hidden);
        holds("accuracy, against the share of the most frequent digit, " + name,
              equal(accuracy(logits, parts.train.labels),
                    most_frequent_share(parts.train.labels)));
        holds("loss, against the entropy of the labels, " + name,
              near(cross_entropy(logits, parts.train.labels), entropy, 1e-9));
    }
    const Matrix logits = trained_from(he_uniform<double>, Activation::relu);
    control("He", near(cross_entropy(logits, parts.train.labels), entropy, 1e-9));
}

TEST_CASE("Random weights recognize unseen digits, zeros do not",
          "[10-images][claim:digits-are-learned]") {
    const std::vector<Labeled<Entry>> entries{
        {"he", "He", {he_start()}},
        {"slide", "the slide's He", {slide_start()}},
        {"zero", "zeros", {zero_start(Activation::relu)}},
        {"zero_sigmoid", "zeros, sigmoid", {zero_start(Activation::sigmoid)}}};
    for (const Steps& steps : digit_steps()) {
        const Grid grid = digits_by_rate(entries, steps, params);
        const auto mean = [&](std::size_t entry) {
            return average(at_best_rate(grid, entry, 1));
        };
        const std::string with = ", " + grid.axes.optimizer;
        twin("accuracy on unseen digits, He" + with, on(grid, above(mean(0), 0.95)));
        holds("accuracy on unseen digits, the slide's He" + with,
              on(grid, above(mean(1), 0.95)));
        fails("accuracy on unseen digits, zeros" + with, on(grid, below(mean(2), 0.2)));
        fails("accuracy on unseen digits, zeros, sigmoid" + with,
              on(grid, below(mean(3), 0.7)));
        control("zeros learn with a sigmoid" + with, on(grid, above(mean(3), 0.95)));
    }
}

TEST_CASE("On digits centering widens the choice of rates and hardly moves the best",
          "[10-images][claim:centering-widens]") {
    for (const Steps& steps : digit_steps()) {
        const Grid grid = digits_by_rate(three_centerings(), steps, params);
        const auto lead = [&](std::size_t rate) {
            return average(scores_of(grid, 0, rate, 1, &Scores::test)) -
                   average(scores_of(grid, 2, rate, 1, &Scores::test));
        };
        const double best =
            average(at_best_rate(grid, 0, 1)) - average(at_best_rate(grid, 2, 1));
        const std::string with = ", " + grid.axes.optimizer;
        holds("lead of centered digits at the best rates" + with,
              on(grid, below(std::abs(best), 0.03)));
        if (steps.stepper == Stepper::gradient_descent) {
            REQUIRE(steps.rates[3] == 0.1);
            holds("lead of centered digits at rate 0.1" + with,
                  on(grid, above(lead(3), 0.05)));
            control("they lead as much at rate 0.01" + with,
                    on(grid, above(lead(1), 0.05)));
        }
    }
}

TEST_CASE("Shuffled labels are memorized, and nothing is learned from them",
          "[10-images][claim:shuffled-is-memorized]") {
    Params eight = params;
    eight.digit_seeds = 8;
    const auto ends = [&](bool shuffled, std::vector<double> Run::* curve) {
        return average(ends_of(learn_labels(shuffled, eight), curve));
    };
    const auto high = [&](double share) {
        return statistical(above(share, 0.9), eight.digit_seeds, 1e-4);
    };
    const double unseen = ends(true, &Run::on_test);
    holds("learned digits, shuffled labels, mean", high(ends(true, &Run::on_train)));
    holds("unseen digits, shuffled labels, mean",
          statistical(below(unseen, 0.15), eight.digit_seeds, 1e-4));
    holds("unseen digits, true labels, mean", high(ends(false, &Run::on_test)));
    control("unseen digits, shuffled labels", high(unseen));
}

TEST_CASE("From zeros all filters of a sigmoid network are one filter",
          "[10-images][claim:zero-filters-agree]") {
    // As on the page: the mean picture subtracted, one digit per step, single precision.
    const Pictures raw = digit_pictures(params);
    const auto spread = [&](const Start& start) {
        double largest = 0.0;
        for (const Run& run :
             learn_pictures(centered(raw), start, rate_for(raw, params), params)) {
            const MatrixOf<float>& weights = run.network.layers.front().weights;
            largest =
                std::max(largest, unit_spread(weights) /
                                      static_cast<double>(xt::amax(xt::abs(weights))()));
        }
        return largest;
    };
    holds("largest difference between two units over the largest weight, zeros",
          below(spread(zero_start(Activation::sigmoid)), 1e-3));
    control("He", below(spread(he_start()), 1e-3));
}

TEST_CASE("A filter of a convolution has fan_in k k c, and He's variance counts that",
          "[10-images][claim:convolution-fans]") {
    const Convolution size{
        .channels_in = 3, .channels_out = 16, .kernel_height = 3, .kernel_width = 3};
    const Fans counted = counted_fans(size, 6);
    const Fans computed = fans_of(size);
    holds("inputs of a unit, counted", equal(static_cast<double>(counted.fan_in), 27.0));
    holds("units that hear an input, counted",
          equal(static_cast<double>(counted.fan_out), 144.0));
    holds("fan_in by formula", equal(static_cast<double>(computed.fan_in), 27.0));
    holds("fan_out by formula", equal(static_cast<double>(computed.fan_out), 144.0));

    // One output pixel of many convolutions: a sum of 27 products of normal numbers, with
    // variance 2 and E z^4 = 3 (2/27)^2 (27^2 + 2 * 27).
    constexpr std::size_t draws = 20000;
    const double fourth = 3.0 * (2.0 / 27.0) * (2.0 / 27.0) * (27.0 * 27.0 + 2.0 * 27.0);
    const double tolerance = mean_tolerance(std::sqrt(fourth - 4.0), draws, false_alarm);
    const auto doubles = [&](std::size_t fan) {
        Rng rng(27);
        double sum = 0.0;
        for (std::size_t draw = 0; draw < draws; ++draw) {
            Picture patch = xt::zeros<double>({3, 3, 3});
            Filters filters = xt::zeros<double>({1, 3, 3, 3});
            std::ranges::generate(patch, [&] { return rng.normal(); });
            std::ranges::generate(filters, [&] { return he_stddev(fan) * rng.normal(); });
            const double z = convolve(patch, filters)(0, 0, 0);
            sum += z * z;
        }
        return statistical(near(sum / draws, 2.0, tolerance), draws, false_alarm);
    };
    holds("mean square of a pre-activation, He with fan_in", doubles(27));
    control("He with fan_out", doubles(144));
    control("He with all pixels of the picture", doubles(3072));
}
