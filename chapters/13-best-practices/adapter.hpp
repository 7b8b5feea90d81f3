/// @file adapter.hpp
/// @brief Chapter 13: which of an adapter's two matrices may start at zero?
#pragma once

#include <array>
#include <cstddef>

#include "chapters/13-best-practices/adapter_runs.hpp"
#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/lora.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

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

/// @brief A network learns mirrored digits through an adapter, from three starts.
inline Result adapter(const Params& params) {
    const Rng root(params.seed);
    const AdapterTask task = adapter_task(params, root.stream(2));
    const AdapterStarts starts = adapter_starts(params, root.stream(3));
    const std::array corrections{&starts.b_zero, &starts.both_zero, &starts.both_random};
    std::array<Adaptation, 3> adapted;
    parallel_for(corrections.size(), params.threads, [&](std::size_t i) {
        adapted[i] = adapt(task.network, *corrections[i], task.mirrored,
                           params.learning_rate, params.adapter_steps);
    });
    const auto& [b_zero, both_zero, both_random] = adapted;
    const auto& [seen, unseen] = task.mirrored;
    const double base_loss = cross_entropy(predict(task.network, seen.inputs), seen.labels);

    Result result;
    result.value("adapter_before",
                 accuracy(predict(task.network, unseen.inputs), unseen.labels),
                 "accuracy on unseen mirrored digits before adapting", trained);
    result.data("adapter_base_loss", base_loss,
                "loss (nats) on the mirrored digits to adapt to, before adapting",
                {.relative = 0.2});
    result.value("adapter_after", b_zero.accuracy,
                 "accuracy on unseen mirrored digits after adapting, B zero", trained);
    result.data("adapter_first_loss", b_zero.first_loss, "first loss (nats), B zero",
                {.relative = 0.2});
    result.value("adapter_jump", b_zero.first_loss - base_loss,
                 "what an adapter with B zero adds to the loss", exact);
    result.value("adapter_dead", both_zero.accuracy,
                 "accuracy on unseen mirrored digits after adapting, A and B zero",
                 trained);
    result.data("adapter_loud_loss", both_random.first_loss,
                "first loss (nats), A and B random", {.relative = 0.5});
    return result;
}

}  // namespace winit::chapter13
