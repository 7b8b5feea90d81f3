#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
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

// The chapter's grids with other seeds. Several claims look at each, so they are trained once.
const Grid& tanh_grid(std::size_t depth, Stepper stepper) {
    static std::map<std::string, Grid> trained_already;
    const std::string key = std::to_string(depth) + name_of(stepper);
    if (!trained_already.contains(key)) {
        trained_already[key] = compare(tanh_comparison(params, depth), stepper, params);
    }
    return trained_already[key];
}

const Grid& relu_grid(Stepper stepper) {
    static std::map<std::string, Grid> trained_already;
    const std::string key = name_of(stepper);
    if (!trained_already.contains(key)) {
        Params twice = params;
        twice.seeds *= 2;
        trained_already[key] = compare(relu_comparison(twice), stepper, twice);
    }
    return trained_already[key];
}

// Places in named_fields().
constexpr std::size_t ordered = 0;
constexpr std::size_t critical = 1;
constexpr std::size_t chaotic = 2;

// Places in relu_comparison().
constexpr std::size_t at_xavier = 0;
constexpr std::size_t at_he = 1;
constexpr std::size_t at_large = 2;

constexpr std::size_t long_budget = 1;
constexpr std::array budgets{std::size_t{0}, long_budget};
constexpr std::array steppers{Stepper::gradient_descent, Stepper::adam};

double reached_by(const Grid& grid, std::size_t start, std::size_t budget) {
    return average(at_best_rate(grid, start, budget));
}

// By how much one start leads another, each at its best rate.
double lead(const Grid& grid, std::size_t start, std::size_t other, std::size_t budget) {
    return reached_by(grid, start, budget) - reached_by(grid, other, budget);
}

// The same at one rate of the grid.
double lead_at(const Grid& grid, std::size_t start, std::size_t other, std::size_t rate,
               std::size_t budget) {
    return average(scores_of(grid, start, rate, budget, &Scores::test)) -
           average(scores_of(grid, other, rate, budget, &Scores::test));
}

// Limits are three standard errors and more from what is measured, over seeds and in pairs.
Evidence on_grid(const Grid& grid, const Evidence& evidence) {
    return trained(evidence,
                   {.seeds = grid.runs.front().front().size(),
                    .rates = grid.axes.rates.size(),
                    .budgets = grid.axes.epochs.size(),
                    .optimizers = {grid.axes.optimizer}},
                   1e-3);
}

// Says which cell of the grids is meant.
std::string with(const Grid& grid, std::size_t budget) {
    return ", " + grid.axes.optimizer + ", " + std::to_string(grid.axes.epochs[budget]) +
           " epochs";
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

TEST_CASE("Beyond six xi networks stay behind critical ones of the same depth",
          "[12-depth][claim:six-xi]") {
    holds("six xi (layers) at 1/n",
          below(reach(tanh_field(1.0, params)), static_cast<double>(named_depth)));
    for (const Stepper stepper : steppers) {
        const Grid& deep = tanh_grid(named_depth, stepper);
        const Grid& shallow = tanh_grid(4, stepper);
        for (const std::size_t budget : budgets) {
            holds("lead of critical over ordered" + with(deep, budget),
                  on_grid(deep, above(lead(deep, critical, ordered, budget), 0.05)));
            control(
                "the same at four layers" + with(shallow, budget),
                on_grid(shallow, above(lead(shallow, critical, ordered, budget), 0.05)));
        }
    }
    const Grid& descent = tanh_grid(named_depth, Stepper::gradient_descent);
    fails("accuracy, ordered" + with(descent, long_budget),
          on_grid(descent, below(reached_by(descent, ordered, long_budget), 0.26)));
    twin("accuracy, critical" + with(descent, long_budget),
         on_grid(descent, above(reached_by(descent, critical, long_budget), 0.33)));
    const Grid& adam = tanh_grid(named_depth, Stepper::adam);
    holds("accuracy, ordered" + with(adam, long_budget),
          on_grid(adam, above(reached_by(adam, ordered, long_budget), 0.13)));
}

TEST_CASE("Well above the critical line deep networks stay behind, inside of six xi",
          "[12-depth][claim:chaos-does-not-train]") {
    holds("six xi (layers) at 4/n",
          above(reach(tanh_field(4.0, params)), static_cast<double>(named_depth)));
    for (const Stepper stepper : steppers) {
        const Grid& deep = tanh_grid(named_depth, stepper);
        const Grid& shallow = tanh_grid(4, stepper);
        for (const std::size_t budget : budgets) {
            holds("lead of critical over chaotic" + with(deep, budget),
                  on_grid(deep, above(lead(deep, critical, chaotic, budget), 0.05)));
            fails("accuracy at 4/n, 32 layers" + with(deep, budget),
                  on_grid(deep, below(reached_by(deep, chaotic, budget), 0.35)));
            const double few = reached_by(shallow, chaotic, budget);
            twin("accuracy at 4/n, four layers" + with(shallow, budget),
                 on_grid(shallow, above(few, 0.7)));
            control("four layers fail as well" + with(shallow, budget),
                    on_grid(shallow, below(few, 0.35)));
        }
    }
}

TEST_CASE("On the critical line depth still costs accuracy",
          "[12-depth][claim:critical-is-not-enough]") {
    for (const Stepper stepper : steppers) {
        const Grid& deep = tanh_grid(named_depth, stepper);
        const Grid& shallow = tanh_grid(4, stepper);
        for (const std::size_t budget : budgets) {
            const auto costs = [&](double lost) {
                return on_grid(deep, above(lost, 0.25));
            };
            const double at_four = reached_by(shallow, critical, budget);
            holds("what 32 layers cost against four layers" + with(deep, budget),
                  costs(at_four - reached_by(deep, critical, budget)));
            control("what a start off the line costs four layers" + with(deep, budget),
                    costs(at_four - reached_by(shallow, chaotic, budget)));
        }
    }
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
    const Grid& descent = relu_grid(Stepper::gradient_descent);
    const Grid& adam = relu_grid(Stepper::adam);
    holds("lead of 2.8/n over He at the small rate" + with(descent, long_budget),
          on_grid(descent,
                  above(lead_at(descent, at_large, at_he, slow, long_budget), 0.02)));
    for (const std::size_t budget : budgets) {
        const double fast_lead = lead_at(descent, at_he, at_large, fast, budget);
        holds("lead of He over 2.8/n at the large rate" + with(descent, budget),
              on_grid(descent, above(fast_lead, 0.1)));
        control("2.8/n leads at the large rate as well" + with(descent, budget),
                on_grid(descent, above(-fast_lead, 0.02)));
        fails("accuracy at 1/n" + with(descent, budget),
              on_grid(descent, below(reached_by(descent, at_xavier, budget), 0.15)));
        twin("accuracy at 2/n" + with(descent, budget),
             on_grid(descent, above(reached_by(descent, at_he, budget), 0.17)));
        holds("lead of He over 2.8/n at a small rate" + with(adam, budget),
              on_grid(adam, above(lead_at(adam, at_he, at_large, slow, budget), 0.05)));
        holds("lead of He over 1/n" + with(adam, budget),
              on_grid(adam, above(lead(adam, at_he, at_xavier, budget), 0.05)));
    }
    holds("accuracy at 1/n" + with(adam, long_budget),
          on_grid(adam, above(reached_by(adam, at_xavier, long_budget), 0.2)));
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
