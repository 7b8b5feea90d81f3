/// @file limits.hpp
/// @brief Chapter 13: the limits of the checklist, described for the pages.
#pragma once

#include "chapters/support/parameters.hpp"
#include "snippets/diagnostics/preflight.hpp"

namespace winit::chapter13 {

/// @brief The limits of the checklist, which no option changes.
inline void each_limit(Descriptions& is) {
    const PreflightLimits limits;
    is.number("limit_loss", limits.first_loss,
              "factor allowed between first and expected loss");
    is.number("limit_signal", limits.signals,
              "least allowed mean square of a hidden signal, over the largest");
    is.number("limit_largest", limits.largest_signal,
              "mean square that a hidden signal must stay below");
    is.number("limit_gradient", limits.gradients,
              "least allowed size of a hidden gradient, over the largest");
    is.number("limit_update", limits.updates,
              "least allowed ratio of gradient to weights, over the largest");
    is.number("limit_dead", limits.dead, "share of dead units to stay below");
    is.number("limit_mixing", limits.mixing,
              "share of the largest output that other samples may move");
    is.number("limit_blind", limits.blind,
              "share of the blind copy's loss to fall below soon");
    is.number("limit_batch", limits.batch,
              "share of the blind copy's loss to fall below on the one batch");
    is.number("preflight_soon", preflight_share,
              "the steps over those after which soon is");
    is.number("preflight_warmup", preflight_warmup, "steps before gradients are looked at");
    is.number("preflight_slow", preflight_rates.front(),
              "slower rate of Adam on the batch");
    is.number("preflight_fast", preflight_rates.back(), "faster rate");
}

}  // namespace winit::chapter13
