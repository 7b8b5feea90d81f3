/// @file other_gains.hpp
/// @brief Chapter 13: what other gains for tanh and sigmoid do to signal and gradient, by theory.
#pragma once

#include "chapters/support/result.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"

namespace winit::chapter13 {

/// @brief Growth of a gradient's mean square per layer where the signal has settled.
inline double settled_chi(Activation activation, double gain) {
    const MeanField field{activation, gain * gain};
    return chi(field, q_fixed_point(field));
}

/// @brief The gain of PyTorch's table for tanh, and sigmoids whose mean is not taken out.
inline Result other_gains() {
    Result result;
    const double table = conventional_gain(Activation::tanh);
    result.data("table_tanh_gain", table, "gain for tanh in PyTorch's table");
    result.data("table_tanh_q", q_fixed_point({Activation::tanh, table * table}),
                "mean square where that gain settles");
    result.value("table_tanh_chi", settled_chi(Activation::tanh, table),
                 "growth of a gradient's mean square per layer there");
    result.value("plain_sigmoid_chi", settled_chi(Activation::sigmoid, 1.0),
                 "growth of a gradient's mean square per layer, sigmoid of gain 1");
    const double kumar = kumar_gain(Activation::sigmoid);
    result.value("kumar_sigmoid_gain", kumar, "gain for a sigmoid by Kumar's rule");
    result.value("kumar_sigmoid_chi", settled_chi(Activation::sigmoid, kumar),
                 "growth of a gradient's mean square per layer, sigmoid of that gain");
    return result;
}

}  // namespace winit::chapter13
