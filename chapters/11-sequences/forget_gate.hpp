/// @file forget_gate.hpp
/// @brief Chapter 11: the bias of the forget gate, before training and after.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "chapters/11-sequences/cell.hpp"
#include "chapters/11-sequences/params.hpp"
#include "chapters/11-sequences/training.hpp"
#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter11 {

/// @brief Whether one of the eight networks fails depends on rounding, so on the BLAS kernels. It
///        moves the lower edge of the band by seven tenths of the way from chance to right.
inline constexpr Tolerance one_network{.relative = 0.0, .absolute = 0.4};

/// @brief The values of one forget bias.
/// @param bias        As it stands in their names.
/// @param accuracies  Of trained LSTMs, one per seed.
inline Result values_at(const std::string& bias, const Curve& theory, const Curve& measured,
                        const std::vector<double>& accuracies) {
    Result result;
    result.data("cell_left_" + bias, theory.y[cell_steps],
                "share of the cell left after some steps, by formula, forget bias " + bias);
    result.value("cell_measured_" + bias, measured.y[cell_steps],
                 "the same in random networks, median", {.relative = 1e-3});
    result.value("lstm_right_" + bias, quantile(accuracies, 0.5),
                 "held-out sentences an LSTM judges right, median, forget bias " + bias,
                 trained);
    return result;
}

/// @brief Every forget bias: the cell before training, the accuracy after it.
inline Result forget_gate(const Params& params, Progress& progress = silent()) {
    progress.begin("LSTMs", forget_biases.size() * params.seeds);
    Result result;
    Chart before{.name = "cell_by_distance",
                 .x_axis = {"steps back"},
                 .y_axis = {"share of the cell that is left", Scale::log},
                 .x = counting(0, cell_distance + 1),
                 .tolerance = {.relative = 1e-3}};
    Chart after{.name = "accuracy_by_forget_bias",
                .x_axis = {"forget bias"},
                .y_axis = {"held-out sentences judged right"},
                .x = {forget_biases.begin(), forget_biases.end()},
                .tolerance = one_network};
    double farthest = 1.0;
    std::vector<std::vector<double>> right;
    for (const double bias : forget_biases) {
        const std::string digit = std::to_string(static_cast<int>(bias));
        const Curve measured = cell_measured(bias, "bias " + digit, params);
        const Curve theory = cell_theory(bias);
        farthest = std::max(farthest, largest_ratio(measured.y, theory.y));
        before.curves.push_back(measured);
        before.curves.push_back(theory);
        right.push_back(train_lstm(bias, params.lstm_pause, params, progress));
        result.add(values_at(digit, theory, measured, right.back()));
    }
    result.value("cell_distance", cell_distance, "steps back, cells", exact);
    result.value("cell_farthest", farthest,
                 "largest ratio of the two, any bias and distance", {.relative = 1e-3});
    after.curves.push_back(banded("", transposed(right)));
    result.chart(before);
    result.chart(after);
    return result;
}

}  // namespace winit::chapter11
