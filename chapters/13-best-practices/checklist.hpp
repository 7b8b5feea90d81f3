/// @file checklist.hpp
/// @brief Chapter 13: what the checklist says of a good start and of four bad ones.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/13-best-practices/params.hpp"
#include "chapters/13-best-practices/starts.hpp"
#include "chapters/13-best-practices/training_runs.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief A start under the name that its values have.
using NamedStart = std::pair<std::string, Start>;

/// @brief The start of this chapter, then four that fail.
inline std::vector<NamedStart> checked_starts(const Params& params) {
    const auto sizes = stack_sizes(4, params.width);
    const auto with = [&](Activation activation, const Initializer& initializer) -> Start {
        return [sizes, activation, initializer](Rng& rng) {
            return make_network<double>(sizes, {.hidden = activation}, initializer, rng);
        };
    };
    const Initializer all_equal = [](Fans fans, Rng&) {
        return constant_weights(fans, 0.1);
    };
    return {
        {"good",
         [sizes](Rng& rng) { return initialize_weights(sizes, Activation::relu, rng); }},
        {"zeros", with(Activation::relu, zero_weights<double>)},
        {"small", with(Activation::gelu, slides::small<double>)},
        {"large", with(Activation::tanh, slides::random<double>)},
        {"equal", with(Activation::sigmoid, all_equal)}};
}

/// @brief What the checklist finds in one start.
inline Preflight check_start(const Start& start, const Params& params) {
    Rng rng = Rng(params.seed).stream(5);
    const Split data = centered_digits(params.batch, rng);
    return preflight(start(rng), data.train, params.learning_rate, params.preflight_steps);
}

/// @brief The findings about one start as values.
inline Result findings(const std::string& name, const Preflight& found) {
    Result result;
    const std::string of = ", start " + name;
    result.value("check_loss_" + name, found.first_loss, "first loss (nats)" + of);
    result.value("check_least_" + name, found.smallest_signal,
                 "least mean square of a hidden layer" + of);
    result.value("check_most_" + name, found.largest_signal,
                 "largest mean square of a hidden layer" + of);
    result.value("check_gradient_" + name, found.gradient_ratio,
                 "gradient in the first hidden layer over the last" + of,
                 {.relative = 1e-6});
    const auto count = [&](const std::string& what, std::size_t number,
                           const std::string& meaning) {
        result.value("check_" + what + "_" + name, static_cast<double>(number),
                     meaning + of, exact);
    };
    count("silent", found.zero_gradient_tensors, "tensors without any gradient");
    count("twins", found.symmetric_layers, "hidden layers of equal units");
    result.value("check_batch_" + name, found.batch_loss,
                 "loss on the one batch after training on it" + of,
                 {.relative = 0.5, .absolute = 0.05});
    count("failed", failed_checks(found, std::log(10.0)), "checks failed, of seven");
    return result;
}

/// @brief The checklist, on a good start and on four bad ones.
inline Result checklist(const Params& params) {
    const auto starts = checked_starts(params);
    std::vector<Preflight> checks(starts.size());
    parallel_for(starts.size(), params.threads,
                 [&](std::size_t i) { checks[i] = check_start(starts[i].second, params); });
    Result result;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        result.add(findings(starts[i].first, checks[i]));
    }
    return result;
}

}  // namespace winit::chapter13
