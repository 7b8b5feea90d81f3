/// @file loss_by_time.hpp
/// @brief Chapter 3: the loss of two linear layers that start at zero, near it, or climb.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "chapters/03-no-learning/drawn_steps.hpp"
#include "chapters/03-no-learning/one_step.hpp"
#include "chapters/03-no-learning/params.hpp"
#include "chapters/03-no-learning/two_layers.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/check.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter03 {

/// @brief How two layers start, and which way they step.
struct Start {
    double scale;  ///< Standard deviation of the weights.
    Step step;
};

/// @brief The starts that the chapter compares.
inline std::vector<Labeled<Start>> starts() {
    return {{"zeros", "zeros", {0.0, downhill}},
            {"large", "scale 1e-2", {1e-2, downhill}},
            {"middle", "scale 1e-4", {1e-4, downhill}},
            {"small", "scale 1e-6", {1e-6, downhill}},
            {"climb", "1e-4, plus sign", {1e-4, slides::climb<double>}}};
}

/// @brief The loss of one start, before each step and at the end.
inline std::vector<double> loss_of(const Start& start, const Params& params) {
    Rng rng(params.seed);
    const auto layers =
        random_layers(params.factors.size(), params.width, start.scale, rng);
    return learn(layers, params.factors, params.learning_rate, params.steps(), start.step)
        .loss;
}

/// @brief Every stride-th loss, as far as none was above a ceiling.
inline std::vector<double> below_ceiling(const std::vector<double>& loss,
                                         std::size_t stride, double ceiling) {
    std::vector<double> drawn;
    bool below = true;
    for (std::size_t step = 0; step < loss.size(); step += stride) {
        below = below && loss[step] <= ceiling;
        drawn.push_back(below ? loss[step] : std::numeric_limits<double>::quiet_NaN());
    }
    return drawn;
}

/// @brief How long a loss stays near its first value.
inline Result stall(const std::vector<double>& loss, const std::string& label) {
    const double moved = crossing(loss, 0.9 * loss.front());
    require(!std::isnan(moved), "loss_by_time: duration must let a tenth of the loss go");
    const auto half = static_cast<std::size_t>(0.5 * moved);
    Result result;
    result.data("stall", std::round(moved),
                "steps until a tenth of the loss is gone, " + label,
                {.relative = 0.0, .absolute = 1.0});
    result.value("stall_half", static_cast<double>(half), "half as many steps",
                 {.relative = 0.0, .absolute = 1.0});
    result.value("stall_drop", 1.0 - loss[half] / loss.front(),
                 "share of the loss that is gone by then", {.relative = 0.1});
    return result;
}

/// @brief The losses of all starts over the time, drawn up to twice the first loss.
inline Result loss_by_time(const Params& params) {
    const DrawnSteps drawn = drawn_steps(params.steps(), 350);
    Chart chart{.name = "loss_by_time",
                .x_axis = {"time: steps x learning rate"},
                .y_axis = {"loss"},
                .x = times_of(drawn, params.learning_rate),
                .tolerance = {.relative = 1e-6, .absolute = 1e-6}};
    Result result;
    for (const auto& start : starts()) {
        const auto loss = loss_of(start.item, params);
        const double ceiling = 2.0 * loss.front();
        chart.curves.push_back(
            {.label = start.label, .y = below_ceiling(loss, drawn.stride, ceiling)});
        if (start.name == "climb") {
            result.value("climb_doubled", crossing(loss, ceiling),
                         "steps until the loss has doubled, plus sign", {.relative = 1e-6});
        } else {
            result.data("loss_" + start.name, loss.back(),
                        "loss at the end, " + start.label,
                        {.relative = 1e-6, .absolute = 1e-9});
        }
        if (start.name == "small") {
            result.add(stall(loss, start.label));
        }
    }
    result.chart(chart);
    result.value("loss_start", 0.5 * xt::sum(xt::square(params.factors))(),
                 "loss of a network of zeros");
    return result;
}

}  // namespace winit::chapter03
