#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/12-depth/experiment.hpp"
#include "chapters/12-depth/solutions.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/statistics/averages.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter12;

namespace {

// A number and how the evidence calls it.
struct Case {
    double number;
    const char* name;
};

constexpr double false_alarm = 1e-6;

// Other seeds than the figures'.
Params fresh() {
    Params params;
    params.seed = 112;
    params.threads = 2;
    return params;
}

const Params params = fresh();

// Pre-activations of the last of many wide layers. Nothing else is kept: the weights would fill
// the memory.
MatrixOf<float> last_layer(const MeanField& field, MatrixOf<float> signal,
                           std::size_t layers, Rng& rng) {
    const std::size_t width = signal.shape(1);
    MatrixOf<float> pre_activations = signal;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const auto network = field_network<float>(field, {width, width}, rng);
        linear(signal, network.layers[0].weights, network.layers[0].biases,
               pre_activations);
        activate(field.activation, pre_activations, signal);
    }
    return pre_activations;
}

// Inputs whose pre-activations have the mean square q already in the first layer.
double input_for(const MeanField& field, double q) {
    return (q - field.bias_variance) / field.weight_variance;
}

double mean_accuracy(const Task& task, std::size_t seeds) {
    return average(train_all({task}, seeds, params)[0]);
}

}  // namespace

TEST_CASE("On the critical line chi is one", "[12-depth][claim:critical-line]") {
    const auto is_critical = [](const MeanField& field) {
        return near(chi(field, q_fixed_point(field)), 1.0, 1e-5);
    };
    holds("chi at 1.760955 with biases of 0.05",
          is_critical({Activation::tanh, 1.760955, 0.05}));
    for (const double q : {0.1, 0.57, 2.0}) {
        const MeanField field = critical_point(Activation::tanh, q);
        holds("chi at a point of the line", is_critical(field));
        holds("its settled mean square", near(q_fixed_point(field), q, 1e-9));
        holds("its weight variance, against a search",
              near(field.weight_variance,
                   critical_weight_variance(Activation::tanh, field.bias_variance), 1e-9));
    }
    holds("chi of a ReLU at 2/n", is_critical({Activation::relu, 2.0}));
    control("the same weights without biases", is_critical({Activation::tanh, 1.760955}));
    control("He's variance behind tanh", is_critical({Activation::tanh, 2.0, 0.05}));
}

TEST_CASE("Chi is the slope of the correlation map at one",
          "[12-depth][claim:chi-is-the-slope]") {
    for (const auto& [variance, name] : {Case{1.0, "1"}, {1.76, "1.76"}, {4.0, "4"}}) {
        const MeanField field = tanh_field(variance, params);
        const double q = q_fixed_point(field);
        // The map's second slope at one is below 10 here: a step of h errs by at most 5 h.
        constexpr double h = 1e-6;
        const double slope = (1.0 - c_map(field, q, 1.0 - h)) / h;
        holds(std::string("difference quotient at one, weight variance ") + name,
              near(slope, chi(field, q), 5.0 * h + 1e-9));
    }
    const MeanField field = tanh_field(4.0, params);
    const double q = q_fixed_point(field);
    control("the slope where the correlation settles",
            near(settle(field).rate, chi(field, q), 1e-5));
}

TEST_CASE("Pre-activations settle at q*", "[12-depth][claim:q-settles]") {
    constexpr std::size_t networks = 20;
    constexpr std::size_t width = 1000;
    const MeanField field = tanh_field(1.760955, params);
    const double q = q_fixed_point(field);
    std::vector<double> sizes(networks);
    parallel_for(networks, 2, [&](std::size_t i) {
        Rng rng = Rng(121).stream(i);
        const auto input = normal_matrix<float>(1, width, 0.0, 1.0, rng);
        sizes[i] = mean_square(last_layer(field, input, 20, rng));
    });
    // Given the layer below, all z are normal with one variance v. From layer to layer v strays
    // by its own sampling error and forgets a share; the measured mean square strays from v.
    const double fourth = visit(field.activation, [q](auto f) {
        return gaussian_mean(
            [&](double z) { return std::pow(f.value(std::sqrt(q) * z), 4); });
    });
    const double second = activation_mean_square(field.activation, q);
    const double slope = q_map_slope(field, q);
    const double n = static_cast<double>(width);
    const double of_v = field.weight_variance * field.weight_variance *
                        (fourth - second * second) / (n * (1.0 - slope * slope));
    const double tolerance =
        mean_tolerance(std::sqrt(of_v + 2.0 * q * q / n), networks, false_alarm);
    const auto settles = [&](double expected) {
        return statistical(near(average(sizes), expected, tolerance), networks,
                           false_alarm);
    };
    holds("mean square in layer 20, width 1000, mean of 20 networks", settles(q));
    control("q* without biases", settles(q_fixed_point({Activation::tanh, 1.760955})));
    control("the linear layer's growth", settles(q * 1.760955));
}

TEST_CASE("The logarithm of a gradient's length changes by half of ln chi per layer",
          "[12-depth][claim:gradient-slope]") {
    constexpr std::size_t networks = 50;
    constexpr std::size_t width = 300;
    for (const auto& [variance, name] :
         {Case{1.4, "1.4"}, {1.760955, "1.760955"}, {2.0, "2"}, {3.0, "3"}}) {
        const MeanField field = tanh_field(variance, params);
        const double q = q_fixed_point(field);
        std::vector<double> slopes(networks);
        parallel_for(networks, 2, [&](std::size_t i) {
            const Propagation seen =
                propagate(field, input_for(field, q), 30, width, Rng(122).stream(i));
            slopes[i] = 0.5 * std::log(seen.gradient[4] / seen.gradient[24]) / 20.0;
        });
        // The logarithm of a random factor is on average below that of its mean, by about 1/n.
        const double tolerance =
            mean_tolerance(standard_deviation(slopes), networks, false_alarm) +
            2.0 / static_cast<double>(width);
        const auto is = [&](double expected) {
            return statistical(near(average(slopes), expected, tolerance), networks,
                               false_alarm);
        };
        const std::string label = std::string(", weight variance ") + name;
        holds("slope, mean of 50 networks" + label, is(0.5 * std::log(chi(field, q))));
        control("a linear layer's" + label, is(0.5 * std::log(variance)));
    }
}

TEST_CASE("Two inputs grow alike in ReLU layers as the closed form says",
          "[12-depth][claim:relu-correlation]") {
    const MeanField he{Activation::relu, 2.0};
    for (const auto& [c, name] :
         {Case{-0.9, "-0.9"}, {0.0, "0"}, {0.5, "0.5"}, {0.99, "0.99"}}) {
        holds(std::string("closed form against quadrature, c = ") + name,
              near(relu_c_map(c), c_map(he, 1.0, c), 1e-6));
    }
    constexpr std::size_t networks = 80;
    constexpr std::size_t width = 1000;
    constexpr std::size_t layers = 5;
    std::vector<double> measured(networks);
    parallel_for(networks, 2, [&](std::size_t i) {
        Rng rng = Rng(123).stream(i);
        const auto inputs = normal_matrix<float>(2, width, 0.0, 1.0, rng);
        measured[i] = correlation(last_layer(he, inputs, layers, rng));
    });
    double expected = 0.0;
    for (std::size_t layer = 1; layer < layers; ++layer) {
        expected = relu_c_map(expected);
    }
    const auto is = [&](double correlation) {
        return statistical(
            near(average(measured), correlation,
                 mean_tolerance(standard_deviation(measured), networks, false_alarm)),
            networks, false_alarm);
    };
    holds("correlation in layer 5, width 1000, mean of 80 networks", is(expected));
    control("one layer less", is(relu_c_map(relu_c_map(relu_c_map(0.0)))));
    control("linear layers", is(0.0));
}

TEST_CASE("Beyond six xi nothing trains, and on the critical line it does",
          "[12-depth][claim:six-xi]") {
    constexpr std::size_t seeds = 5;
    const auto task = [](double variance, std::size_t depth) {
        return Task{tanh_field(variance, params), depth, params.epochs, params.rate};
    };
    const auto beyond = [&](double variance, std::size_t depth, const std::string& name) {
        holds("six xi (layers), " + name,
              below(reach(tanh_field(variance, params)), static_cast<double>(depth)));
        fails("accuracy, mean of five seeds, " + name,
              below(mean_accuracy(task(variance, depth), seeds), 0.25));
    };
    beyond(0.5, 12, "12 layers at 0.5/n");
    beyond(1.0, 32, "32 layers at 1/n");
    const double critical = mean_accuracy(task(1.760955, 32), seeds);
    twin("accuracy, mean of five seeds, 32 critical layers", above(critical, 0.35));
    control("32 critical layers stay at chance", below(critical, 0.25));
}

TEST_CASE("Well above the critical line gradients explode and the network does not train",
          "[12-depth][claim:chaos-does-not-train]") {
    const Task chaotic{tanh_field(4.0, params), 32, params.epochs, params.rate};
    const double chaos = mean_accuracy(chaotic, 5);
    fails("accuracy, mean of five seeds, 32 layers at 4/n", below(chaos, 0.25));
    Task shallow = chaotic;
    shallow.depth = 8;
    const double few = mean_accuracy(shallow, 5);
    twin("accuracy, mean of five seeds, 8 layers at 4/n", above(few, 0.6));
    control("8 layers fail as well", below(few, 0.25));
}

TEST_CASE("Weight gradients agree across layers while signal and gradient fade",
          "[12-depth][claim:agreement-is-no-comfort]") {
    const MeanField heuristic{Activation::tanh, 1.0 / 3.0};
    const auto all = propagations(heuristic, 1.0, params);
    const auto ratios = [&](std::vector<double> Propagation::* which) {
        std::vector<double> logarithms;
        for (const Propagation& one : all) {
            logarithms.push_back(std::log((one.*which).front() / (one.*which).back()));
        }
        return logarithms;
    };
    // Mean field: the gradient's factors on the way back, the signal's on the way there.
    double q = 1.0 / 3.0;
    double expected = 0.0;
    double input = 1.0;
    for (std::size_t layer = 1; layer < params.layers; ++layer) {
        const double output = activation_mean_square(Activation::tanh, q);
        expected += std::log(chi(heuristic, q)) - std::log(output / input);
        input = output;
        q = q_map(heuristic, q);
    }
    // Both paths lose about 2/n per layer to the logarithm (see gradient-slope), at most.
    const auto is = [&](std::vector<double> Propagation::* which) {
        const auto measured = ratios(which);
        const double tolerance =
            mean_tolerance(standard_deviation(measured), measured.size(), false_alarm) +
            2.0 * static_cast<double>(params.layers) / static_cast<double>(params.wide);
        return statistical(near(average(measured), expected, tolerance), measured.size(),
                           false_alarm);
    };
    holds("ln of the squared weight gradient, first over last layer",
          is(&Propagation::weight_gradient));
    holds("the expected number is small", below(std::abs(expected), 0.5));
    control("the gradient by the pre-activations", is(&Propagation::gradient));
    control("the signal", is(&Propagation::signal));
}

TEST_CASE("In deep ReLU networks the better of two scales depends on the learning rate",
          "[12-depth][claim:order-inverts]") {
    constexpr std::size_t seeds = 8;
    const auto at = [](double variance, double rate) {
        return mean_accuracy({{Activation::relu, variance}, 22, params.relu_epochs, rate},
                             seeds);
    };
    const double slow = at(2.8, 0.0003) - at(2.0, 0.0003);
    const double fast = at(2.8, 0.01) - at(2.0, 0.01);
    holds("lead of 2.8/n over He at rate 0.0003, mean of eight seeds", above(slow, 0.05));
    holds("the same at rate 0.01", below(fast, -0.05));
    double best = 0.0;
    for (const double rate : params.relu_rates) {
        best = std::max(best, at(1.0, rate));
    }
    holds("accuracy at 1/n, best of four rates, mean of eight seeds", below(best, 0.25));
    control("2.8/n leads at rate 0.01 as well", above(fast, 0.05));
}

TEST_CASE(
    "The slide's figure: its update ends at one half, the gradient stays at a quarter",
    "[12-depth][claim:two-flat-lines]") {
    const auto ends = [](const Initializer& initializer, Update update,
                         const Params& budget, std::size_t runs = 10) {
        std::vector<double> errors(runs);
        parallel_for(errors.size(), 2, [&](std::size_t run) {
            const auto weights = slide_weights(initializer, Rng(budget.seed).stream(run));
            errors[run] = errors_by_epoch(weights, update, budget).back();
        });
        return errors;
    };
    const auto farthest = [](const std::vector<double>& errors, double from) {
        double distance = 0.0;
        for (const double error : errors) {
            distance = std::max(distance, std::abs(error - from));
        }
        return distance;
    };
    holds("the slide's update, Xavier, farthest of ten runs from one half",
          below(farthest(ends(heuristic_uniform<double>, Update::slide, params), 0.5),
                0.001));
    holds(
        "the slide's update, zeros",
        below(farthest(ends(zero_weights<double>, Update::slide, params, 1), 0.5), 0.001));
    holds("the gradient, Xavier, farthest of ten runs from one quarter",
          below(farthest(ends(heuristic_uniform<double>, Update::gradient, params), 0.25),
                0.05));
    holds("the gradient, zeros",
          below(farthest(ends(zero_weights<double>, Update::gradient, params, 1), 0.25),
                0.05));
    Params enough = params;
    enough.slide_rate = 1.0;
    enough.slide_epochs = 5000;
    control("the gradient, Xavier, with a larger budget",
            below(farthest(ends(heuristic_uniform<double>, Update::gradient, enough), 0.25),
                  0.05));
}

TEST_CASE("The tanh gain that settles at one", "[12-depth][claim:gain-for-one]") {
    const double gain = gain_for_size(Activation::tanh, 1.0);
    holds("the gain", near(gain, 1.592537, 1e-6));
    const auto settles_at_one = [](double g) {
        return near(q_fixed_point({Activation::tanh, g * g}), 1.0, 1e-9);
    };
    holds("settled mean square with it", settles_at_one(gain));
    control("gain 5/3", settles_at_one(5.0 / 3.0));
}
