/// @file pairs.hpp
/// @brief Chapter 7: the difference of two trainings, with shared luck and without.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/params.hpp"
#include "chapters/07-comparing/seeds.hpp"
#include "chapters/07-comparing/solutions.hpp"
#include "chapters/07-comparing/two_trainings.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter07 {

/// @brief What many pairs of runs say of two trainings.
struct Comparison {
    double difference;  ///< Of the means.
    double own;     ///< Standard deviation of a difference of runs with seeds of their own.
    double paired;  ///< The same of runs that share their seed.
};

/// @brief Compare two trainings.
/// @param runs   Accuracies, run by run; runs of one number share their seed.
/// @param other  As many.
inline Comparison compare(const std::vector<double>& runs,
                          const std::vector<double>& other) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        differences.push_back(runs[i] - other[i]);
    }
    return {.difference = average(differences),
            .own = std::hypot(standard_deviation(runs), standard_deviation(other)),
            .paired = standard_deviation(differences)};
}

/// @brief Share of the variance of a difference that is left when the runs share their seeds.
inline double variance_left(const Comparison& comparison) {
    return std::pow(comparison.paired / comparison.own, 2.0);
}

/// @brief Standard error of a computed number of runs, as a share of it: it follows from a mean
///        difference and from a spread, and both were measured in so many pairs of runs.
inline double error_of_counts(const Comparison& found, std::size_t pairs) {
    const double n = static_cast<double>(pairs);
    const double of_difference = found.paired / (std::sqrt(n) * std::abs(found.difference));
    const double of_variance = std::sqrt(2.0 / (n - 1.0));
    return std::hypot(2.0 * of_difference, of_variance);
}

/// @brief Statistics over many trainings repeat to this share under every BLAS.
inline constexpr Tolerance over_pairs{.relative = 0.1, .absolute = 1e-4};

/// @brief Counts of runs follow from a squared ratio of such statistics.
inline constexpr Tolerance over_pairs_squared{.relative = 0.25, .absolute = 1.0};

/// @brief Runs that show the difference, for three powers.
inline Result seeds_for(const Comparison& found, const Params& params) {
    Result result;
    for (const int power : {50, 80, 90}) {
        const Goal goal{params.false_alarm, 0.01 * power};
        const std::string percent = std::to_string(power);
        const std::string at = "_" + percent;
        const std::string meaning = "runs of each start that see the difference in " +
                                    percent + " % of comparisons, ";
        result.value("seeds_own" + at,
                     static_cast<double>(seeds_needed(found.difference, found.own, goal)),
                     meaning + "own seeds", over_pairs_squared);
        result.value(
            "seeds_paired" + at,
            static_cast<double>(seeds_needed(found.difference, found.paired, goal)),
            meaning + "shared seeds", over_pairs_squared);
    }
    const auto runs_at = [&](double power) {
        const double limit = normal_limit(params.false_alarm) + normal_quantile(power);
        return limit * limit;
    };
    result.value("power_factor", runs_at(0.9) / runs_at(0.5),
                 "runs for a power of nine tenths over those for one half");
    for (const std::size_t runs : {few_runs, ten_runs}) {
        const std::string count = std::to_string(runs);
        const std::string of = "_of_" + count;
        result.value("power_own" + of,
                     power_of(runs, found.difference, found.own, params.false_alarm),
                     "how often so few runs see it, own seeds", over_pairs_squared);
        result.value("power_paired" + of,
                     power_of(runs, found.difference, found.paired, params.false_alarm),
                     "how often so few runs see it, shared seeds", over_pairs_squared);
        result.value(
            "alarms" + of,
            false_alarms(runs, params.false_alarm, 100000, Rng(params.seed).stream(runs)),
            "how often so few runs see a difference where there is none, with the "
            "limit for a known spread",
            {.relative = 0.0, .absolute = 1e-3});
    }
    return result;
}

/// @brief He against Glorot in pairs, where pairing helps and where it does not.
inline Result pairs(const Params& params, Progress& progress = silent()) {
    progress.begin("trainings in pairs", 3 * params.pairs + 2 * (params.pairs / 4));
    const Repeats runs(params.pairs, Rng(params.seed).stream(1), params.threads);
    const Repeats few(params.pairs / 4, runs.root, params.threads);
    const auto at = [&](const Start& start, double rate, const Repeats& repeats) {
        const Recipe recipe{Stepper::gradient_descent, rate, {params.epochs}};
        return accuracies(start, recipe, params, repeats, progress);
    };
    const auto he = at(he_start(), params.pair_rate, runs);
    const auto glorot = at(glorot_start(), params.pair_rate, runs);
    const Comparison found = compare(he, glorot);
    const Comparison normal = compare(he, at(normal_start(), params.pair_rate, runs));
    const Comparison wild = compare(at(he_start(), params.wild_rate, few),
                                    at(glorot_start(), params.wild_rate, few));
    Result result;
    result.value("pair_he", average(he), "accuracy on unseen digits, He, mean", over_pairs);
    result.value("pair_glorot", average(glorot), "the same, Glorot", over_pairs);
    result.value("pair_difference", found.difference, "He's mean accuracy less Glorot's",
                 over_pairs);
    result.value("spread_own", found.own,
                 "standard deviation of that difference between two runs with own seeds",
                 over_pairs);
    result.value("spread_paired", found.paired, "the same with shared seeds", over_pairs);
    result.value("left_paired", variance_left(found),
                 "variance of the difference, shared seeds over own ones",
                 over_pairs_squared);
    result.value("left_normal", variance_left(normal),
                 "the same, He's normal weights against his uniform ones",
                 over_pairs_squared);
    result.value("left_wild", variance_left(wild), "He against Glorot at the wild rate",
                 over_pairs_squared);
    result.value("error_of_counts", error_of_counts(found, params.pairs),
                 "standard error of the computed numbers of runs, share of them",
                 over_pairs_squared);
    result.add(seeds_for(found, params));
    return result;
}

}  // namespace winit::chapter07
