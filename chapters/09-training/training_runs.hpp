/// @file training_runs.hpp
/// @brief Chapter 9: one training run, and many starts of one scheme.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chapters/09-training/params.hpp"
#include "chapters/09-training/schemes.hpp"
#include "chapters/09-training/small_network.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter09 {

/// @brief Statistics over runs repeat to this share on every machine.
inline constexpr Tolerance trained{.relative = 0.01, .absolute = 1e-3};

/// @brief A share of the runs may differ by a few of them.
inline constexpr Tolerance shares{.relative = 0.0, .absolute = 0.02};

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
    // Run i draws from stream i of the seed, whatever the scheme.
    return repeat({seeds, params.seed, params.threads}, [&](const Rng& rng) {
        const Run run = train(draw_net<4>(scheme.item, rng), schedule, shown);
        progress.step();
        return run;
    });
}
// [end train_seeds_09]

/// @brief One field of each run, such as &Run::error.
template <class Field>
std::vector<Field> from_each(const std::vector<Run>& runs, Field Run::* field) {
    std::vector<Field> list;
    for (const Run& run : runs) {
        list.push_back(run.*field);
    }
    return list;
}

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
    return repeat({seeds, params.seed, params.threads}, [&](const Rng& rng) {
        const std::size_t epochs =
            epochs_to_solve(draw_net<Units>(scheme.item, rng), schedule);
        progress.step();
        return epochs;
    });
}

/// @brief Share of the runs that solved the problem.
inline double solved_share(const std::vector<std::size_t>& epochs) {
    const auto solved = std::count_if(epochs.begin(), epochs.end(),
                                      [](std::size_t done) { return done > 0; });
    return static_cast<double>(solved) / static_cast<double>(epochs.size());
}

}  // namespace winit::chapter09
