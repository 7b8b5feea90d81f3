#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/04-random/experiment.hpp"
#include "chapters/04-random/solutions.hpp"
#include "snippets/statistics/averages.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter04;

namespace {

constexpr double false_alarm = 1e-6;

// Logarithms of the lengths at the ends of 4000 walks of 100 factors.
const std::vector<double>& ends() {
    static const std::vector<double> lengths = [] {
        Params params;
        params.threads = 2;
        std::vector<double> last;
        for (const auto& one : winit::chapter04::walks(params)) {
            last.push_back(one.back());
        }
        return last;
    }();
    return lengths;
}

Evidence mean_of(const std::vector<double>& numbers, double expected, double variance) {
    const double tolerance =
        mean_tolerance(std::sqrt(variance), numbers.size(), false_alarm);
    return statistical(near(average(numbers), expected, tolerance), numbers.size(),
                       false_alarm);
}

// What the page shows, from other random numbers.
Params other_seeds() {
    Params params;
    params.seed = 40;
    params.threads = 2;
    return params;
}

// Mean accuracy on unseen digits at the best rate.
double mean(const Grid& grid, std::size_t start, std::size_t budget) {
    return average(at_best_rate(grid, start, budget));
}

std::string label_of(const Trial& trial, std::size_t budget) {
    return name_of(trial.stepper) + ", epochs: " + std::to_string(trial.epochs[budget]);
}

// Means of ten networks stray by 0.01 to 0.05; every limit lies three times that away or more.
Evidence on(const Trial& trial, const Evidence& evidence) {
    return winit::trained(evidence,
                          {.seeds = other_seeds().seeds,
                           .rates = trial.rates.size(),
                           .budgets = trial.epochs.size(),
                           .optimizers = {name_of(trial.stepper)}},
                          1e-3);
}

// Means and variances of 100 steps.
double drift(std::size_t size) {
    return 100.0 * log_growth(size);
}
double variance(std::size_t size) {
    return 100.0 * log_growth_variance(size);
}

}  // namespace

TEST_CASE("The slide's weights are uniform on [-1, 1): mean 0, variance 1/3",
          "[04-random][claim:uniform-moments]") {
    constexpr std::size_t n = 100000;
    Rng rng(41);
    const Matrix weights = slides::random({.fan_in = n, .fan_out = 1}, rng);
    const double third = 1.0 / 3.0;
    const auto variance_near = [&](double expected) {
        return statistical(
            near(sample_variance(weights), expected,
                 variance_tolerance(expected, kurtosis::uniform, n, false_alarm)),
            n, false_alarm);
    };
    const std::vector<double> sample(weights.begin(), weights.end());
    const auto distance_to = [&](double bound) {
        const double distance =
            ks_distance(sample, [bound](double w) { return uniform_cdf(w, bound); });
        return statistical(below(distance, ks_limit(n, false_alarm)), n, false_alarm);
    };
    holds("mean", mean_of(sample, 0.0, third));
    holds("variance", variance_near(third));
    holds("Kolmogorov-Smirnov distance to uniform on [-1, 1)", distance_to(1.0));
    control("variance 1, as if the bound were the standard deviation", variance_near(1.0));
    control("uniform with standard deviation 1", distance_to(std::sqrt(3.0)));
}

TEST_CASE("A linear layer of the slide multiplies the mean square by n / 3",
          "[04-random][claim:layer-growth]") {
    constexpr std::size_t layers = 10000;
    const auto growth_near = [&](const Initializer& initializer, std::size_t fan_in,
                                 double expected) {
        // z is a sum of n independent terms: its kurtosis is 3 - 1.2 / n.
        const double kurtosis = 3.0 - 1.2 / static_cast<double>(fan_in);
        return statistical(
            near(layer_growth(initializer, fan_in, layers, 42), expected,
                 variance_tolerance(expected, kurtosis, layers, false_alarm)),
            layers, false_alarm);
    };
    for (const std::size_t fan_in : {3U, 4U, 100U, 784U}) {
        const auto n = static_cast<double>(fan_in);
        const std::string inputs = ", inputs: " + std::to_string(fan_in);
        holds("growth" + inputs, growth_near(slides::random<double>, fan_in, n / 3.0));
        control("growth by n" + inputs, growth_near(slides::random<double>, fan_in, n));
        const double unit = 1.0 / std::sqrt(n);
        holds("growth at standard deviation 1 / sqrt(n)" + inputs,
              growth_near(uniform_of(unit), fan_in, 1.0));
    }
}

TEST_CASE("The logarithm of a product of random matrices drifts by 0.558 per factor",
          "[04-random][claim:walk-drift]") {
    holds("theory of one factor of size 4", near(log_growth(4), 0.557966, 1e-6));
    holds("mean of the logarithm after 100 factors",
          mean_of(ends(), drift(4), variance(4)));
    control("half the logarithm of the mean square",
            mean_of(ends(), 50.0 * std::log(4.0), variance(4)));
    control("factors of size 3", mean_of(ends(), drift(3), variance(4)));
}

TEST_CASE("The logarithms spread like the root of the number of factors",
          "[04-random][claim:walk-spread]") {
    holds("theory after 100 factors of size 4", near(std::sqrt(variance(4)), 4.015, 1e-3));
    const auto spread_near = [&](double expected) {
        // Kurtosis of a sum of 100: 3 + psi'''(2) / psi'(2)^2 / 100, with psi'''(2) = 0.494.
        const double kurtosis = 3.0 + 0.494 / (0.645 * 0.645) / 100.0;
        return statistical(
            near(std::pow(standard_deviation(ends()), 2), expected,
                 variance_tolerance(expected, kurtosis, ends().size(), false_alarm)),
            ends().size(), false_alarm);
    };
    holds("variance of the logarithm after 100 factors", spread_near(variance(4)));
    control("spread as for one factor", spread_near(variance(4) / 100.0));
    control("factors of size 3", spread_near(variance(3)));
}

TEST_CASE("The mean square belongs to walks that nobody sees",
          "[04-random][claim:mean-is-rare]") {
    constexpr std::size_t walks = 4000;
    // E |x|^2 is n^100 exactly; no walk of the 4000 is as long as its root.
    const double root = 50.0 * std::log(4.0);
    holds("logarithm of the longest of 4000 walks", below(std::ranges::max(ends()), root));
    std::vector<double> carrying(walks);
    Rng rng(43);
    for (double& length : carrying) {
        length = carrying_walk(4, 100, rng);
    }
    holds("mean logarithm of the walks that carry the mean square",
          mean_of(carrying, drift(6), variance(6)));
    holds("their distance from the typical walk by theory, in standard deviations",
          near(carrier_distance(4, 100), 6.226, 1e-3));
    control("typical walks carry it", mean_of(carrying, drift(4), variance(4)));
}

TEST_CASE("Zero weights and random biases learn the digits, in a shallow network",
          "[04-random][claim:biases-break-symmetry]") {
    const Params params = other_seeds();
    const auto starts = biases_instead(params);
    for (const Trial& trial :
         {Trial{Stepper::gradient_descent, {0.03, 0.1, 0.3, 1.0, 3.0}, {10, 30, 100}},
          Trial{Stepper::adam, {0.001, 0.003, 0.01, 0.03, 0.1}, {10, 30}}}) {
        const Grid grid = compare<double>(starts, trial, params);
        const bool descent = trial.stepper == Stepper::gradient_descent;
        for (std::size_t budget = 0; budget < trial.epochs.size(); ++budget) {
            const std::string with = ", " + label_of(trial, budget);
            holds("accuracy, random biases" + with,
                  on(trial, above(mean(grid, 0, budget), 0.8)));
            fails("accuracy, equal biases" + with,
                  on(trial, below(mean(grid, 1, budget), 0.5)));
            fails("accuracy, zero biases" + with,
                  on(trial, below(mean(grid, 2, budget), 0.2)));
            fails("accuracy, random biases, five hidden layers" + with,
                  on(trial, below(mean(grid, 3, budget), descent ? 0.2 : 0.5)));
            twin("accuracy, random weights, five hidden layers" + with,
                 on(trial, above(mean(grid, 4, budget), 0.75)));
        }
        twin("accuracy, random in place of equal or zero biases, " + label_of(trial, 1),
             on(trial, above(mean(grid, 0, 1), 0.8)));
        control("equal biases do as well, " + label_of(trial, 1),
                on(trial, above(mean(grid, 1, 1), 0.8)));
    }
}

TEST_CASE("The deeper the network, the fewer scales it can start from",
          "[04-random][claim:depth-narrows]") {
    const Params params = other_seeds();
    std::vector<Labeled<Start>> starts;
    for (const std::size_t depth : {std::size_t{2}, std::size_t{10}}) {
        for (const double scale :
             {params.fitting() / 3.0, params.fitting(), slide_stddev()}) {
            starts.push_back({"start", "", {.stddev = scale, .depth = depth}});
        }
    }
    for (const Trial& trial :
         {Trial{Stepper::gradient_descent, {0.01, 0.03, 0.1, 0.3, 1.0}, {10, 30}},
          Trial{Stepper::adam, {0.0003, 0.001, 0.003, 0.01, 0.03}, {10, 30}}}) {
        const Grid grid = compare(starts, trial, params);
        for (std::size_t budget = 0; budget < trial.epochs.size(); ++budget) {
            const std::string with = ", " + label_of(trial, budget);
            holds("two hidden layers, a third of 1 / sqrt(n)" + with,
                  on(trial, above(mean(grid, 0, budget), trained_level)));
            holds("two hidden layers, 1 / sqrt(n)" + with,
                  on(trial, above(mean(grid, 1, budget), trained_level)));
            holds("two hidden layers, the slide's weights" + with,
                  on(trial, above(mean(grid, 2, budget), trained_level)));
            fails("ten hidden layers, a third of 1 / sqrt(n)" + with,
                  on(trial, below(mean(grid, 3, budget), trained_level)));
            twin("ten hidden layers, 1 / sqrt(n)" + with,
                 on(trial, above(mean(grid, 4, budget), trained_level)));
            fails("ten hidden layers, the slide's weights" + with,
                  on(trial, below(mean(grid, 5, budget), trained_level)));
        }
        control("the slide's weights are fine for ten layers, " + label_of(trial, 1),
                on(trial, above(mean(grid, 5, 1), trained_level)));
    }
}

TEST_CASE("Ten layers with the slide's weights learn late, and end lower",
          "[04-random][claim:scale-costs-time]") {
    const Params params = other_seeds();
    for (const Trial& trial : {long_descent(params),
                               Trial{Stepper::adam, {0.001, 0.003, 0.01}, {10, 30, 100}}}) {
        const Grid grid = compare(two_scales(params), trial, params);
        const std::string with = ", " + name_of(trial.stepper);
        holds("slide's weights, 100 epochs" + with,
              on(trial, above(mean(grid, 1, 2), 0.45)));
        holds("what 90 more epochs add" + with,
              on(trial, above(mean(grid, 1, 2) - mean(grid, 1, 0), 0.1)));
        holds("1 / sqrt(n) after 30 epochs, less the slide's weights after 100" + with,
              on(trial, above(mean(grid, 0, 1) - mean(grid, 1, 2), 0.05)));
        control("the slide's weights learn nothing" + with,
                on(trial, below(mean(grid, 1, 2), 0.2)));
        if (trial.stepper == Stepper::gradient_descent) {
            constexpr std::size_t tenth = 3;
            REQUIRE(trial.rates[tenth] == 0.1);
            const auto at_tenth = [&](std::size_t start) {
                return average(scores_of(grid, start, tenth, 2, &Scores::test));
            };
            fails("slide's weights at rate 0.1, 100 epochs",
                  on(trial, below(at_tenth(1), 0.35)));
            twin("1 / sqrt(n) at rate 0.1, 100 epochs", on(trial, above(at_tenth(0), 0.8)));
        }
    }
}
