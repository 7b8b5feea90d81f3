#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "chapters/08-distributions/experiment.hpp"
#include "chapters/08-distributions/solutions.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter08;

namespace {

constexpr double false_alarm = 1e-6;
constexpr Fans layer{.fan_in = 100, .fan_out = 100};
constexpr std::size_t drawn = layer.fan_in * layer.fan_out;

std::vector<double> sample_of(const Scheme& scheme, std::uint64_t seed) {
    Rng rng(seed);
    return entries(scheme.draw(layer, rng));
}

Evidence ks_of(const std::vector<double>& sample, const Curve1d& cdf) {
    return statistical(
        below(ks_distance(sample, cdf), ks_limit(sample.size(), false_alarm)),
        sample.size(), false_alarm);
}

Evidence chi_square_of(const std::vector<double>& sample, const Curve1d& cdf) {
    constexpr std::size_t cells = 50;
    return statistical(
        below(equal_cells(sample, cdf, cells), chi_square_limit(cells - 1, false_alarm)),
        sample.size(), false_alarm);
}

// Every distribution of the chapter against its own density.
using Check = std::function<Evidence(const std::vector<double>&, const Curve1d&)>;
void fits_its_density(const std::string& what, const Check& check) {
    std::uint64_t seed = 80;
    for (const Scheme& scheme : schemes(layer)) {
        holds(what + scheme.label, check(sample_of(scheme, seed++), scheme.cdf));
    }
    holds(what + "normal cut at two",
          check(sample_of(cut_normal(), seed++), cut_normal().cdf));
    holds(what + "cut and stretched back",
          check(sample_of(stretched_normal(), seed++), stretched_normal().cdf));
}

double draws_in(const Histogram& histogram) {
    std::size_t draws = histogram.below + histogram.above;
    for (const std::size_t count : histogram.counts) {
        draws += count;
    }
    return static_cast<double>(draws);
}

// Probability that a count is within a distance of its mean, binomial(trials, p).
double binomial_within(std::size_t trials, double p, double distance) {
    const auto n = static_cast<double>(trials);
    double inside = 0.0;
    for (double k = 0.0; k <= n; k += 1.0) {
        if (std::abs(k - n * p) <= distance) {
            inside += std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) -
                               std::lgamma(n - k + 1.0) + k * std::log(p) +
                               (n - k) * std::log1p(-p));
        }
    }
    return inside;
}

}  // namespace

TEST_CASE("A histogram on its own axis does not know the scale of its weights",
          "[08-distributions][claim:own-axis-hides-scale]") {
    const Params params;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const Rng rng(seed);
        const auto all = panels(params);
        const auto wide = panel_weights(all[0], params, rng);
        const auto narrow = panel_weights(all[1], params, rng);
        std::size_t different = 0;
        std::size_t different_on_one_axis = 0;
        const auto own_wide = own_axis(wide, params.bins).counts;
        const auto own_narrow = own_axis(narrow, params.bins).counts;
        const auto one_wide = histogram(wide, -1.0, 1.0, params.bins).counts;
        const auto one_narrow = histogram(narrow, -1.0, 1.0, params.bins).counts;
        for (std::size_t bin = 0; bin < params.bins; ++bin) {
            different += own_wide[bin] != own_narrow[bin] ? 1 : 0;
            different_on_one_axis += one_wide[bin] != one_narrow[bin] ? 1 : 0;
        }
        const std::string with = ", seed " + std::to_string(seed);
        holds("bins that differ, own axes" + with,
              equal(static_cast<double>(different), 0.0));
        control("one axis for both" + with,
                equal(static_cast<double>(different_on_one_axis), 0.0));
    }
}

TEST_CASE("Counts sum to the number of draws, and a density has area one",
          "[08-distributions][claim:area-is-one]") {
    for (const Scheme& scheme : schemes(layer)) {
        const auto sample = sample_of(scheme, 81);
        holds("draws counted, " + scheme.label,
              equal(draws_in(own_axis(sample, 50)), static_cast<double>(drawn)));
        holds("area under the bars, " + scheme.label,
              near(area(own_axis(sample, 50)), 1.0, 1e-12));
    }
    const auto sample = sample_of(schemes(layer).front(), 81);
    const Histogram bars = own_axis(sample, 50);
    double counts_times_width = 0.0;
    for (const std::size_t count : bars.counts) {
        counts_times_width += static_cast<double>(count) * (bars.high - bars.low) / 50.0;
    }
    control("counts in place of densities", near(counts_times_width, 1.0, 1e-12));
    control("an axis that cuts weights off",
            near(area(histogram(sample, 0.0, 0.05, 50)), 1.0, 1e-12));
}

TEST_CASE("Kolmogorov and Smirnov accept every scheme with its own density",
          "[08-distributions][claim:ks-accepts]") {
    fits_its_density("largest gap, ", ks_of);
    const auto all = schemes(layer);
    control("the slide's Xavier against Glorot's density",
            ks_of(sample_of(all[0], 82), all[2].cdf));
    control("the slide's He against He's uniform density",
            ks_of(sample_of(all[1], 83), all[3].cdf));
    control("normal against uniform of the same variance",
            ks_of(sample_of(all[4], 84), all[3].cdf));
    control("a cut normal that was not stretched back",
            ks_of(sample_of(cut_normal(), 85), stretched_normal().cdf));
}

TEST_CASE("Chi-square over equally likely cells accepts every scheme with its own density",
          "[08-distributions][claim:chi-square-accepts]") {
    fits_its_density("chi-square, ", chi_square_of);
    const auto all = schemes(layer);
    control("the slide's Xavier against Glorot's density",
            chi_square_of(sample_of(all[0], 86), all[2].cdf));
    control("the slide's He against He's uniform density",
            chi_square_of(sample_of(all[1], 87), all[3].cdf));
    control("normal against uniform of the same variance",
            chi_square_of(sample_of(all[4], 88), all[3].cdf));
    control("a cut normal that was not stretched back",
            chi_square_of(sample_of(cut_normal(), 89), stretched_normal().cdf));
}

TEST_CASE("The weights have the standard deviation that is stated for their scheme",
          "[08-distributions][claim:stated-stddev]") {
    const auto variance_is = [](const Scheme& scheme, double stddev, std::uint64_t seed) {
        const bool bell = scheme.name == "he_normal";
        Rng rng(seed);
        const double expected = stddev * stddev;
        const double tolerance = variance_tolerance(
            expected, bell ? kurtosis::normal : kurtosis::uniform, drawn, false_alarm);
        return statistical(
            near(sample_variance(scheme.draw(layer, rng)), expected, tolerance), drawn,
            false_alarm);
    };
    const auto all = schemes(layer);
    std::uint64_t seed = 180;
    for (const Scheme& scheme : all) {
        holds("variance, " + scheme.label, variance_is(scheme, scheme.stddev, seed++));
    }
    const auto shown = panels(Params{});
    holds("widest panel over narrowest, squared",
          near(std::pow(shown[0].stddev / shown[1].stddev, 2.0), 1000.0, 1e-9));
    control("the slide's He for He's", variance_is(all[1], all[3].stddev, seed++));
    control("a bound taken for a standard deviation",
            variance_is(all[0], all[0].support, seed++));
}

TEST_CASE("A normal number cut at two has standard deviation 0.8796",
          "[08-distributions][claim:cut-is-narrower]") {
    const auto variance_is = [](const Scheme& scheme, double expected) {
        Rng rng(90);
        return statistical(near(sample_variance(scheme.draw(layer, rng)), expected,
                                variance_tolerance(expected, kurtosis::truncated_normal,
                                                   drawn, false_alarm)),
                           drawn, false_alarm);
    };
    const double cut = 0.8796256610342398;  // sqrt(1 - 4 phi(2) / (2 Phi(2) - 1))
    holds("by formula", near(cut_deviations(Params{})["stddev_cut_theory"], cut, 1e-12));
    holds("variance of the cut sample", variance_is(cut_normal(), cut * cut));
    holds("variance of the stretched sample", variance_is(stretched_normal(), 1.0));
    control("the cut sample has the variance that was asked for",
            variance_is(cut_normal(), 1.0));
}

TEST_CASE("The bound depends on the fan-in and not on the number of draws",
          "[08-distributions][claim:fan-in-is-not-sample-count]") {
    // P(no draw of N in the outer share e) = (1 - e)^N = false_alarm.
    const auto reaches = [](double largest, std::size_t draws, double bound) {
        const double share = 1.0 - std::pow(false_alarm, 1.0 / static_cast<double>(draws));
        return statistical(near(largest, bound, bound * share), draws, false_alarm);
    };
    for (const std::size_t draws : {1000U, 10000U, 100000U}) {
        const std::string of = std::to_string(draws);
        const double largest = largest_weight(100, draws, Rng(draws));
        holds("largest weight of " + of, reaches(largest, draws, 0.1));
        holds("and not above the bound", below(largest, 0.1));
        control("the slide's way, largest of " + of,
                reaches(largest_weight(draws, draws, Rng(draws)), draws, 0.1));
    }
}

TEST_CASE("A bar strays from its expected height by the root of N p (1 - p)",
          "[08-distributions][claim:noise-band]") {
    constexpr std::size_t histograms = 4000;
    constexpr std::size_t draws = 1000;
    constexpr std::size_t bins = 50;
    const Curve1d cdf = [](double w) { return uniform_cdf(w, 1.0); };
    const Rng root(91);
    std::vector<double> wide(histograms);
    std::vector<double> narrow(histograms);
    for (std::size_t i = 0; i < histograms; ++i) {
        Rng rng = root.stream(i);
        const Histogram bars = histogram(
            slides::random<double>({.fan_in = draws, .fan_out = 1}, rng), -1.0, 1.0, bins);
        wide[i] = static_cast<double>(bins_in_band(bars, cdf)) / bins;
        narrow[i] = static_cast<double>(bins_in_band(bars, cdf, 1.0)) / bins;
    }
    const double expected =
        binomial_within(draws, 1.0 / bins, 2.0 * bin_noise(1.0 / bins, draws));
    const auto share = [&](const std::vector<double>& shares) {
        const Vector numbers = xt::adapt(shares, std::vector<std::size_t>{shares.size()});
        const double stddev = std::sqrt(sample_variance(numbers));
        return statistical(near(sample_mean(numbers), expected,
                                mean_tolerance(stddev, histograms, false_alarm)),
                           histograms, false_alarm);
    };
    holds("share of bins within two standard deviations", share(wide));
    control("a band half as wide", share(narrow));
}

TEST_CASE(
    "The largest weight separates two uniform schemes long before their histograms do",
    "[08-distributions][claim:largest-separates]") {
    constexpr std::size_t trials = 2000;
    const double ratio = 1.0 / std::sqrt(3.0);
    const Result answers = exercises(Params{});
    const auto by_largest = static_cast<std::size_t>(answers["separate_by_largest"]);
    const auto by_ks = static_cast<std::size_t>(answers["separate_by_ks"]);
    const double narrow = heuristic_bound(layer.fan_in);
    const double wide = glorot_bound(layer);
    holds("one bound over the other", near(narrow / wide, ratio, 1e-12));
    holds("a Glorot sample stays below the narrow bound",
          below(std::pow(ratio, static_cast<double>(by_largest)), false_alarm));
    holds("one draw fewer is not enough",
          above(std::pow(ratio, static_cast<double>(by_largest - 1)), false_alarm));

    const Rng root(92);
    const auto refused_by_ks = [&](std::size_t draws) {
        std::size_t refused = 0;
        double least = 1.0;
        for (std::size_t trial = 0; trial < trials; ++trial) {
            Rng rng = root.stream(trial);
            const auto sample =
                entries(uniform_weights({.fan_in = draws, .fan_out = 1}, narrow, rng));
            const double distance =
                ks_distance(sample, [&](double w) { return uniform_cdf(w, wide); });
            least = std::min(least, distance);
            refused += distance > ks_limit(draws, false_alarm) ? 1 : 0;
        }
        return std::pair(static_cast<double>(refused) / trials, least);
    };
    // At the narrow bound the sample's function is one, whatever was drawn.
    const double surely = 0.5 * (1.0 - ratio);
    holds("the gap that every sample has, over the limit",
          above(surely, ks_limit(by_ks, false_alarm)));
    holds("one draw fewer, the gap is below the limit",
          below(surely, ks_limit(by_ks - 1, false_alarm)));
    const auto [always, least] = refused_by_ks(by_ks);
    holds("share refused by Kolmogorov and Smirnov, " + std::to_string(by_ks) + " draws",
          equal(always, 1.0));
    holds("least gap of these samples", above(least, surely - 1e-12));
    control("the same with " + std::to_string(by_largest) + " draws",
            equal(refused_by_ks(by_largest).first, 1.0));
    control("the same with 100 draws", equal(refused_by_ks(100).first, 1.0));
}

TEST_CASE("Layers of a tanh network tell a narrow, a right and a wide start apart",
          "[08-distributions][claim:layers-tell]") {
    constexpr std::size_t networks = 20;
    const Params params;
    const auto all = starts();
    // Means over networks: sizes of activations and of gradients that are kept, and saturation.
    const auto means_of = [&](const Initializer& start) {
        std::array<double, 3> means{};
        for (std::size_t i = 0; i < networks; ++i) {
            const Workspace inside = look_inside(start, params, Rng(93).stream(i));
            const Matrix& last = inside.activations[params.depth - 1];
            means[0] += kept(last, inside.activations.front()) / networks;
            means[1] +=
                kept(inside.deltas.front(), inside.deltas[params.depth - 1]) / networks;
            means[2] += saturated(last) / networks;
        }
        return means;
    };
    const auto heuristic = means_of(all[0].item);
    const auto glorot = means_of(all[1].item);
    const auto wide = means_of(all[2].item);
    const auto little = [](double share) {
        return statistical(below(share, 0.25), networks, false_alarm);
    };
    const auto much = [](double share) {
        return statistical(above(share, 1.0 / 3.0), networks, false_alarm);
    };
    const auto most = [](double share) {
        return statistical(above(share, 0.5), networks, false_alarm);
    };
    holds("heuristic: activations kept, last hidden layer over first",
          little(heuristic[0]));
    holds("heuristic: gradients kept, first hidden layer over last", little(heuristic[1]));
    holds("Glorot: activations kept", much(glorot[0]));
    holds("Glorot: gradients kept", much(glorot[1]));
    holds("random, ±1: share of the activations that are saturated", most(wide[2]));
    control("Glorot loses as much of the activations", little(glorot[0]));
    control("Glorot loses as much of the gradients", little(glorot[1]));
    control("the heuristic keeps as much of the activations", much(heuristic[0]));
    control("the heuristic keeps as much of the gradients", much(heuristic[1]));
    control("Glorot saturates as well", most(glorot[2]));
}

TEST_CASE("How many draws make a bar steady to one part in twenty",
          "[08-distributions][claim:draws-for-band]") {
    const auto draws = static_cast<std::size_t>(exercises(Params{})["steady_draws"]);
    const double expected = static_cast<double>(draws) / 50.0;
    holds("band over bar", near(2.0 * bin_noise(0.02, draws) / expected, 0.05, 1e-6));
    control("the slide's 1000 draws", near(2.0 * bin_noise(0.02, 1000) / 20.0, 0.05, 1e-6));
}
