/// @file grid.hpp
/// @brief Fair comparisons of starts: the same rates, budgets and seeds for each of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/support/labeled.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/check.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit {

/// @brief What a trained network is worth: shares of samples that it recognizes.
struct Scores {
    double validation = 0.0;  ///< Of samples that rates and scales may be chosen on.
    double test = 0.0;        ///< Of samples that nothing was chosen on.
};

/// @brief What every start of a grid is tried with.
struct GridAxes {
    std::string optimizer;            ///< For people, such as "Adam".
    std::vector<double> rates;        ///< Learning rates, rising.
    std::vector<std::size_t> epochs;  ///< Budgets, rising; one run is scored at each.
};

/// @brief Training runs of several starts at every rate, with every seed, scored at every budget.
struct Grid {
    GridAxes axes;
    std::vector<std::string> starts;  ///< Names, snake_case.
    /// runs[start][rate][seed][budget]
    std::vector<std::vector<std::vector<std::vector<Scores>>>> runs = {};
};

/// @brief Train every start at every rate with every seed.
///
/// A seed draws the same random numbers for all starts and rates, so that runs can be compared in
/// pairs.
///
/// @param starts    What is compared.
/// @param axes      Rates and budgets, at least one of each.
/// @param repeats   Seeds, at least one.
/// @param run       Called as run(start, rate, rng), by many threads; returns one Scores per budget.
/// @param progress  One step per run.
/// @throws std::invalid_argument if an axis is empty or a run returns another number of scores.
template <class Start, class Run>
Grid run_grid(const std::vector<Labeled<Start>>& starts, const GridAxes& axes,
              const Repeats& repeats, Run run, Progress& progress = silent()) {
    require(!axes.rates.empty() && !axes.epochs.empty() && repeats.runs > 0,
            "run_grid: there must be a rate, a budget and a seed");
    Grid grid{.axes = axes, .starts = {}};
    for (const Labeled<Start>& start : starts) {
        grid.starts.push_back(start.name);
        grid.runs.emplace_back(axes.rates.size(),
                               std::vector<std::vector<Scores>>(repeats.runs));
    }
    const std::size_t per_start = axes.rates.size() * repeats.runs;
    progress.begin("training runs, " + axes.optimizer, starts.size() * per_start);
    parallel_for(starts.size() * per_start, repeats.threads, [&](std::size_t job) {
        const std::size_t start = job / per_start;
        const std::size_t rate = job % per_start / repeats.runs;
        const std::size_t seed = job % repeats.runs;
        auto scores = run(starts[start].item, axes.rates[rate], repeats.root.stream(seed));
        require(scores.size() == axes.epochs.size(),
                "run_grid: a run must return one Scores per budget", scores.size());
        grid.runs[start][rate][seed] = std::move(scores);
        progress.step();
    });
    return grid;
}

/// @brief One score of every seed, at a start, a rate and a budget of a grid.
/// @param part  &Scores::validation or &Scores::test.
inline std::vector<double> scores_of(const Grid& grid, std::size_t start, std::size_t rate,
                                     std::size_t budget, double Scores::* part) {
    std::vector<double> scores;
    for (const std::vector<Scores>& seed : grid.runs[start][rate]) {
        scores.push_back(seed[budget].*part);
    }
    return scores;
}

/// @brief The rate with the best mean score on the validation part; the smallest if several have it.
/// @return  Index of a rate.
inline std::size_t best_rate(const Grid& grid, std::size_t start, std::size_t budget) {
    std::vector<double> means;
    for (std::size_t rate = 0; rate < grid.axes.rates.size(); ++rate) {
        means.push_back(average(scores_of(grid, start, rate, budget, &Scores::validation)));
    }
    return static_cast<std::size_t>(std::max_element(means.begin(), means.end()) -
                                    means.begin());
}

/// @brief What each seed reaches on unseen samples, at the rate chosen on the validation part.
/// @return  Shares of the test part, by seed.
inline std::vector<double> at_best_rate(const Grid& grid, std::size_t start,
                                        std::size_t budget) {
    return scores_of(grid, start, best_rate(grid, start, budget), budget, &Scores::test);
}

/// @brief By how much the best rate must beat its neighbour to be called best: a share of samples.
inline constexpr double edge_margin = 0.02;

/// @brief Does the best rate stand at an end of the grid, so that a better one may lie beyond it?
///
/// A rate at the end that is no better than its neighbour hides nothing, nor does a start that
/// learns at none.
///
/// @throws std::invalid_argument if there are fewer than three rates.
inline bool best_at_edge(const Grid& grid, std::size_t start, std::size_t budget) {
    const std::size_t rates = grid.axes.rates.size();
    require(rates >= 3, "best_at_edge: there must be at least three rates", rates);
    const std::size_t best = best_rate(grid, start, budget);
    if (best != 0 && best != rates - 1) {
        return false;
    }
    const std::size_t inner = best == 0 ? 1 : rates - 2;
    const auto mean = [&](std::size_t rate) {
        return average(scores_of(grid, start, rate, budget, &Scores::validation));
    };
    return mean(best) > mean(inner) + edge_margin;
}

/// @brief Tell the site's build what a ranking stands on: it refuses too few seeds and best rates
///        at an end of the grid.
/// @param result  Gets the record; values and figures of the grid are added by the caller.
/// @param name    snake_case, unique in the chapter.
inline void record_grid(Result& result, std::string name, const Grid& grid,
                        const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    GridRecord record{.name = std::move(name),
                      .optimizer = grid.axes.optimizer,
                      .rates = grid.axes.rates,
                      .epochs = grid.axes.epochs,
                      .seeds = grid.runs.front().front().size(),
                      .place = {file, line}};
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        for (std::size_t budget = 0; budget < grid.axes.epochs.size(); ++budget) {
            if (best_at_edge(grid, start, budget)) {
                record.at_edge.push_back(grid.starts[start] + " at " +
                                         std::to_string(grid.axes.epochs[budget]) +
                                         " epochs");
            }
        }
    }
    result.grids.push_back(std::move(record));
}

/// @brief What every start reaches at its best rate, within the short budget and the long one, as
///        data <prefix>_<start>_short and …_long.
/// @param prefix     Of the names: the optimizer and what is trained.
/// @param tolerance  Of a mean over the seeds.
inline Result reached(const Grid& grid, const std::string& prefix, Tolerance tolerance) {
    Result result;
    for (std::size_t start = 0; start < grid.starts.size(); ++start) {
        for (std::size_t budget = 0; budget < grid.axes.epochs.size(); ++budget) {
            const std::string length = budget == 0 ? "_short" : "_long";
            result.data(prefix + "_" + grid.starts[start] + length,
                        average(at_best_rate(grid, start, budget)),
                        "accuracy on unseen digits at its best rate, mean, " +
                            grid.axes.optimizer + ", " + grid.starts[start],
                        tolerance);
        }
    }
    return result;
}

/// @brief Mean score over the rates, a curve for a chart whose x axis has the grid's rates.
/// @param part   &Scores::validation or &Scores::test.
/// @return       The mean over the seeds, between the worst and the best of them.
inline Curve curve_by_rate(const Grid& grid, std::size_t start, std::size_t budget,
                           std::string label, int color = -1,
                           double Scores::* part = &Scores::test) {
    Curve curve{.label = std::move(label), .color = color};
    for (std::size_t rate = 0; rate < grid.axes.rates.size(); ++rate) {
        const auto scores = scores_of(grid, start, rate, budget, part);
        curve.y.push_back(average(scores));
        curve.lower.push_back(*std::min_element(scores.begin(), scores.end()));
        curve.upper.push_back(*std::max_element(scores.begin(), scores.end()));
    }
    return curve;
}

}  // namespace winit
