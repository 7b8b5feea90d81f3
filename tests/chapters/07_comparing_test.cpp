#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chapters/07-comparing/experiment.hpp"
#include "chapters/07-comparing/solutions.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter07;

namespace {

constexpr double false_alarm = 1e-6;

// Standard deviation of one number per network, around its sample mean.
// A root of a mean of mean squares, one per network: its square strays like a mean.
Evidence root_mean_is(const std::vector<double>& mean_squares, double stddev) {
    const std::size_t networks = mean_squares.size();
    const double noise =
        mean_tolerance(standard_deviation(mean_squares), networks, false_alarm);
    return statistical(
        near(root_mean(mean_squares), stddev, noise / (root_mean(mean_squares) + stddev)),
        networks, false_alarm);
}

// Every scheme gets draws of its own: five independent tests.
std::vector<Draws> own_draws(const Params& params) {
    const auto all = schemes();
    std::vector<Draws> draws(all.size());
    parallel_for(all.size(), 2, [&](std::size_t s) {
        Params own = params;
        own.seed = 70 + s;
        draws[s] = draw_networks(all[s].initializer, own);
    });
    return draws;
}

const std::vector<Draws>& many_draws() {
    static const std::vector<Draws> draws = own_draws(Params{});
    return draws;
}

double distance(const Matrix& left, const Matrix& right) {
    return xt::amax(xt::abs(left - right))();
}

// Trainings with other seeds than the page's.
constexpr std::size_t train_seeds = 60;
const Repeats fresh_runs(train_seeds, 2007, 2);
const std::vector<Stepper> steppers = {Stepper::gradient_descent, Stepper::adam};

Evidence on_grid(const Evidence& evidence, std::size_t rates) {
    return trained(evidence, {train_seeds, rates, 2, {"gradient descent", "Adam"}}, 1e-3);
}

// Both starts at one rate: runs[budget][start][seed], the same numbers for both.
std::vector<std::vector<std::vector<double>>> paired_runs(Stepper stepper, double rate) {
    const Params params;
    const Recipe recipe{stepper, rate, {params.short_epochs, params.epochs}};
    std::vector<std::vector<std::vector<double>>> runs(2, {{}, {}});
    for (const std::size_t start : {0U, 1U}) {
        const Start which = start == 0 ? he_start() : glorot_start();
        const auto found = repeat(fresh_runs, [&](const Rng& rng) {
            return train_once(which, recipe, params, rng);
        });
        for (const auto& run : found) {
            runs[0][start].push_back(run[0].test);
            runs[1][start].push_back(run[1].test);
        }
    }
    return runs;
}

// Share of simulated comparisons that see a difference, the spread being known.
double share_seen(std::size_t runs, double difference, double alarm, std::size_t trials) {
    Rng rng(2008);
    std::size_t seen = 0;
    for (std::size_t trial = 0; trial < trials; ++trial) {
        double sum = 0.0;
        for (std::size_t run = 0; run < runs; ++run) {
            sum += difference + rng.normal();
        }
        const double errors = sum / std::sqrt(static_cast<double>(runs));
        seen += std::abs(errors) > normal_limit(alarm) ? 1 : 0;
    }
    return static_cast<double>(seen) / static_cast<double>(trials);
}

std::vector<double> gains(const std::vector<double>& better,
                          const std::vector<double>& worse) {
    std::vector<double> list;
    for (std::size_t run = 0; run < better.size(); ++run) {
        list.push_back(better[run] - worse[run]);
    }
    return list;
}

}  // namespace

TEST_CASE("The network has five outputs; read as the slide reads it, it returns ten",
          "[07-comparing][claim:five-outputs]") {
    const Params params;
    const Draw draw = draw_network(glorot_uniform<double>, params, Rng(7));
    holds("outputs", equal(static_cast<double>(draw.outputs.size()), 5.0));
    const double as_on_the_slide = counts(params)["slide_outputs"];
    holds("numbers by the slide's forward pass", equal(as_on_the_slide, 10.0));
    control("the slide's forward pass returns five", equal(as_on_the_slide, 5.0));
    const Draw zeros = draw_network(zero_weights<double>, params, Rng(7));
    holds("largest output of a network of zeros",
          equal(xt::amax(xt::abs(zeros.outputs))(), 0.0));
}

TEST_CASE("The standard deviation of an output is the root of n_in n_hidden v1 v2 / 3",
          "[07-comparing][claim:output-stddev]") {
    const Params params;
    const auto all = schemes();
    const std::vector<double> expected = {0.1925, 0.3849, 0.5443, 1.1547, 1.3608};
    for (std::size_t s = 0; s < all.size(); ++s) {
        const double theory = output_stddev(all[s], params);
        holds("formula, " + all[s].label, near(theory, expected[s], 5e-5));
        holds(all[s].label, root_mean_is(many_draws()[s].output, theory));
        control("its bound taken for the standard deviation, " + all[s].label,
                root_mean_is(many_draws()[s].output, 3.0 * theory));
    }
    control("slide's He for He",
            root_mean_is(many_draws()[1].output, output_stddev(all[3], params)));
    control("a variance of the input in place of its mean square",
            root_mean_is(many_draws()[2].output, 0.5 * output_stddev(all[2], params)));
}

TEST_CASE("A ReLU in the hidden layer halves the mean square of every scheme's outputs",
          "[07-comparing][claim:relu-halves]") {
    const Params params;
    const auto all = schemes();
    for (std::size_t s = 0; s < all.size(); ++s) {
        const double linear = output_stddev(all[s], params);
        holds(all[s].label,
              root_mean_is(many_draws()[s].relu_output, linear / std::sqrt(2.0)));
        control("no change, " + all[s].label,
                root_mean_is(many_draws()[s].relu_output, linear));
    }
}

TEST_CASE("With common random numbers scaled uniform weights give exactly scaled outputs",
          "[07-comparing][claim:common-random-numbers]") {
    const Params params;
    const auto all = schemes();
    // Distance of one scheme's outputs to the first scheme's, scaled.
    const auto off = [&](const Initializer& initializer, double scale, std::uint64_t seed,
                         std::uint64_t other, const Params& shape) {
        const Draw draw = draw_network(initializer, shape, Rng(seed));
        const Draw reference = draw_network(all[0].initializer, params, Rng(other));
        return std::max(distance(draw.outputs, scale * reference.outputs),
                        distance(draw.relu_outputs, scale * reference.relu_outputs)) /
               (scale * root_mean_square(reference.outputs));
    };
    for (const std::uint64_t seed : {71U, 171U, 271U}) {
        const std::string at = ", seed " + std::to_string(seed);
        for (std::size_t s = 1; s < all.size(); ++s) {
            const double scale =
                output_stddev(all[s], params) / output_stddev(all[0], params);
            const auto& draw = all[s].initializer;
            holds("distance to the first scheme's outputs, scaled: " + all[s].label + at,
                  below(off(draw, scale, seed, seed, params), 1e-13));
            control("another seed, " + all[s].label + at,
                    below(off(draw, scale, seed + 1, seed, params), 1e-13));
        }
        const double he = output_stddev(all[3], params) / output_stddev(all[0], params);
        control("He's normal weights in place of uniform ones" + at,
                below(off(he_normal<double>, he, seed, seed, params), 1e-13));
        const Params wider{.hidden = params.hidden + 1};
        const double wide = output_stddev(all[3], wider) / output_stddev(all[0], params);
        control("a hidden layer with one unit more" + at,
                below(off(all[3].initializer, wide, seed, seed, wider), 1e-13));
    }
    const Initializer fourfold = [](Fans fans, Rng& rng) {
        return Matrix(4.0 * slides::xavier(fans, rng));
    };
    holds("the same weights times four: the outputs times sixteen, to the last bit",
          equal(off(fourfold, 16.0, 71, 71, params), 0.0));
    // A tanh is not homogeneous: paired draws still help there, but they do not agree exactly.
    const Matrix signal{{0.5, -1.0}};
    control("tanh scales as well",
            below(distance(activate(Activation::tanh, Matrix(4.0 * signal)),
                           4.0 * activate(Activation::tanh, signal)),
                  1e-13));
}

TEST_CASE("One draw ranks three schemes in five of six cases, and five in one of four",
          "[07-comparing][claim:one-draw-misleads]") {
    const Result page = rankings(draw_schemes({.threads = 2}));
    const Sizes three = sizes_of_some(many_draws(), of_the_slide());
    const Sizes five = sizes_of_some(many_draws(), of_the_book());
    // The page's share strays as ours does.
    const auto once = [&](const Sizes& sizes, double published) {
        const std::size_t comparisons = sizes.front().size() / sizes.size();
        const double tolerance =
            std::sqrt(2.0) * frequency_tolerance(published, comparisons, false_alarm);
        return statistical(near(share_ranked(sizes, 1, true), published, tolerance),
                           comparisons, false_alarm);
    };
    const auto nearly_always = [](const Sizes& sizes, std::size_t draws) {
        return statistical(above(share_ranked(sizes, draws, true), 0.97),
                           sizes.front().size() / (draws * sizes.size()), false_alarm);
    };
    holds("the slide's three, one own network each, against the page",
          once(three, page["three_ranked_once"]));
    holds("five, one own network each, against the page", once(five, page["ranked_once"]));
    control("the slide's three come out right as seldom as five",
            once(three, page["ranked_once"]));
    holds("the slide's three, ten own networks each", nearly_always(three, some));
    holds("five, a hundred own networks each", nearly_always(five, many));
    control("five, one own network each", nearly_always(five, 1));
    control("five, ten own networks each", nearly_always(five, some));

    std::vector<Draws> common;
    for (const Scheme& scheme : schemes()) {
        common.push_back(draw_networks(scheme.initializer, {.networks = 5000}));
    }
    holds("share right, one common network",
          equal(share_ranked(sizes_of_some(common, of_the_book()), 1, false), 1.0));
}

TEST_CASE("A number of runs sees a difference as often as the formula says",
          "[07-comparing][claim:power-of-seeds]") {
    constexpr std::size_t trials = 10000;
    constexpr double difference = 0.25;  // in standard deviations of one run
    constexpr double alarm = 0.01;
    const auto seen = [&](std::size_t runs, double power) {
        return statistical(near(share_seen(runs, difference, alarm, trials), power,
                                frequency_tolerance(power, trials, false_alarm)),
                           trials, false_alarm);
    };
    for (const double power : {0.5, 0.8, 0.9}) {
        const std::size_t runs = seeds_needed(difference, 1.0, {alarm, power});
        holds("share of comparisons that see it with " + std::to_string(runs) + " runs",
              seen(runs, power));
    }
    const std::size_t half = seeds_needed(difference, 1.0, {alarm, 0.5});
    control("the runs for one half see it in nine of ten", seen(half, 0.9));
    for (const std::size_t runs : {few_runs, ten_runs}) {
        const double power = power_of(runs, difference, 1.0, alarm);
        holds(std::to_string(runs) + " runs", seen(runs, power));
        control(std::to_string(runs) + " runs see it in half of the cases",
                seen(runs, 0.5));
    }
    const auto factor = [](double rate) {
        return static_cast<double>(seeds_needed(1e-3, 1.0, {rate, 0.9})) /
               static_cast<double>(seeds_needed(1e-3, 1.0, {rate, 0.5}));
    };
    holds("runs for nine tenths over runs for one half, false alarms 1 %",
          near(factor(0.01), 2.243, 1e-3));
    holds("the same, one in a million", near(factor(1e-6), 1.593, 1e-3));
}

TEST_CASE("With three seeds a test for one false alarm in a hundred raises twelve",
          "[07-comparing][claim:few-seeds-alarm]") {
    constexpr std::size_t trials = 100000;
    const auto alarms = [](std::size_t runs, double expected) {
        return statistical(near(false_alarms(runs, 0.01, trials, Rng(2009)), expected,
                                frequency_tolerance(expected, trials, false_alarm)),
                           trials, false_alarm);
    };
    const double limit = normal_limit(0.01);  // Student's t with two degrees of freedom
    const double three = 1.0 - limit / std::sqrt(2.0 + limit * limit);
    holds("share of false alarms with three seeds", alarms(few_runs, three));
    control("one in a hundred, as the limit was meant", alarms(few_runs, 0.01));
    const Result page = seeds_for({.difference = 1.0, .own = 1.0, .paired = 1.0}, {});
    holds(
        "the same, as the page has it",
        near(page["alarms_of_3"], three, frequency_tolerance(three, trials, false_alarm)));
    holds("with a hundred seeds the limit is nearly right",
          statistical(below(false_alarms(100, 0.01, 20000, Rng(2010)), 0.016), 20000,
                      false_alarm));
}

TEST_CASE("Shared seeds take away most of the noise between two calm trainings",
          "[07-comparing][claim:pairing-saves-runs]") {
    const Params params;
    for (const Stepper stepper : steppers) {
        const auto& rates =
            stepper == Stepper::adam ? params.adam_rates : params.descent_rates;
        for (const std::size_t rate : {0U, 1U, 2U}) {
            const auto by_budget = paired_runs(stepper, rates[rate]);
            for (const std::size_t budget : {0U, 1U}) {
                const auto& runs = by_budget[budget];
                const std::string at = name_of(stepper) + ", rate " +
                                       std::to_string(rates[rate]) + ", budget " +
                                       std::to_string(budget);
                holds("share of the variance that is left, " + at,
                      on_grid(below(variance_left(compare(runs[0], runs[1])), 0.5), 3));
                std::vector<double> others = runs[1];
                std::rotate(others.begin(), others.begin() + 1, others.end());
                control("runs with different seeds, " + at,
                        on_grid(below(variance_left(compare(runs[0], others)), 0.5), 3));
            }
        }
    }
}

TEST_CASE("Which of two starts has its rate chosen decides which one wins",
          "[07-comparing][claim:tuning-outweighs-start]") {
    const Params params;
    for (const Stepper stepper : steppers) {
        const Grid grid = tuning_grid(stepper, params, fresh_runs);
        for (const std::size_t budget : {0U, 1U}) {
            const std::string at = ", " + name_of(stepper) + ", budget " +
                                   std::to_string(grid.axes.epochs[budget]);
            const auto he = at_best_rate(grid, 0, budget);
            const auto glorot = at_best_rate(grid, 1, budget);
            const auto ahead = [&](const std::vector<double>& better,
                                   const std::vector<double>& worse) {
                return on_grid(above(standard_errors(gains(better, worse)),
                                     normal_limit(params.false_alarm)),
                               grid.axes.rates.size());
            };
            holds("standard errors of Glorot's lead over an untuned He" + at,
                  ahead(glorot, untuned(grid, 0, budget)));
            holds("of He's lead over an untuned Glorot" + at,
                  ahead(he, untuned(grid, 1, budget)));
            control("of Glorot's lead over a tuned He" + at, ahead(glorot, he));
        }
    }
}

TEST_CASE("At a thousand hidden units Xavier has the smallest outputs of the five",
          "[07-comparing][claim:wide-ranking]") {
    const auto place = [](std::size_t hidden) {
        const auto names = ranking(hidden);
        return static_cast<double>(std::ranges::find(names, "xavier") - names.begin());
    };
    holds("Xavier's place, from zero", equal(place(1000), 0.0));
    control("its place at ten hidden units", equal(place(10), 0.0));
    const Params params{.hidden = 1000, .networks = 4000};
    const auto all = schemes();
    const auto draws = own_draws(params);
    for (std::size_t s = 0; s < all.size(); ++s) {
        holds("standard deviation at a thousand hidden units, " + all[s].label,
              root_mean_is(draws[s].output, output_stddev(all[s], params)));
    }
    control("Xavier's at ten hidden units",
            root_mean_is(draws[2].output, output_stddev(all[2], Params{})));
    for (const std::size_t s : {0U, 1U, 3U}) {
        const double narrow = output_stddev(all[s], Params{});
        holds("theory, the same at both widths, " + all[s].label,
              near(output_stddev(all[s], params), narrow, 1e-14));
    }
    control("Xavier's, the same at both widths",
            near(output_stddev(all[2], params), output_stddev(all[2], Params{}), 1e-14));
}
