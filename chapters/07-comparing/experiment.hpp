/// @file experiment.hpp
/// @brief Chapter 7: how many draws does it take to compare ways of drawing weights?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"

namespace winit::chapter07 {

/// Everything that can change the outcome.
struct Params {
    std::size_t inputs = 5;         ///< Inputs of the network, as on the slide.
    std::size_t hidden = 10;        ///< Units of its hidden layer, as on the slide.
    std::size_t outputs = 5;        ///< Its outputs, as on the slide.
    std::size_t networks = 200000;  ///< Draws per scheme.
    std::uint64_t seed = 7;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.networks = 20000};
}

/// @brief Memory of the largest objects (bytes): what is kept of every draw.
inline double bytes(const Params& params) {
    return 5.0 * 6.0 * 8.0 * static_cast<double>(params.networks);
}

/// @brief A rule for weights under the name that figures and tables use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
    double (*variance)(Fans);  ///< Of one weight, by its formula.
};

// [begin schemes_07]
inline std::vector<Scheme> schemes() {
    return {
        {"slide_xavier", "slide's Xavier", slides::xavier<double>,
         [](Fans fans) { return 1.0 / (3.0 * static_cast<double>(fans.fan_in)); }},
        {"slide_he", "slide's He", slides::he<double>,
         [](Fans fans) { return 2.0 / (3.0 * static_cast<double>(fans.fan_in)); }},
        {"xavier", "Xavier", glorot_uniform<double>,
         [](Fans fans) { return 2.0 / static_cast<double>(fans.fan_in + fans.fan_out); }},
        {"he", "He", he_uniform<double>,
         [](Fans fans) { return 2.0 / static_cast<double>(fans.fan_in); }},
        {"random", "slide's random", slides::random<double>,
         [](Fans) { return 1.0 / 3.0; }},
    };
}
// [end schemes_07]

/// @brief Standard deviation of one output, by theory.
// [begin output_stddev]
inline double output_stddev(const Scheme& scheme, const Params& params) {
    const double first = scheme.variance({params.inputs, params.hidden});
    const double second = scheme.variance({params.hidden, params.outputs});
    const double input_mean_square = 1.0 / 3.0;  // of a uniform number on [0, 1)
    return std::sqrt(static_cast<double>(params.inputs * params.hidden) * first * second *
                     input_mean_square);
}
// [end output_stddev]

/// @brief One network with one input: what comes out, and how large everything is.
struct Draw {
    Matrix outputs;            ///< Without activation, shape (1, outputs).
    Matrix relu_outputs;       ///< With a ReLU in the hidden layer, same shape.
    double hidden = 0.0;       ///< Mean square of the hidden layer, without activation.
    double relu_hidden = 0.0;  ///< The same behind a ReLU.
};

/// @brief Everything random comes from `rng`, in the same order for every scheme.
// [begin draw_network]
inline Draw draw_network(const Initializer& initializer, const Params& params, Rng rng) {
    const Matrix input = uniform_matrix(1, params.inputs, 0.0, 1.0, rng);
    const Matrix first = initializer({params.inputs, params.hidden}, rng);
    const Matrix second = initializer({params.hidden, params.outputs}, rng);

    const Matrix hidden = linear(input, first);
    const Matrix rectified = activate(Activation::relu, hidden);
    return {.outputs = linear(hidden, second),
            .relu_outputs = linear(rectified, second),
            .hidden = mean_square(hidden),
            .relu_hidden = mean_square(rectified)};
}
// [end draw_network]

/// @brief The slide's forward pass: weights[input][unit], every row taken for a unit.
///
/// Like Python's zip, it drops what is left over of the longer list.
// [begin slide_forward]
inline std::vector<double> slide_forward(std::vector<double> inputs,
                                         const std::vector<Matrix>& weights) {
    for (const Matrix& layer : weights) {
        std::vector<double> sums;
        for (std::size_t row = 0; row < layer.shape(0); ++row) {
            double sum = 0.0;
            for (std::size_t j = 0; j < std::min(inputs.size(), layer.shape(1)); ++j) {
                sum += inputs[j] * layer(row, j);
            }
            sums.push_back(sum);
        }
        inputs = sums;
    }
    return inputs;
}
// [end slide_forward]

/// @brief How many numbers the slide's forward pass returns for its own network.
inline std::size_t slide_output_count(const Params& params) {
    const Matrix first = xt::ones<double>({params.inputs, params.hidden});
    const Matrix second = xt::ones<double>({params.hidden, params.outputs});
    return slide_forward(std::vector<double>(params.inputs, 1.0), {first, second}).size();
}

/// @brief What is kept of many draws of one scheme: one number per network.
struct Draws {
    std::vector<double> first_output;  ///< The first output.
    std::vector<double> output;        ///< Mean square of the outputs.
    std::vector<double> hidden;        ///< Of the hidden layer.
    std::vector<double> relu_output;   ///< Of the outputs, with a ReLU.
    std::vector<double> relu_hidden;   ///< Of the hidden layer, behind the ReLU.
};

/// @brief Network i takes stream i of the seed, whatever the scheme: common random numbers.
// [begin draw_networks]
inline Draws draw_networks(const Initializer& initializer, const Params& params) {
    Draws draws;
    const Rng root(params.seed);
    for (std::size_t i = 0; i < params.networks; ++i) {
        const Draw draw = draw_network(initializer, params, root.stream(i));
        draws.first_output.push_back(draw.outputs(0, 0));
        draws.output.push_back(mean_square(draw.outputs));
        draws.hidden.push_back(draw.hidden);
        draws.relu_output.push_back(mean_square(draw.relu_outputs));
        draws.relu_hidden.push_back(draw.relu_hidden);
    }
    return draws;
}
// [end draw_networks]

/// @brief The mean of a part of a list.
inline double mean_of(const std::vector<double>& numbers, std::size_t first,
                      std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = first; i < first + count; ++i) {
        sum += numbers[i];
    }
    return sum / static_cast<double>(count);
}

/// @brief Root of the mean of a list of mean squares.
inline double root_mean(const std::vector<double>& mean_squares) {
    return std::sqrt(mean_of(mean_squares, 0, mean_squares.size()));
}

/// @brief Share of comparisons that put all schemes into the right order.
///
/// Each comparison takes the mean of `draws` networks per scheme. The schemes come in ascending
/// order of their true sizes.
/// @param own  Does every scheme get networks of its own, or do all get the same ones?
// [begin share_ranked]
inline double share_ranked(const std::vector<Draws>& schemes, std::size_t draws, bool own) {
    const std::size_t networks = schemes.front().output.size();
    const std::size_t comparisons = networks / (draws * schemes.size());
    std::size_t right = 0;
    for (std::size_t c = 0; c < comparisons; ++c) {
        std::vector<double> sizes;
        for (std::size_t s = 0; s < schemes.size(); ++s) {
            const std::size_t block = c * schemes.size() + (own ? s : 0);
            sizes.push_back(mean_of(schemes[s].output, block * draws, draws));
        }
        right += std::is_sorted(sizes.begin(), sizes.end()) ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(comparisons);
}
// [end share_ranked]

/// @brief Networks per scheme and comparison, from the slide's one upwards.
inline const std::vector<double>& comparison_sizes() {
    static const std::vector<double> sizes{1, 3, 10, 30, 100, 300, 1000};
    return sizes;
}

/// @brief Networks per scheme that rank the schemes nearly always.
inline constexpr std::size_t many = 100;

/// @brief How often a comparison comes out right, with and without common random numbers.
inline void rankings(const std::vector<Draws>& draws, Result& result) {
    Chart chart{.name = "share_ranked",
                .x_axis = {"networks per scheme", Scale::log},
                .y_axis = {"share of comparisons in the right order"},
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    Curve own{.label = "own draws"};
    Curve common{.label = "common draws"};
    const std::size_t networks = draws.front().output.size();
    for (const double size : comparison_sizes()) {
        const auto count = static_cast<std::size_t>(size);
        if (networks < count * draws.size()) {
            break;
        }
        chart.x.push_back(size);
        own.y.push_back(share_ranked(draws, count, true));
        common.y.push_back(share_ranked(draws, count, false));
    }
    const Tolerance tolerance{.relative = 0.0, .absolute = 1e-3};
    const auto at = [&](std::size_t size) {
        return share_ranked(draws, std::min(size, networks / draws.size()), true);
    };
    result.values.push_back({"ranked_once", at(1),
                             "share in the right order, one own network each", tolerance});
    result.values.push_back(
        {"ranked_many", at(many), "the same, many own networks each", tolerance});
    result.values.push_back({"ranked_common", share_ranked(draws, 1, false),
                             "the same, one common network", exact});
    chart.curves = {own, common};
    result.charts.push_back(chart);
}

/// @brief A curve between points that ascend, straight from one to the next.
inline double interpolated(const std::vector<double>& x, const std::vector<double>& y,
                           double at) {
    const auto right = std::upper_bound(x.begin(), x.end(), at);
    const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
        right - x.begin(), 1, static_cast<std::ptrdiff_t>(x.size()) - 1));
    const double share = (at - x[i - 1]) / (x[i] - x[i - 1]);
    return y[i - 1] + share * (y[i] - y[i - 1]);
}

/// @brief Density of an output per scheme, with ticks at plus and minus the theory.
///
/// A tick takes two points at one x.
inline Chart output_density(const std::vector<Draws>& draws, const Params& params) {
    constexpr double reach = 3.0;
    constexpr std::size_t bins = 121;
    const auto all = schemes();
    const std::vector<double> centers =
        bin_centers({-reach, reach, std::vector<std::size_t>(bins)});
    Chart chart{.name = "output_density",
                .x_axis = {"one output of the network"},
                .y_axis = {"", Scale::linear, std::vector<double>{}},
                .x = centers,
                .tolerance = {.relative = 0.0, .absolute = 1e-3}};
    for (const Scheme& scheme : all) {
        const double stddev = output_stddev(scheme, params);
        if (stddev < centers.back()) {
            chart.x.insert(chart.x.end(), {-stddev, -stddev, stddev, stddev});
        }
    }
    std::sort(chart.x.begin(), chart.x.end());
    for (std::size_t s = 0; s < all.size(); ++s) {
        const auto density =
            bin_densities(histogram(draws[s].first_output, -reach, reach, bins));
        const double peak = *std::max_element(density.begin(), density.end());
        const double stddev = output_stddev(all[s], params);
        const double foot = static_cast<double>(s + 1);
        Curve ridge{.label = all[s].label, .color = static_cast<int>(s)};
        Curve ticks{.label = "", .mark = Mark::theory, .color = static_cast<int>(s)};
        bool upright = false;  // a tick goes up from the foot to the curve
        for (const double x : chart.x) {
            ridge.y.push_back(foot + 0.85 * interpolated(centers, density, x) / peak);
            const bool at_tick = std::abs(x) == stddev;
            ticks.y.push_back(!at_tick  ? std::numeric_limits<double>::quiet_NaN()
                              : upright ? ridge.y.back()
                                        : foot);
            upright = at_tick && !upright;
        }
        chart.curves.push_back(ridge);
        chart.curves.push_back(ticks);
    }
    return chart;
}

/// @brief The table: layer by layer, scheme by scheme, measured and by theory.
inline void table(const std::vector<Draws>& draws, const Params& params, Result& result) {
    const auto all = schemes();
    for (std::size_t s = 0; s < all.size(); ++s) {
        const auto value = [&](const std::string& what, double number,
                               const std::string& meaning) {
            result.values.push_back(
                {what + "_" + all[s].name, number, meaning + ", " + all[s].label});
        };
        value("hidden", root_mean(draws[s].hidden), "root mean square of the hidden layer");
        value("output", root_mean(draws[s].output), "standard deviation of an output");
        value("theory", output_stddev(all[s], params), "the same by theory");
        value("relu_hidden", root_mean(draws[s].relu_hidden),
              "root mean square of the hidden layer behind a ReLU");
        value("relu_output", root_mean(draws[s].relu_output),
              "standard deviation of an output behind a ReLU");
    }
    result.values.push_back(
        {"size_ratio",
         output_stddev(all.back(), params) / output_stddev(all.front(), params),
         "largest standard deviation over the smallest, by theory"});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("inputs", params.inputs, "inputs of the network");
    result.parameter("hidden", params.hidden, "units of its hidden layer");
    result.parameter("outputs", params.outputs, "outputs of the network");
    result.parameter("networks", params.networks, "networks per scheme");
    result.parameter("schemes", schemes().size(), "schemes that are compared");
    const double orders = std::tgamma(static_cast<double>(schemes().size()) + 1.0);
    result.parameter("orders", std::round(orders), "orders of that many schemes");
    result.values.push_back({"guess", 1.0 / orders, "share of guesses that are right"});
    result.parameter("many", many, "networks per scheme that rank them nearly always");
    result.parameter("slide_outputs", slide_output_count(params),
                     "numbers that the slide's forward pass returns");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params) {
    Result result;
    parameters(params, result);
    const auto all = schemes();
    std::vector<Draws> draws(all.size());
    parallel_for(all.size(), params.threads, [&](std::size_t s) {
        draws[s] = draw_networks(all[s].initializer, params);
    });
    result.charts.push_back(output_density(draws, params));
    table(draws, params, result);
    rankings(draws, result);
    return result;
}

}  // namespace winit::chapter07
