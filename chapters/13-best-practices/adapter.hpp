/// @file adapter.hpp
/// @brief Chapter 13: which of an adapter's two matrices may start at zero?
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "chapters/13-best-practices/adapter_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/support/result.hpp"
#include "chapters/support/runs.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/lora.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"

namespace winit::chapter13 {

/// @brief The same adapter from three starts.
struct AdapterStarts {
    LowRank b_zero;
    LowRank both_zero;
    LowRank both_random;
};

/// @brief Draw an adapter of the task's first layer, with zeros in B, in both and in none.
inline AdapterStarts adapter_starts(const Params& params, Rng rng) {
    const Fans fans{.fan_in = 64, .fan_out = params.map_width};
    const LowRank b_zero = make_low_rank(fans, params.rank, rng);
    LowRank both_zero = b_zero;
    both_zero.a.fill(0.0);
    LowRank both_random = b_zero;
    both_random.b = normal_matrix(fans.fan_out, params.rank, 0.0, 1.0, rng);
    return {b_zero, both_zero, both_random};
}

/// @brief One network that learns mirrored digits through an adapter, from three starts.
struct AdapterRun {
    double before;     ///< Accuracy on unseen mirrored digits, before adapting.
    double base_loss;  ///< Loss (nats) on those to adapt to, before adapting.
    Adaptation b_zero;
    Adaptation both_zero;
    double loud_loss;  ///< First loss (nats), A and B random.
};

/// @brief Train a network on upright digits, and adapt it to mirrored ones.
inline AdapterRun adapter_run(const Params& params, const Rng& root) {
    const AdapterTask task = adapter_task(params, root.stream(2));
    const AdapterStarts starts = adapter_starts(params, root.stream(3));
    const auto adapted = [&](const LowRank& start, std::size_t steps) {
        return adapt(task.network, start, task.mirrored, params.learning_rate, steps);
    };
    const auto& [seen, unseen] = task.mirrored;
    return {accuracy(predict(task.network, unseen.inputs), unseen.labels),
            cross_entropy(predict(task.network, seen.inputs), seen.labels),
            adapted(starts.b_zero, params.adapter_steps),
            adapted(starts.both_zero, params.adapter_steps),
            adapted(starts.both_random, 1).first_loss};
}

/// @brief What adapters do to networks that know upright digits only, on average over seeds.
inline Result adapter(const Params& params) {
    const auto runs = repeat({params.grid_seeds, params.seed, params.threads},
                             [&](const Rng& root) { return adapter_run(params, root); });
    const auto mean_of = [&](const auto& number) {
        std::vector<double> list;
        for (const AdapterRun& run : runs) {
            list.push_back(number(run));
        }
        return average(list);
    };
    constexpr Tolerance mean{.relative = 0.0, .absolute = 0.06};
    Result result;
    result.value("adapter_before", mean_of([](const auto& run) { return run.before; }),
                 "accuracy on unseen mirrored digits before adapting, mean", mean);
    result.data("adapter_base_loss", mean_of([](const auto& run) { return run.base_loss; }),
                "loss (nats) on the mirrored digits to adapt to, before adapting, mean",
                {.relative = 0.2});
    result.value("adapter_after",
                 mean_of([](const auto& run) { return run.b_zero.accuracy; }),
                 "accuracy on unseen mirrored digits after adapting, B zero, mean", mean);
    result.value("adapter_jump", mean_of([](const auto& run) {
                     return std::abs(run.b_zero.first_loss - run.base_loss);
                 }),
                 "what an adapter with B zero adds to the loss, mean", exact);
    result.value(
        "adapter_dead", mean_of([](const auto& run) { return run.both_zero.accuracy; }),
        "accuracy on unseen mirrored digits after adapting, A and B zero, mean", mean);
    result.data("adapter_loud_loss", mean_of([](const auto& run) { return run.loud_loss; }),
                "first loss (nats), A and B random, mean", {.relative = 0.5});
    return result;
}

}  // namespace winit::chapter13
