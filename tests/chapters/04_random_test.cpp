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
    holds("their distance from the typical walk, in standard deviations",
          above((average(carrying) - drift(4)) / std::sqrt(variance(4)), 6.0));
    control("typical walks carry it", mean_of(carrying, drift(4), variance(4)));
}

TEST_CASE("Zero weights and random biases learn the digits",
          "[04-random][claim:biases-break-symmetry]") {
    const Params params;
    std::vector<double> random;
    double best_equal = 0.0;
    double best_zero = 0.0;
    for (std::uint64_t run = 0; run < 10; ++run) {
        const Rng rng = Rng(params.seed).stream(run);
        random.push_back(train_biases(Biases::random, params, rng));
        best_equal = std::max(best_equal, train_biases(Biases::equal, params, rng));
        best_zero = std::max(best_zero, train_biases(Biases::zero, params, rng));
    }
    holds("accuracy, random biases, mean of ten seeds", above(average(random), 0.95));
    holds("accuracy, random biases, worst of ten seeds",
          above(std::ranges::min(random), 0.9));
    holds("accuracy, equal biases, best of ten seeds", below(best_equal, 0.5));
    holds("accuracy, zero biases, best of ten seeds", below(best_zero, 0.2));
    control("equal biases do as well", above(best_equal, 0.95));
}

TEST_CASE("The deeper the network, the fewer scales it can start from",
          "[04-random][claim:depth-narrows]") {
    const Params params;
    const auto mean_accuracy = [&](double stddev, std::size_t depth) {
        return average(best_accuracies(stddev, depth, params));
    };
    const double balanced = 1.0 / std::sqrt(static_cast<double>(params.width));
    const double slide = slide_stddev();
    for (const std::size_t depth : depths()) {
        const std::string layers = ", hidden layers: " + std::to_string(depth);
        holds("accuracy at 1 / sqrt(n)" + layers,
              above(mean_accuracy(balanced, depth), 0.75));
    }
    holds("accuracy at a third of that, hidden layers: 2",
          above(mean_accuracy(balanced / 3.0, 2), 0.75));
    holds("accuracy at a third of that, hidden layers: 5",
          below(mean_accuracy(balanced / 3.0, 5), 0.5));
    holds("accuracy with the slide's weights, hidden layers: 2",
          above(mean_accuracy(slide, 2), 0.75));
    const double deep = mean_accuracy(slide, 10);
    holds("accuracy with the slide's weights, hidden layers: 10", below(deep, 0.5));
    control("the slide's weights are fine for ten layers", above(deep, 0.75));
}
