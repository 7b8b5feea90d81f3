/// @file experiment.hpp
/// @brief Chapter 8: what can you read from a histogram of weights?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "chapters/08-distributions/solutions.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/truncated_normal.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/chi_square.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter08 {

/// Everything that can change the outcome.
struct Params {
    std::size_t slide_size = 1000;  ///< The slide's one number: draws and fan-in at once.
    std::size_t bins = 50;          ///< Bins of each of the slide's panels.
    std::size_t fan_in = 100;       ///< Inputs of the layer whose weights we look at.
    std::size_t fan_out = 100;      ///< Its units.
    std::size_t axis_bins = 80;     ///< Bins of the common axis.
    double axis_end = 0.4;          ///< The common axis reaches from minus this to this.
    std::size_t cells = 50;         ///< Equally likely cells of the chi-square test.
    double false_alarm = 1e-6;      ///< Of each test.
    std::size_t most_draws = 100'000;  ///< Last point of the curve over the sample count.
    std::uint64_t seed = 8;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.fan_out = 20, .axis_bins = 40, .most_draws = 1000};
}

/// @brief A function of one weight: a density, or a distribution function.
using Curve1d = std::function<double(double)>;

/// @brief A scheme for one layer, with the distribution that its weights should have.
struct Scheme {
    std::string name;
    std::string label;
    Initializer draw;
    double stddev;   ///< Of one weight, by theory.
    double support;  ///< Where a figure may stop: the bound, or far enough.
    Curve1d density;
    Curve1d cdf;
};

/// @brief A scheme with a bound.
inline Scheme uniform_scheme(std::string name, std::string label, Initializer draw,
                             double bound) {
    return {std::move(name),
            std::move(label),
            std::move(draw),
            bound / std::sqrt(3.0),
            bound,
            [bound](double w) { return uniform_density(w, bound); },
            [bound](double w) { return uniform_cdf(w, bound); }};
}

/// @brief A scheme with a standard deviation.
inline Scheme normal_scheme(std::string name, std::string label, Initializer draw,
                            double stddev) {
    return {std::move(name),
            std::move(label),
            std::move(draw),
            stddev,
            4.0 * stddev,
            [stddev](double w) { return normal_density(w / stddev) / stddev; },
            [stddev](double w) { return normal_cdf(w / stddev); }};
}

/// @brief The schemes of the book so far, for one layer.
// [begin schemes_08]
inline std::vector<Scheme> schemes(Fans fans) {
    const double he = he_stddev(fans.fan_in);
    return {
        uniform_scheme("xavier", "slide's Xavier", slides::xavier<double>,
                       heuristic_bound(fans.fan_in)),
        uniform_scheme("slide_he", "slide's He", slides::he<double>, he),
        uniform_scheme("glorot", "Glorot", glorot_uniform<double>, glorot_bound(fans)),
        uniform_scheme("he_uniform", "He, uniform", he_uniform<double>,
                       std::sqrt(3.0) * he),
        normal_scheme("he_normal", "He, normal", he_normal<double>, he),
        uniform_scheme("random", "random, ±1", slides::random<double>, 1.0),
    };
}
// [end schemes_08]

/// @brief A normal distribution with its tails cut off at two standard deviations.
inline Scheme truncated_scheme(const TruncatedNormal& distribution, double stddev) {
    return {"truncated",
            "truncated normal",
            [distribution](Fans fans, Rng& rng) {
                return truncated_normal<double>(fans, distribution, rng);
            },
            stddev,
            distribution.high,
            [distribution](double w) { return truncated_normal_density(w, distribution); },
            [distribution](double w) { return truncated_normal_cdf(w, distribution); }};
}

/// @brief Standard normal numbers, cut at two: what `trunc_normal_` of PyTorch draws.
inline Scheme cut_normal() {
    return truncated_scheme({}, truncated_normal_stddev(2.0));
}

/// @brief Cut, and stretched back to a standard deviation of one: Keras and JAX.
inline Scheme stretched_normal() {
    const double wider = 1.0 / truncated_normal_stddev(2.0);
    return truncated_scheme({.stddev = wider, .low = -2.0 * wider, .high = 2.0 * wider},
                            1.0);
}

/// @brief A histogram whose last edge belongs to the last bin, as in matplotlib.
inline Histogram closed_histogram(const std::vector<double>& sample, double low,
                                  double high, std::size_t bins) {
    Histogram result = histogram(sample, low, high, bins);
    const auto at_edge =
        static_cast<std::size_t>(std::count(sample.begin(), sample.end(), high));
    result.counts.back() += at_edge;
    result.above -= at_edge;
    return result;
}

/// @brief The slide's panel: the axis reaches from the smallest weight to the largest.
// [begin own_axis]
inline Histogram own_axis(const std::vector<double>& weights, std::size_t bins) {
    const auto [smallest, largest] = std::ranges::minmax(weights);
    return closed_histogram(weights, smallest, largest, bins);
}
// [end own_axis]

/// @brief The entries of a matrix, as a list.
inline std::vector<double> entries(const Matrix& weights) {
    return {weights.begin(), weights.end()};
}

/// @brief How far the counts lie from what the claimed distribution expects.
///
/// The claimed distribution function turns the weights into numbers that should be uniform on
/// [0, 1]. Cells of equal width there are cells of equal probability here.
// [begin equal_cells]
inline double equal_cells(const std::vector<double>& weights, const Curve1d& cdf,
                          std::size_t cells) {
    std::vector<double> ranks;
    for (const double weight : weights) {
        ranks.push_back(cdf(weight));
    }
    const double likely = 1.0 / static_cast<double>(cells);
    return chi_square(closed_histogram(ranks, 0.0, 1.0, cells).counts,
                      std::vector<double>(cells, likely));
}
// [end equal_cells]

/// @brief How many bins lie within two standard deviations of their expected count?
// [begin bins_in_band]
inline std::size_t bins_in_band(const Histogram& histogram, const Curve1d& cdf,
                                double width = 2.0) {
    std::size_t draws = histogram.below + histogram.above;
    for (const std::size_t count : histogram.counts) {
        draws += count;
    }
    const double bin =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    std::size_t inside = 0;
    double edge = histogram.low;
    for (const std::size_t count : histogram.counts) {
        const double probability = cdf(edge + bin) - cdf(edge);
        const double expected = static_cast<double>(draws) * probability;
        const double distance = std::abs(static_cast<double>(count) - expected);
        inside += distance <= width * bin_noise(probability, draws) ? 1 : 0;
        edge += bin;
    }
    return inside;
}
// [end bins_in_band]

/// @brief Area under the bars of a histogram, drawn as a density.
// [begin area]
inline double area(const Histogram& histogram) {
    const double width =
        (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
    double sum = 0.0;
    for (const double height : bin_densities(histogram)) {
        sum += height * width;
    }
    return sum;
}
// [end area]

/// @brief The slide's three random panels, with the slide's numbers.
inline std::vector<Scheme> panels(const Params& params) {
    const double bound = heuristic_bound(params.slide_size);
    return {
        uniform_scheme("random", "random", slides::random<double>, 1.0),
        uniform_scheme("xavier", "Xavier", slides::xavier<double>, bound),
        uniform_scheme("he", "He", slides::he<double>, std::sqrt(2.0) * bound),
    };
}

/// @brief The weights of one panel: as many as the fan-in, because the slide has one number.
inline std::vector<double> panel_weights(const Scheme& scheme, const Params& params,
                                         Rng rng) {
    return entries(scheme.draw({.fan_in = params.slide_size, .fan_out = 1}, rng));
}

/// @brief First experiment: every panel has an axis of its own.
inline void own_axes(const Params& params, Result& result) {
    const double draws = static_cast<double>(params.slide_size);
    const double expected = draws / static_cast<double>(params.bins);
    const double noise =
        bin_noise(1.0 / static_cast<double>(params.bins), params.slide_size);
    result.values.push_back({"bin_expected", expected, "expected draws per bin"});
    result.values.push_back(
        {"bin_noise", noise, "standard deviation of the draws in a bin"});
    result.values.push_back(
        {"bin_band", 2.0 * noise / expected, "two of them as a share of the bar"});

    Chart chart{.name = "own_axes",
                .x_axis = {"bin of the panel"},
                .y_axis = {"draws in the bin"},
                .x = counting(1, params.bins),
                .tolerance = exact};
    chart.curves.push_back(
        {.label = "expected",
         .y = std::vector<double>(params.bins, expected),
         .mark = Mark::reference,
         .lower = std::vector<double>(params.bins, expected - 2 * noise),
         .upper = std::vector<double>(params.bins, expected + 2 * noise)});
    std::size_t largest_difference = 0;
    std::size_t fullest = 0;
    const Histogram first = own_axis(
        panel_weights(panels(params).front(), params, Rng(params.seed)), params.bins);
    const Rng root(params.seed);
    std::uint64_t stream = 0;
    for (const Scheme& panel : panels(params)) {
        const auto same = own_axis(panel_weights(panel, params, root), params.bins);
        for (std::size_t bin = 0; bin < params.bins; ++bin) {
            const auto [low, high] = std::minmax(same.counts[bin], first.counts[bin]);
            largest_difference = std::max(largest_difference, high - low);
        }
        const auto weights = panel_weights(panel, params, root.stream(stream++));
        const Histogram shown = own_axis(weights, params.bins);
        fullest = std::max(fullest, std::ranges::max(shown.counts));
        chart.curves.push_back({.label = panel.label,
                                .y = {shown.counts.begin(), shown.counts.end()},
                                .mark = Mark::points});
        result.values.push_back(
            {"panel_stddev_" + panel.name, panel.stddev,
             "standard deviation of the slide's weights, " + panel.label});
        result.values.push_back({"panel_height_" + panel.name, panel.density(0.0),
                                 "density of the slide's weights, " + panel.label});
        result.values.push_back(
            {"panel_inside_" + panel.name,
             static_cast<double>(bins_in_band(
                 histogram(weights, -panel.support, panel.support, params.bins),
                 panel.cdf)),
             "bins within two standard deviations of the expected count, " + panel.label,
             exact});
    }
    result.values.push_back({"same_draws_difference",
                             static_cast<double>(largest_difference),
                             "largest difference between the counts of two panels that use "
                             "the same random numbers",
                             exact});
    result.parameter("fullest_bin", fullest, "draws in the fullest bin of all panels");
    result.values.push_back({"panel_ratio",
                             result["panel_stddev_random"] / result["panel_stddev_xavier"],
                             "widest panel over narrowest, in standard deviations"});
    result.charts.push_back(chart);
}

/// @brief Second experiment: one axis for all, with the densities over the bars.
inline void one_axis(const Params& params, Result& result) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const double width = 2.0 * params.axis_end / static_cast<double>(params.axis_bins);
    Chart chart{.name = "one_axis",
                .x_axis = {"weight"},
                .y_axis = {"density"},
                .tolerance = {.relative = 1e-9, .absolute = 1e-9}};
    // Each bar has two corners, so that it is drawn as a bar.
    for (std::size_t bin = 0; bin < params.axis_bins; ++bin) {
        const double left = -params.axis_end + width * static_cast<double>(bin);
        chart.x.insert(chart.x.end(), {left, left + width});
    }
    const Rng root(params.seed);
    std::uint64_t stream = 0;
    for (const Scheme& scheme : schemes(fans)) {
        Rng rng = root.stream(stream++);
        const auto weights = entries(scheme.draw(fans, rng));
        const Histogram bars =
            histogram(weights, -params.axis_end, params.axis_end, params.axis_bins);
        Curve curve{.label = scheme.label,
                    .mark = Mark::theory,
                    .color = static_cast<int>(stream - 1)};
        for (const double height : bin_densities(bars)) {
            curve.lower.insert(curve.lower.end(), {0.0, 0.0});
            curve.upper.insert(curve.upper.end(), {height, height});
        }
        for (const double weight : chart.x) {
            curve.y.push_back(std::abs(weight) < scheme.support + 1e-9
                                  ? scheme.density(weight * (1.0 - 1e-9))
                                  : none);
        }
        chart.curves.push_back(curve);

        const double ks = ks_distance(weights, scheme.cdf);
        result.values.push_back(
            {"stddev_" + scheme.name, scheme.stddev,
             "standard deviation of one weight, by theory, " + scheme.label});
        result.values.push_back(
            {"ks_" + scheme.name, ks,
             "Kolmogorov-Smirnov distance to its density, " + scheme.label});
        result.values.push_back({"chi_square_" + scheme.name,
                                 equal_cells(weights, scheme.cdf, params.cells),
                                 "chi-square over equally likely cells, " + scheme.label});
        result.values.push_back({"area_" + scheme.name,
                                 area(histogram(weights, -scheme.support * 2.0,
                                                scheme.support * 2.0, params.axis_bins)),
                                 "area under the bars, " + scheme.label});
    }
    result.values.push_back({"ks_limit",
                             ks_limit(params.fan_in * params.fan_out, params.false_alarm),
                             "what the distance may be"});
    result.values.push_back({"chi_square_limit",
                             chi_square_limit(params.cells - 1, params.false_alarm),
                             "what chi-square may be"});
    result.charts.push_back(chart);
}

/// @brief Third experiment: the slide's weights against the distributions they are named for.
inline void mistaken(const Params& params, Result& result) {
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const auto all = schemes(fans);
    Rng rng(params.seed);
    const auto xavier = entries(all[0].draw(fans, rng));
    const auto he = entries(all[1].draw(fans, rng));
    result.values.push_back({"ks_xavier_for_glorot", ks_distance(xavier, all[2].cdf),
                             "distance of the slide's Xavier weights to Glorot's density"});
    result.values.push_back({"ks_he_for_he", ks_distance(he, all[3].cdf),
                             "distance of the slide's He weights to He's uniform density"});
}

/// @brief Fourth experiment: quantiles of the sample over those of the normal distribution.
inline void quantiles(const Params& params, Result& result) {
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const std::vector<Scheme> shapes = {
        normal_scheme(
            "normal", "normal",
            [](Fans f, Rng& rng) {
                return normal_matrix(f.fan_out, f.fan_in, 0.0, 1.0, rng);
            },
            1.0),
        stretched_normal(),
        uniform_scheme(
            "uniform", "uniform",
            [](Fans f, Rng& rng) { return uniform_weights(f, std::sqrt(3.0), rng); },
            std::sqrt(3.0))};
    Chart chart{.name = "quantiles",
                .x_axis = {"quantile of the normal distribution"},
                .y_axis = {"quantile of the sample"},
                .tolerance = {.relative = 1e-9, .absolute = 1e-9}};
    for (int step = -10; step <= 10; ++step) {
        chart.x.push_back(0.3 * step);
    }
    chart.curves.push_back({.label = "", .y = chart.x, .mark = Mark::reference});
    std::uint64_t stream = 100;
    for (const Scheme& shape : shapes) {
        Rng rng = Rng(params.seed).stream(stream++);
        const auto sample = entries(shape.draw(fans, rng));
        Curve curve{.label = shape.label, .mark = Mark::points};
        for (const double z : chart.x) {
            curve.y.push_back(quantile(sample, normal_cdf(z)));
        }
        chart.curves.push_back(curve);
        result.values.push_back(
            {"largest_" + shape.name, std::ranges::max(sample),
             "largest draw of " + shape.label + " weights with standard deviation 1"});
    }
    result.charts.push_back(chart);

    Rng rng(params.seed);
    result.values.push_back({"stddev_cut_theory", cut_normal().stddev,
                             "standard deviation of a normal number cut at 2, by theory"});
    result.values.push_back({"stddev_cut",
                             std::sqrt(sample_variance(cut_normal().draw(fans, rng))),
                             "the same, of a sample"});
    result.values.push_back({"stddev_stretched",
                             std::sqrt(sample_variance(stretched_normal().draw(fans, rng))),
                             "standard deviation of the sample that is stretched back"});
}

/// @brief The largest of `draws` weights of units with `fan_in` inputs, by the heuristic.
// [begin largest_weight]
inline double largest_weight(std::size_t fan_in, std::size_t draws, Rng rng) {
    const double bound = heuristic_bound(fan_in);
    double largest = 0.0;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        largest = std::max(largest, std::abs(bound * (2.0 * rng.uniform() - 1.0)));
    }
    return largest;
}
// [end largest_weight]

/// @brief Fifth experiment: draw more, with the fan-in fixed and with the slide's one number.
inline void bound_by_draws(const Params& params, Result& result) {
    Chart chart{.name = "bound_by_draws",
                .x_axis = {"weights drawn", Scale::log},
                .y_axis = {"largest weight", Scale::log}};
    Curve fixed{.label = "fan-in fixed", .mark = Mark::points};
    Curve fixed_theory{.label = "", .mark = Mark::theory};
    Curve slide{.label = "slide: one number for both", .mark = Mark::points};
    Curve slide_theory{.label = "", .mark = Mark::theory};
    std::uint64_t stream = 200;
    const double last = std::log10(static_cast<double>(params.most_draws));
    for (int step = 0; 1.0 + 0.25 * step < last + 1e-9; ++step) {
        const auto draws =
            static_cast<std::size_t>(std::round(std::pow(10.0, 1.0 + 0.25 * step)));
        const double count = static_cast<double>(draws);
        const double reached = count / (count + 1.0);
        const Rng rng = Rng(params.seed).stream(stream++);
        chart.x.push_back(count);
        fixed.y.push_back(largest_weight(params.fan_in, draws, rng));
        fixed_theory.y.push_back(heuristic_bound(params.fan_in) * reached);
        slide.y.push_back(largest_weight(draws, draws, rng));
        slide_theory.y.push_back(heuristic_bound(draws) * reached);
    }
    result.values.push_back({"bound", heuristic_bound(params.fan_in),
                             "bound of the heuristic for this fan-in"});
    result.values.push_back(
        {"largest_fixed", fixed.y.back(), "largest of the most weights, fan-in fixed"});
    result.values.push_back({"largest_slide", slide.y.back(),
                             "largest of the most weights, one number for both"});
    chart.curves = {fixed, fixed_theory, slide, slide_theory};
    result.charts.push_back(chart);
}

/// @brief Answers to the exercises, so that the prose can name them.
inline void answers(const Params& params, Result& result) {
    const Fans fans{.fan_in = params.fan_in, .fan_out = params.fan_out};
    const double ratio = heuristic_bound(params.fan_in) / glorot_bound(fans);
    if (ratio < 1.0) {
        result.parameter(
            "separate_by_largest", draws_by_largest(ratio, params.false_alarm),
            "draws that separate Glorot from the heuristic by the largest weight");
        result.parameter("separate_by_ks",
                         draws_by_ks(0.5 * (1.0 - ratio), params.false_alarm),
                         "draws that separate them by the Kolmogorov-Smirnov distance");
    }
    result.parameter("steady_draws", draws_for_band(params.bins, 0.05),
                     "draws for a band of one twentieth of the bar");
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("slide_size", params.slide_size,
                     "the slide's one number: draws and fan-in");
    result.parameter("bins", params.bins, "bins of each of the slide's panels");
    result.parameter("fan_in", params.fan_in, "inputs of the layer");
    result.parameter("fan_out", params.fan_out, "units of the layer");
    result.parameter("drawn", params.fan_in * params.fan_out,
                     "weights drawn of each scheme");
    result.parameter("axis_bins", params.axis_bins, "bins of the common axis");
    result.parameter("cells", params.cells, "equally likely cells of the chi-square test");
    result.parameter("most_draws", params.most_draws, "most weights drawn of one scheme");
    result.parameter("false_alarm", params.false_alarm, "false-alarm rate of each test");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params) {
    Result result;
    parameters(params, result);
    own_axes(params, result);
    one_axis(params, result);
    mistaken(params, result);
    quantiles(params, result);
    bound_by_draws(params, result);
    answers(params, result);
    return result;
}

}  // namespace winit::chapter08
