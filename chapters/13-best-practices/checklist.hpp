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
    return preflight(start(rng), data.train, params.preflight_steps);
}

/// @brief The findings about one start as values.
inline Result findings(const std::string& name, const Preflight& found) {
    Result result;
    const std::string of = ", start " + name;
    const auto add = [&](const std::string& what, double number, const std::string& meaning,
                         Tolerance tolerance) {
        result.value("check_" + what + "_" + name, number, meaning + of, tolerance);
    };
    constexpr Tolerance first{.relative = 1e-9, .absolute = 0.0};
    constexpr Tolerance early{.relative = 1e-3, .absolute = 1e-9};
    constexpr Tolerance late{.relative = 0.5, .absolute = 0.02};
    add("loss", found.first_loss, "first loss (nats)", first);
    add("signal", found.signal_ratio,
        "least mean square of a hidden layer over the largest", early);
    add("largest", found.largest_signal, "largest mean square of a hidden layer", first);
    add("gradient", found.gradient_ratio, "least hidden gradient over the largest", early);
    add("update", found.update_ratio,
        "least ratio of gradient to weights over the largest, hidden layers", early);
    add("silent", static_cast<double>(found.silent_tensors), "tensors without any gradient",
        exact);
    add("dead", found.dead_units, "share of dead units, worst layer",
        {.relative = 0.0, .absolute = 0.04});
    add("twins", static_cast<double>(found.twin_layers), "hidden layers of equal units",
        exact);
    add("mixing", found.mixing, "largest change of an output when other samples change",
        {.relative = 0.0, .absolute = 1e-9});
    add("blind", found.loss_soon / found.blind_loss,
        "loss within a fifth of the steps, over that of a copy without inputs", late);
    add("batch", found.batch_loss / found.blind_loss,
        "loss on the batch within all steps, over the same", late);
    add("failed", static_cast<double>(failed_checks(found, std::log(10.0)).size()),
        "checks failed, of ten", exact);
    return result;
}

/// @brief The limits of the checklist, and how preflight() trains: no option changes them.
inline Result checklist_limits() {
    Result result;
    const auto add = [&](const std::string& name, double number,
                         const std::string& meaning) {
        result.data(name, number, meaning, exact);
    };
    const PreflightLimits limits;
    add("limit_loss", limits.first_loss, "factor allowed between first and expected loss");
    add("limit_signal", limits.signals,
        "least hidden signal over the largest, to stay above");
    add("limit_largest", limits.largest_signal,
        "mean square of hidden signals, to stay below");
    add("limit_gradient", limits.gradients,
        "least hidden gradient over the largest, to stay above");
    add("limit_update", limits.updates,
        "least gradient over weights, over the largest, to stay above");
    add("limit_dead", limits.dead, "share of dead units, to stay below");
    add("limit_mixing", limits.mixing,
        "share of the largest output that other samples may move");
    add("limit_blind", limits.blind, "share of the blind copy's loss to fall below soon");
    add("limit_batch", limits.batch, "share of it to fall below on the one batch");
    add("preflight_warmup", static_cast<double>(preflight_warmup),
        "steps before gradients are looked at");
    add("preflight_slow", preflight_rates.front(), "slower rate of Adam on the batch");
    add("preflight_fast", preflight_rates.back(), "faster rate");
    return result;
}

/// @brief The checklist, on a good start and on four bad ones.
inline Result checklist(const Params& params) {
    const auto starts = checked_starts(params);
    std::vector<Preflight> checks(starts.size());
    parallel_for(starts.size(), params.threads,
                 [&](std::size_t i) { checks[i] = check_start(starts[i].second, params); });
    Result result = checklist_limits();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        result.add(findings(starts[i].first, checks[i]));
    }
    return result;
}

}  // namespace winit::chapter13
