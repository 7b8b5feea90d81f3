#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "chapters/06-he/experiment.hpp"
#include "chapters/06-he/solutions.hpp"
#include "snippets/statistics/averages.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter06;

namespace {

constexpr double false_alarm = 1e-6;

Evidence variance_of(const Matrix& weights, double expected, double kurtosis) {
    const std::size_t n = weights.size();
    return statistical(near(sample_variance(weights), expected,
                            variance_tolerance(expected, kurtosis, n, false_alarm)),
                       n, false_alarm);
}

// Last layer's share of the mean square, for many small networks.
std::vector<double> last_growths(const Initializer& initializer, std::size_t depth,
                                 std::size_t width, std::size_t networks) {
    const Rng root(66);
    std::vector<double> growths(networks);
    for (std::size_t i = 0; i < networks; ++i) {
        Rng rng = root.stream(i);
        growths[i] = growth_by_layer(initializer, depth, width, rng).back();
    }
    return growths;
}

// One He layer of width n multiplies the mean square by a factor of mean 1, variance 5 / n.
double growth_variance(std::size_t depth, std::size_t width) {
    return std::pow(1.0 + 5.0 / static_cast<double>(width), static_cast<double>(depth)) -
           1.0;
}

// Starts by their place in schemes().
constexpr std::size_t he = 0;
constexpr std::size_t lecun = 1;
constexpr std::size_t slide = 2;

// The grids of the page with other random numbers, each trained once for all test cases.
const Grid& other_run(const Trial& trial) {
    static std::map<std::string, Grid> known;
    if (known.count(trial.name) == 0) {
        Params params;
        params.seed = 66;
        params.threads = 2;
        known.emplace(trial.name, train_schemes(trial, params));
    }
    return known.at(trial.name);
}

double mean_at_best(const Grid& grid, std::size_t start, std::size_t budget) {
    return average(at_best_rate(grid, start, budget));
}

// How much more He's weights recognize than those of variance 1 / n.
double lead(const Grid& grid, std::size_t budget) {
    return mean_at_best(grid, he, budget) - mean_at_best(grid, lecun, budget);
}

std::string with_epochs(const Grid& grid, std::size_t budget) {
    return ", epochs: " + std::to_string(grid.axes.epochs[budget]);
}

// Means of ten networks stray by 0.05 at most; every limit lies three times as far away as this
// mean or difference was seen to stray in five lists of seeds.
Evidence on(const Grid& grid, const Evidence& evidence) {
    return winit::trained(evidence,
                          {.seeds = grid.runs.front().front().size(),
                           .rates = grid.axes.rates.size(),
                           .budgets = grid.axes.epochs.size(),
                           .optimizers = {grid.axes.optimizer}},
                          1e-3);
}

}  // namespace

TEST_CASE("He weights have variance 2 / fan_in, normal and uniform alike",
          "[06-he][claim:he-variance]") {
    const Fans fans{.fan_in = 50, .fan_out = 2000};
    const double expected = 2.0 / 50.0;
    Rng rng(6);
    holds("variance of he_normal",
          variance_of(he_normal(fans, rng), expected, kurtosis::normal));
    holds("variance of he_uniform",
          variance_of(he_uniform(fans, rng), expected, kurtosis::uniform));
    control("the slide's bound",
            variance_of(slides::he(fans, rng), expected, kurtosis::uniform));
}

TEST_CASE("The slide's weights have one third of He's variance",
          "[06-he][claim:slide-is-one-third]") {
    const Fans fans{.fan_in = 50, .fan_out = 2000};
    const double expected = 2.0 / 50.0 / 3.0;
    Rng rng(7);
    holds("variance of the slide's weights",
          variance_of(slides::he(fans, rng), expected, kurtosis::uniform));
    control("he_uniform", variance_of(he_uniform(fans, rng), expected, kurtosis::uniform));
}

TEST_CASE("The slide's He cannot draw the slide's examples",
          "[06-he][claim:he-examples-are-impossible]") {
    const std::vector<Fans> layers = {{.fan_in = 3, .fan_out = 4},
                                      {.fan_in = 4, .fan_out = 2}};
    constexpr double example = 0.90;  // the largest that the slide prints, in both layers
    Rng rng(8);
    for (const Fans fans : layers) {
        const auto largest_of = [&](const auto& initializer) {
            double largest = 0.0;
            for (int draw = 0; draw < 10000; ++draw) {
                largest = std::max(largest, xt::amax(xt::abs(initializer(fans, rng)))());
            }
            return largest;
        };
        const std::string layer = ", " + std::to_string(fans.fan_in) + " inputs";
        holds("largest of the code's weights" + layer,
              below(largest_of(slides::he<double>), example));
        control("largest of He's weights" + layer,
                below(largest_of(he_uniform<double>), example));
    }
}

TEST_CASE("He weights keep the mean square of a signal, on average over networks",
          "[06-he][claim:he-keeps-mean-square]") {
    constexpr std::size_t networks = 20000;
    constexpr std::size_t depth = 5;
    constexpr std::size_t width = 32;
    const double stddev = std::sqrt(growth_variance(depth, width));
    const double tolerance = mean_tolerance(stddev, networks, false_alarm);
    const auto keeps = [&](const Initializer& initializer) {
        const double growth = average(last_growths(initializer, depth, width, networks));
        return statistical(near(growth, 1.0, tolerance), networks, false_alarm);
    };
    holds("mean growth, He normal", keeps(he_normal<double>));
    holds("mean growth, He uniform", keeps(he_uniform<double>));
    control("the slide's bound", keeps(slides::he<double>));
    control("variance 1 / n", keeps(lecun_normal<double>));
}

TEST_CASE("The slide's weights lose two thirds of the mean square per layer",
          "[06-he][claim:slide-loses-two-thirds]") {
    constexpr std::size_t networks = 20000;
    constexpr std::size_t depth = 5;
    constexpr std::size_t width = 32;
    const double left = std::pow(3.0, -5.0);
    const double tolerance = left * mean_tolerance(std::sqrt(growth_variance(depth, width)),
                                                   networks, false_alarm);
    const auto leaves = [&](const Initializer& initializer) {
        const double growth = average(last_growths(initializer, depth, width, networks));
        return statistical(near(growth, left, tolerance), networks, false_alarm);
    };
    holds("mean growth, the slide's bound", leaves(slides::he<double>));
    control("He normal", leaves(he_normal<double>));
}

TEST_CASE("Networks differ: the growth has variance (1 + 5/n)^L - 1",
          "[06-he][claim:he-spread]") {
    constexpr std::size_t networks = 80000;
    const double expected = growth_variance(5, 32);
    const double measured =
        std::pow(standard_deviation(last_growths(he_normal<double>, 5, 32, networks)), 2);
    // The growth is close to log-normal with fourth moment 46 times its squared variance: the
    // sample variance strays by 2.4 percent, and its tail is long.
    const auto spreads = [&](double variance) {
        return statistical(near(measured, variance, 0.15 * expected), networks, 1e-4);
    };
    holds("variance of the growth", spreads(expected));
    control("a factor of 2 / n per layer", spreads(std::pow(1.0 + 2.0 / 32.0, 5.0) - 1.0));
}

TEST_CASE("A typical network keeps exp(-5L / 2n), less than the average one",
          "[06-he][claim:typical-network]") {
    constexpr std::size_t networks = 1000;
    constexpr double depth = 30.0;
    constexpr double width = 50.0;
    const std::vector<double> growths = last_growths(he_normal<double>, 30, 50, networks);
    const double median = std::log(quantile(growths, 0.5));
    // The logarithm is close to normal with variance 5L / n; a median strays sqrt(pi / 2) times
    // as far as a mean.
    const double stddev = std::sqrt(5.0 * depth / width);
    const double tolerance =
        mean_tolerance(std::sqrt(std::numbers::pi / 2.0) * stddev, networks, false_alarm) +
        4.0 * depth / (width * width);
    const auto typical = [&](double expected) {
        return statistical(near(median, expected, tolerance), networks, false_alarm);
    };
    holds("logarithm of the median growth, 30 layers of 50", typical(-2.5 * depth / width));
    control("the typical network is the average one", typical(0.0));

    // The average, where 20 000 networks are enough to find it.
    constexpr std::size_t many = 20000;
    const std::vector<double> ten_layers = last_growths(he_normal<double>, 10, 50, many);
    const double stray =
        mean_tolerance(std::sqrt(growth_variance(10, 50)), many, false_alarm);
    const auto keeps_all = [&](double growth) {
        return statistical(near(growth, 1.0, stray), many, false_alarm);
    };
    holds("average growth, 10 layers of 50", keeps_all(average(ten_layers)));
    control("median growth, 10 layers of 50", keeps_all(quantile(ten_layers, 0.5)));
}

TEST_CASE("A leaky ReLU needs 2 / ((1 + a^2) n)", "[06-he][claim:he-leaky]") {
    constexpr double negative_slope = 0.5;
    constexpr std::size_t width = 64;
    constexpr std::size_t layers = 20000;
    const auto grows_by = [&](double expected, const Initializer& initializer) {
        const Rng root(67);
        double sum = 0.0;
        for (std::size_t i = 0; i < layers; ++i) {
            Rng rng = root.stream(i);
            const Matrix input = normal_matrix(1, width, 0.0, 1.0, rng);
            Matrix signal =
                linear(input, initializer({.fan_in = width, .fan_out = width}, rng));
            for (double& entry : signal) {
                entry *= entry > 0.0 ? 1.0 : negative_slope;
            }
            sum += mean_square(signal) / mean_square(input);
        }
        // Per unit: E f^4 / (E f^2)^2 - 1, with moments (1 + a^2) / 2 and 3 (1 + a^4) / 2. Uniform
        // weights have a smaller fourth moment.
        const double second = (1.0 + 0.25) / 2.0;
        const double fourth = 3.0 * (1.0 + 0.0625) / 2.0;
        const double sd = expected * std::sqrt((fourth / (second * second) - 1.0) / 64.0);
        return statistical(
            near(sum / layers, expected, mean_tolerance(sd, layers, false_alarm)), layers,
            false_alarm);
    };
    const Initializer leaky = [&](Fans fans, Rng& rng) {
        return normal_matrix(fans.fan_out, fans.fan_in, 0.0,
                             he_stddev(fans.fan_in, negative_slope), rng);
    };
    holds("mean growth of one layer, its own variance", grows_by(1.0, leaky));
    control("He's scale for a plain ReLU keeps it", grows_by(1.0, he_normal<double>));
    holds("mean growth of one layer, variance 2 / n", grows_by(1.25, he_normal<double>));
    holds("mean growth of one layer, the slide's bound",
          grows_by(1.25 / 3.0, slides::he<double>));
}

TEST_CASE("Whether a network dies does not depend on the scale of its weights",
          "[06-he][claim:dying-ignores-scale]") {
    constexpr std::size_t networks = 40000;
    const double expected = std::pow(1.0 - std::pow(2.0, -3.0), 10.0);
    const auto alive = [&](double stddev, std::uint64_t seed, double probability) {
        return statistical(
            near(survival_rate(stddev, {10, 3, {networks, seed}}), probability,
                 frequency_tolerance(probability, networks, false_alarm)),
            networks, false_alarm);
    };
    holds("share alive, He", alive(he_stddev(3), 1, expected));
    holds("share alive, the slide's variance", alive(std::sqrt(2.0 / 9.0), 2, expected));
    holds("share alive, stddev 1", alive(1.0, 3, expected));
    holds("the very same networks at four times the scale",
          equal(survival_rate(4.0 * he_stddev(3), {10, 3, {2000, 5}}),
                survival_rate(he_stddev(3), {10, 3, {2000, 5}})));
    control("one layer more",
            alive(he_stddev(3), 1, std::pow(1.0 - std::pow(2.0, -3.0), 11.0)));
}

TEST_CASE("Thirty layers learn from He weights, and from 1 / n only by Adam",
          "[06-he][claim:he-trains-thirty-layers]") {
    const Trial deep = descents(Params{})[2];
    const Grid descent = other_run(deep);
    const std::size_t last = descent.axes.epochs.size() - 1;
    twin("accuracy, He, 80 epochs of gradient descent",
         on(descent, above(mean_at_best(descent, he, last), 0.4)));
    for (std::size_t budget = 0; budget <= last; ++budget) {
        const std::string with = with_epochs(descent, budget);
        fails("accuracy, 1 / n" + with,
              on(descent, below(mean_at_best(descent, lecun, budget), 0.2)));
        fails("accuracy, the slide" + with,
              on(descent, below(mean_at_best(descent, slide, budget), 0.2)));
    }
    control("He stays at chance as well",
            on(descent, below(mean_at_best(descent, he, last), 0.2)));

    const Grid adam = other_run(adams(Params{})[1]);
    holds("accuracy, 1 / n, 40 epochs of Adam",
          on(adam, above(mean_at_best(adam, lecun, 2), 0.3)));
    holds("lead of He over 1 / n, 40 epochs of Adam", on(adam, above(lead(adam, 2), 0.05)));
}

TEST_CASE("At ten layers He arrives first, and 1 / n follows",
          "[06-he][claim:rate-against-scale]") {
    const Grid descent = other_run(descents(Params{})[0]);
    holds("lead of He over 1 / n, 20 epochs of gradient descent",
          on(descent, above(lead(descent, 1), 0.15)));
    holds("lead of He over 1 / n, 80 epochs of gradient descent",
          on(descent, below(lead(descent, 3), 0.05)));
    holds(
        "lead of 1 / n over the slide, 20 epochs of gradient descent",
        on(descent,
           above(mean_at_best(descent, lecun, 1) - mean_at_best(descent, slide, 1), 0.05)));
    control("20 epochs are as good as 80", on(descent, below(lead(descent, 1), 0.05)));

    const Grid adam = other_run(adams(Params{})[0]);
    holds("lead of He over 1 / n, 10 epochs of Adam", on(adam, above(lead(adam, 0), 0.05)));
    holds("lead of He over 1 / n, 40 epochs of Adam", on(adam, below(lead(adam, 2), 0.07)));
}

TEST_CASE("The deeper the network, the longer 1 / n waits",
          "[06-he][claim:depth-costs-time]") {
    const std::vector<Trial> trials = descents(Params{});
    const auto after = [&](std::size_t depth, std::size_t start) {
        const Grid grid = other_run(trials[depth]);
        return mean_at_best(grid, start, 3);
    };
    const Grid any = other_run(trials.front());
    holds("1 / n, 10 layers, 80 epochs of gradient descent",
          on(any, above(after(0, lecun), 0.8)));
    holds("what 22 layers cost 1 / n",
          on(any, above(after(0, lecun) - after(1, lecun), 0.3)));
    holds("what 22 layers cost He", on(any, below(after(0, he) - after(1, he), 0.2)));
    fails("1 / n, 30 layers", on(any, below(after(2, lecun), 0.2)));
    twin("He, 30 layers", on(any, above(after(2, he), 0.4)));
    control("22 layers cost He as much as 1 / n",
            on(any, above(after(0, he) - after(1, he), 0.3)));

    const Grid shallow = other_run(adams(Params{})[0]);
    const Grid deep = other_run(adams(Params{})[1]);
    holds("what 30 layers cost 1 / n, 10 epochs of Adam",
          on(deep,
             above(mean_at_best(shallow, lecun, 0) - mean_at_best(deep, lecun, 0), 0.25)));
}

TEST_CASE(
    "Backward, He weights bring the squared length back unchanged, whatever the widths",
    "[06-he][claim:backward-length]") {
    constexpr std::size_t networks = 4000;
    const Initializer by_fan_out = [](Fans fans, Rng& rng) {
        return normal_matrix(fans.fan_out, fans.fan_in, 0.0, he_stddev(fans.fan_out), rng);
    };
    const auto keeps = [&](const std::vector<std::size_t>& sizes,
                           const Initializer& initializer) {
        const Rng root(68);
        std::vector<double> growths(networks);
        for (std::size_t i = 0; i < networks; ++i) {
            Rng rng = root.stream(i);
            growths[i] = backward_growth(sizes, initializer, rng);
        }
        // The masks know the weights: a bias of the order of 1 / n comes on top of the noise.
        const double tolerance =
            mean_tolerance(standard_deviation(growths), networks, false_alarm) +
            1.0 / static_cast<double>(sizes.front());
        return statistical(near(average(growths), 1.0, tolerance), networks, false_alarm);
    };
    holds("widths 64, 64, 64, 64", keeps({64, 64, 64, 64}, he_normal<double>));
    holds("widths 64, 256, 128, 64", keeps({64, 256, 128, 64}, he_normal<double>));
    holds("widths 64, 64, 64, 256", keeps({64, 64, 64, 256}, he_normal<double>));
    control("widths 64, 64, 64, 256 with fan_out for fan_in",
            keeps({64, 64, 64, 256}, by_fan_out));
}
