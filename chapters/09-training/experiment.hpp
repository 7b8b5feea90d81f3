/// @file experiment.hpp
/// @brief Chapter 9: which initialization trains best?
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter09 {

/// Everything that can change the outcome.
struct Params {
    std::size_t seeds = 1000;          ///< Random starts of each scheme.
    std::size_t slide_epochs = 1000;   ///< The slide's passes over the four samples.
    double slide_rate = 0.1;           ///< The slide's learning rate.
    std::size_t enough_epochs = 5000;  ///< Passes that are enough.
    double enough_rate = 1.0;          ///< A learning rate that is enough.
    std::size_t rate_seeds = 100;      ///< Random starts at each learning rate and scale.
    std::size_t slide_update_seeds = 50;  ///< Random starts of the slide's own update.
    std::uint64_t seed = 9;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.seeds = 100, .rate_seeds = 6, .slide_update_seeds = 5};
}

/// @brief Larger, for narrower statistics.
inline Params full() {
    return {.seeds = 10000, .rate_seeds = 1000};
}

/// @brief One hidden unit of a network with two inputs and one output.
struct Unit {
    double first = 0.0;     ///< Weight of the first input.
    double second = 0.0;    ///< Weight of the second input.
    double bias = 0.0;      ///< Added to both.
    double outgoing = 0.0;  ///< Weight with which the output hears this unit.
};

/// @brief The slide's network: 2 inputs, a few sigmoid units, one sigmoid output.
///
/// Its size is known to the compiler, so a step needs no memory but registers and this.
template <std::size_t Units>
struct SmallNet {
    std::array<Unit, Units> units = {};
    double bias = 0.0;  ///< Of the output.
};

/// @brief One line of the truth table.
struct Sample {
    double first;
    double second;
    double target;
};

/// @brief Exclusive or.
inline constexpr std::array<Sample, 4> truth_table{
    {{0.0, 0.0, 0.0}, {0.0, 1.0, 1.0}, {1.0, 0.0, 1.0}, {1.0, 1.0, 0.0}}};

/// @brief How one run learns.
struct Schedule {
    double learning_rate;
    std::size_t epochs;
    bool biases = true;  ///< Do biases learn, or stay at zero as if there were none?
};

/// @brief What the network answers to one sample.
template <std::size_t Units>
double answer(const SmallNet<Units>& net, const Sample& sample) {
    double sum = net.bias;
    for (const Unit& unit : net.units) {
        sum += unit.outgoing * Sigmoid::value(unit.first * sample.first +
                                              unit.second * sample.second + unit.bias);
    }
    return Sigmoid::value(sum);
}

/// @brief Mean squared error over the truth table.
template <std::size_t Units>
double error_of(const SmallNet<Units>& net) {
    double sum = 0.0;
    for (const Sample& sample : truth_table) {
        const double distance = answer(net, sample) - sample.target;
        sum += distance * distance;
    }
    return sum / static_cast<double>(truth_table.size());
}

/// @brief One step against the gradient of (o - t)^2 of one sample.
/// @return  That squared error, before the step.
// [begin online_step]
template <std::size_t Units>
double online_step(SmallNet<Units>& net, const Sample& sample, double learning_rate,
                   bool biases) {
    std::array<double, Units> hidden;
    double sum = net.bias;
    for (std::size_t i = 0; i < Units; ++i) {
        const Unit& unit = net.units[i];
        hidden[i] = Sigmoid::value(unit.first * sample.first + unit.second * sample.second +
                                   unit.bias);
        sum += unit.outgoing * hidden[i];
    }
    const double output = Sigmoid::value(sum);
    const double distance = output - sample.target;
    const double delta = 2.0 * distance * output * (1.0 - output);
    for (std::size_t i = 0; i < Units; ++i) {
        Unit& unit = net.units[i];
        const double below = delta * unit.outgoing * hidden[i] * (1.0 - hidden[i]);
        unit.outgoing -= learning_rate * delta * hidden[i];
        unit.first -= learning_rate * below * sample.first;
        unit.second -= learning_rate * below * sample.second;
        unit.bias -= biases ? learning_rate * below : 0.0;
    }
    net.bias -= biases ? learning_rate * delta : 0.0;
    return distance * distance;
}
// [end online_step]

/// @brief One pass over the truth table, a step after each sample.
/// @return  The number that the slide's program prints: each sample's error before its own step.
template <std::size_t Units>
double epoch(SmallNet<Units>& net, const Schedule& schedule) {
    double sum = 0.0;
    for (const Sample& sample : truth_table) {
        sum += online_step(net, sample, schedule.learning_rate, schedule.biases);
    }
    return sum / static_cast<double>(truth_table.size());
}

/// @brief A scheme under the name that figures and values use.
struct Scheme {
    std::string name;
    std::string label;
    Initializer initializer;
};

// [begin schemes_09]
inline std::vector<Scheme> schemes() {
    return {
        {"zero", "zero", zero_weights<double>},
        {"random", "random, ±1", slides::random<double>},
        {"xavier", "slide's Xavier", slides::xavier<double>},
        {"slide_he", "slide's He", slides::he<double>},
        {"glorot", "Glorot", glorot_uniform<double>},
        {"he", "He", he_uniform<double>},
    };
}
// [end schemes_09]

/// @brief A start: both layers drawn by the scheme, biases zero.
template <std::size_t Units>
SmallNet<Units> draw_net(const Initializer& initializer, Rng rng) {
    const Matrix hidden = initializer({.fan_in = 2, .fan_out = Units}, rng);
    const Matrix outgoing = initializer({.fan_in = Units, .fan_out = 1}, rng);
    SmallNet<Units> net;
    for (std::size_t i = 0; i < Units; ++i) {
        net.units[i] = {hidden(i, 0), hidden(i, 1), 0.0, outgoing(0, i)};
    }
    return net;
}

/// @brief What one run of the slide's length leaves behind.
struct Run {
    std::vector<double> curve = {};  ///< Mean squared error after each shown epoch.
    double printed = 0.0;            ///< What the slide's program would print at the end.
    double error = 0.0;              ///< Mean squared error of the trained network.
};

/// @brief Train one start, and write the error down after the epochs that a figure shows.
/// @param shown  Epochs in rising order; may be empty.
template <std::size_t Units>
Run train(SmallNet<Units> net, const Schedule& schedule,
          const std::vector<std::size_t>& shown) {
    Run run;
    auto next = shown.begin();
    for (std::size_t done = 1; done <= schedule.epochs; ++done) {
        run.printed = epoch(net, schedule);
        if (next != shown.end() && *next == done) {
            run.curve.push_back(error_of(net));
            ++next;
        }
    }
    run.error = error_of(net);
    return run;
}

/// @brief Many starts of one scheme. Run number i has the same random numbers in every scheme.
// [begin train_seeds_09]
inline std::vector<Run> train_seeds(const Scheme& scheme, const Schedule& schedule,
                                    std::size_t seeds, const Params& params,
                                    const std::vector<std::size_t>& shown = {},
                                    Progress& progress = silent()) {
    std::vector<Run> runs(seeds);
    const Rng root(params.seed);
    parallel_for(seeds, params.threads, [&](std::size_t run) {
        runs[run] =
            train(draw_net<4>(scheme.initializer, root.stream(run)), schedule, shown);
        progress.step();
    });
    return runs;
}
// [end train_seeds_09]

/// @brief A run counts as solved when its mean squared error is below this.
inline constexpr double solved_error = 0.02;

/// @brief First epoch, in steps of ten, after which a network solves the problem.
/// @return  The epoch; 0 if it does not within the schedule.
// [begin epochs_to_solve]
template <std::size_t Units>
std::size_t epochs_to_solve(SmallNet<Units> net, const Schedule& schedule) {
    constexpr std::size_t every = 10;
    for (std::size_t done = 1; done <= schedule.epochs; ++done) {
        epoch(net, schedule);
        if (done % every == 0 && error_of(net) < solved_error) {
            return done;
        }
    }
    return 0;
}
// [end epochs_to_solve]

/// @brief The same for many starts of one scheme.
template <std::size_t Units = 4>
std::vector<std::size_t> solve_seeds(const Scheme& scheme, const Schedule& schedule,
                                     std::size_t seeds, const Params& params,
                                     Progress& progress = silent()) {
    std::vector<std::size_t> epochs(seeds);
    const Rng root(params.seed);
    parallel_for(seeds, params.threads, [&](std::size_t run) {
        epochs[run] = epochs_to_solve(draw_net<Units>(scheme.initializer, root.stream(run)),
                                      schedule);
        progress.step();
    });
    return epochs;
}

/// @brief Share of the runs that solved the problem.
inline double solved_share(const std::vector<std::size_t>& epochs) {
    const auto solved = std::count_if(epochs.begin(), epochs.end(),
                                      [](std::size_t done) { return done > 0; });
    return static_cast<double>(solved) / static_cast<double>(epochs.size());
}

/// @brief The slide's training, with its own update, in a form that runs.
/// @return  The number that the slide prints for the last epoch.
// [begin slide_training]
inline double slide_training(const Initializer& initializer, double learning_rate,
                             std::size_t epochs, Rng rng) {
    std::vector<Matrix> layers = {initializer({.fan_in = 2, .fan_out = 4}, rng),
                                  initializer({.fan_in = 4, .fan_out = 1}, rng)};
    double printed = 0.0;
    for (std::size_t done = 0; done < epochs; ++done) {
        printed = 0.0;
        for (const Sample& sample : truth_table) {
            const Vector input{sample.first, sample.second};
            double sum = 0.0;
            for (std::size_t i = 0; i < 4; ++i) {
                sum += layers[1](0, i) * Sigmoid::value(layers[0](i, 0) * input(0) +
                                                        layers[0](i, 1) * input(1));
            }
            const double distance = sample.target - Sigmoid::value(sum);
            slides::grow_by_error(layers, input, distance * distance, learning_rate);
            printed += 0.25 * distance * distance;
        }
    }
    return printed;
}
// [end slide_training]

/// @brief One number of each run.
inline std::vector<double> numbers(const std::vector<Run>& runs, double Run::* number) {
    std::vector<double> list;
    for (const Run& run : runs) {
        list.push_back(run.*number);
    }
    return list;
}

/// @brief Epochs from the first to the last, evenly spread over a log axis.
inline std::vector<std::size_t> spread_out(std::size_t last, double factor) {
    std::vector<std::size_t> epochs;
    for (double at = 1.0; at < static_cast<double>(last); at *= factor) {
        const auto whole = static_cast<std::size_t>(at);
        if (epochs.empty() || epochs.back() != whole) {
            epochs.push_back(whole);
        }
    }
    epochs.push_back(last);
    return epochs;
}

/// @brief Statistics over runs repeat to this share on every machine.
inline constexpr Tolerance trained{.relative = 0.01, .absolute = 1e-3};

/// @brief A share of the runs may differ by a few of them.
inline constexpr Tolerance shares{.relative = 0.0, .absolute = 0.02};

/// @brief First experiment: the slide's own update.
inline void slide_update(const Params& params, Result& result) {
    double low = 1.0;
    double high = 0.0;
    const Rng root(params.seed);
    for (const Scheme& scheme : schemes()) {
        std::vector<double> printed(params.slide_update_seeds);
        parallel_for(printed.size(), params.threads, [&](std::size_t run) {
            printed[run] = slide_training(scheme.initializer, params.slide_rate,
                                          params.slide_epochs, root.stream(run));
        });
        const auto [least, most] = std::ranges::minmax(printed);
        low = std::min(low, least);
        high = std::max(high, most);
    }
    result.values.push_back(
        {"slide_update_low", low, "smallest error that the slide's update ends with"});
    result.values.push_back(
        {"slide_update_high", high, "largest error that the slide's update ends with"});
}

/// @brief The three numbers that the slide prints for its random schemes, largest first.
inline constexpr std::array<double, 3> slide_numbers{0.0124, 0.0078, 0.0052};

/// @brief Every run of one scheme in the order of its error, at a few places.
inline std::vector<double> ordered(const std::vector<double>& list,
                                   const std::vector<double>& places) {
    std::vector<double> result;
    for (const double place : places) {
        result.push_back(quantile(list, place));
    }
    return result;
}

/// @brief Second experiment: real gradients at the slide's budget.
inline void slide_budget(const Params& params, Result& result, Progress& progress) {
    progress.begin("runs at the slide's budget",
                   2 * ((schemes().size() - 1) * params.seeds + 1));
    Chart errors{.name = "printed_errors",
                 .x_axis = {"share of the runs"},
                 .y_axis = {"error at the end", Scale::log},
                 .tolerance = trained};
    for (int step = 0; step <= 50; ++step) {
        errors.x.push_back(0.02 * step);
    }
    const std::size_t points = errors.x.size();
    double least = 1.0;
    for (const bool biases : {true, false}) {
        const Schedule schedule{params.slide_rate, params.slide_epochs, biases};
        const std::string suffix = biases ? "" : "_no_bias";
        int color = 0;
        for (const Scheme& scheme : schemes()) {
            const std::size_t seeds = scheme.name == "zero" ? 1 : params.seeds;
            const auto printed = numbers(
                train_seeds(scheme, schedule, seeds, params, {}, progress), &Run::printed);
            const std::string with = biases ? ", with biases" : ", without biases";
            result.values.push_back(
                {"printed_" + scheme.name + suffix, average(printed),
                 "error at the slide's budget, mean, " + scheme.label + with, trained});
            least = std::min(least, std::ranges::min(printed));
            if (seeds > 1) {
                result.values.push_back(
                    {"spread_" + scheme.name + suffix, standard_deviation(printed),
                     "the same, standard deviation over the runs", trained});
            }
            const bool shown = scheme.name != "zero" && scheme.name != "glorot";
            if (biases && shown) {
                errors.curves.push_back({.label = scheme.label,
                                         .y = ordered(printed, errors.x),
                                         .color = color++});
            }
        }
    }
    errors.curves.push_back({.label = "the slide's numbers",
                             .y = std::vector<double>(points, slide_numbers[1]),
                             .mark = Mark::reference,
                             .lower = std::vector<double>(points, slide_numbers[2]),
                             .upper = std::vector<double>(points, slide_numbers[0])});
    result.values.push_back({"printed_least",
                             least,
                             "smallest error of all runs at the slide's budget",
                             {.relative = 0.05}});
    result.charts.push_back(errors);
}

/// @brief The error of every run after the shown epochs.
inline std::vector<std::vector<double>> curves_of(const std::vector<Run>& runs) {
    std::vector<std::vector<double>> curves;
    for (const Run& run : runs) {
        curves.push_back(run.curve);
    }
    return curves;
}

/// @brief Third experiment: the error while the networks learn, with a budget that is enough.
inline void enough(const Params& params, Result& result, Progress& progress) {
    progress.begin("runs at the larger budget",
                   3 * (schemes().size() - 1) * params.seeds + 1);
    const Schedule schedule{params.enough_rate, params.enough_epochs};
    const auto shown = spread_out(params.enough_epochs, 1.12);
    Chart chart{.name = "error_by_epoch",
                .x_axis = {"epoch", Scale::log},
                .y_axis = {"mean squared error", Scale::log},
                .x = {shown.begin(), shown.end()},
                .tolerance = {.relative = 0.05, .absolute = 1e-3}};
    int color = 0;
    for (const Scheme& scheme : schemes()) {
        const bool zero = scheme.name == "zero";
        const auto runs =
            train_seeds(scheme, schedule, zero ? 1 : params.seeds, params, shown, progress);
        chart.curves.push_back(banded(scheme.label, curves_of(runs), color++));
        result.values.push_back(
            {"enough_" + scheme.name,
             chart.curves.back().y.back(),
             "mean squared error at the larger budget, median, " + scheme.label,
             {.relative = 0.05}});
        if (zero) {
            continue;
        }
        const auto epochs = solve_seeds(scheme, schedule, params.seeds, params, progress);
        result.values.push_back(
            {"solved_" + scheme.name, solved_share(epochs),
             "share of runs that solve it at the larger budget, " + scheme.label, shares});
        const Schedule without{params.enough_rate, params.enough_epochs, false};
        result.values.push_back(
            {"solved_no_bias_" + scheme.name,
             solved_share(solve_seeds(scheme, without, params.seeds, params, progress)),
             "the same without biases, " + scheme.label, shares});
        std::vector<double> solved;
        for (const std::size_t done : epochs) {
            solved.push_back(static_cast<double>(done == 0 ? schedule.epochs + 1 : done));
        }
        result.values.push_back(
            {"epochs_" + scheme.name,
             quantile(solved, 0.5),
             "epochs to solve it at the larger rate, median, " + scheme.label,
             {.relative = 0.0, .absolute = 20.0}});
    }
    result.charts.push_back(chart);
}

/// @brief Learning rates of the fourth experiment.
inline const std::vector<double>& learning_rates() {
    static const std::vector<double> rates{0.02, 0.03, 0.05, 0.07, 0.1,  0.3,
                                           1.0,  3.0,  10.0, 15.0, 20.0, 30.0};
    return rates;
}

/// @brief Fourth experiment: how many runs solve the problem, by learning rate.
inline void success_by_rate(const Params& params, Result& result, Progress& progress) {
    progress.begin(
        "runs over the learning rates",
        learning_rates().size() * ((schemes().size() - 1) * params.rate_seeds + 1));
    Chart chart{.name = "success_by_rate",
                .x_axis = {"learning rate", Scale::log},
                .y_axis = {"share of runs that solve it"},
                .x = learning_rates(),
                .tolerance = {.relative = 0.0, .absolute = 0.06}};
    int color = 0;
    for (const Scheme& scheme : schemes()) {
        Curve curve{.label = scheme.label, .color = color++};
        const std::size_t seeds = scheme.name == "zero" ? 1 : params.rate_seeds;
        for (const double rate : learning_rates()) {
            curve.y.push_back(solved_share(solve_seeds(scheme, {rate, params.enough_epochs},
                                                       seeds, params, progress)));
        }
        chart.curves.push_back(curve);
    }
    result.charts.push_back(chart);
}

/// @brief Bounds of the fifth experiment: from timid to bold, by factors of the root of two.
inline std::vector<double> bounds() {
    std::vector<double> list;
    for (int step = -4; step <= 8; ++step) {
        list.push_back(std::pow(2.0, 0.5 * step));
    }
    return list;
}

/// @brief A bound well beyond any scheme's, as an example.
inline constexpr double large_bound = 4.0;

/// @brief A scheme that knows nothing but its bound, the same for both layers.
inline Scheme bounded(double bound) {
    return {"bounded", "bounded",
            [bound](Fans fans, Rng& rng) { return uniform_weights(fans, bound, rng); }};
}

/// @brief Fifth experiment: the same two budgets for uniform weights of every size.
inline void error_by_scale(const Params& params, Result& result, Progress& progress) {
    progress.begin("runs over the scales", 2 * (bounds().size() + 1) * params.rate_seeds);
    Chart chart{.name = "error_by_scale",
                .x_axis = {"bound of the weights", Scale::log},
                .y_axis = {"mean squared error", Scale::log},
                .x = bounds(),
                .tolerance = {.relative = 0.05, .absolute = 1e-3}};
    const auto add = [&](const std::string& label, const Schedule& schedule) {
        std::vector<std::vector<double>> errors(params.rate_seeds);
        for (const double bound : chart.x) {
            const auto runs = train_seeds(bounded(bound), schedule, params.rate_seeds,
                                          params, {}, progress);
            for (std::size_t run = 0; run < runs.size(); ++run) {
                errors[run].push_back(runs[run].error);
            }
        }
        chart.curves.push_back(banded(label, errors));
    };
    add("slide's budget", {params.slide_rate, params.slide_epochs});
    add("larger budget", {params.enough_rate, params.enough_epochs});
    const auto median_error = [&](const Scheme& scheme) {
        const Schedule schedule{params.slide_rate, params.slide_epochs};
        return quantile(
            numbers(train_seeds(scheme, schedule, params.rate_seeds, params, {}, progress),
                    &Run::error),
            0.5);
    };
    result.values.push_back({"large_bound_error", median_error(bounded(large_bound)),
                             "error at the slide's budget, median, large bound", trained});
    result.values.push_back({"he_median_error", median_error(schemes().back()),
                             "error at the slide's budget, median, He", trained});
    result.charts.push_back(chart);
}

/// @brief Sixth experiment: as many hidden units as the problem needs, and not one more.
inline void two_units(const Params& params, Result& result) {
    const Schedule schedule{params.enough_rate, params.enough_epochs};
    const auto epochs = solve_seeds<2>(schemes().back(), schedule, params.seeds, params);
    result.values.push_back({"two_units_solved", solved_share(epochs),
                             "share of runs that solve it with two hidden units, He",
                             shares});
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("seeds", params.seeds, "random starts of each scheme");
    result.parameter("slide_epochs", params.slide_epochs, "the slide's epochs");
    result.parameter("slide_rate", params.slide_rate, "the slide's learning rate");
    result.parameter("enough_epochs", params.enough_epochs, "epochs of the larger budget");
    result.parameter("enough_rate", params.enough_rate,
                     "learning rate of the larger budget");
    result.parameter("rate_seeds", params.rate_seeds,
                     "random starts at each learning rate and scale");
    result.parameter("slide_update_seeds", params.slide_update_seeds,
                     "random starts of the slide's own update");
    result.parameter("large_bound", large_bound, "a bound well beyond any scheme's");
    result.values.push_back(
        {"he_bound", std::sqrt(3.0) * he_stddev(2), "He's bound for the hidden layer"});
    result.parameter("solved_error", solved_error, "mean squared error of a solved run");
    result.parameter("runs_printed", 10 * params.seeds, "runs at the slide's budget");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    parameters(params, result);
    slide_update(params, result);
    slide_budget(params, result, progress);
    enough(params, result, progress);
    success_by_rate(params, result, progress);
    error_by_scale(params, result, progress);
    two_units(params, result);
    return result;
}

}  // namespace winit::chapter09
