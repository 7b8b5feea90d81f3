/// @file panel_starts.hpp
/// @brief Chapter 13: the panel of the checklist, starts that people have and starts that fail.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "chapters/13-best-practices/panel.hpp"
#include "chapters/13-best-practices/panel_start.hpp"
#include "chapters/support/labeled.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter13 {

/// @brief Sets the weights of some layers, counted from 0, to zero.
inline auto zero_at(std::vector<std::size_t> layers) {
    return [layers = std::move(layers)](NetworkOf<float>& network, Rng&) {
        for (const std::size_t layer : layers) {
            network.layers[layer].weights.fill(0.0F);
        }
    };
}

/// @brief Healthy stacks: defaults of frameworks, and what this book recommends.
inline void add_healthy_stacks(StartPanel& panel) {
    const auto relu = Activation::relu;
    const auto tanh = Activation::tanh;
    panel.stack("torch_2", "PyTorch's default, 2 x ReLU", 2, relu, slides::xavier<float>,
                draw_biases);
    panel.stack("torch_4", "PyTorch's default, 4 x ReLU", 4, relu, slides::xavier<float>,
                draw_biases);
    panel.stack("he_1", "He everywhere, 1 x ReLU", 1, relu, he_normal<float>);
    panel.stack("he_4", "He everywhere, 4 x ReLU", 4, relu, he_normal<float>);
    panel.stack("keras_2", "Keras's default, 2 x ReLU", 2, relu, glorot_uniform<float>);
    panel.stack("glorot_4", "Glorot, 4 x tanh", 4, tanh, glorot_normal<float>);
    panel.stack("normal_2", "N(0, 0.02^2), 2 x ReLU", 2, relu, normal_of(0.02));
    panel.stack("zero_tanh", "second of 3 x tanh zero", 3, tanh, glorot_normal<float>,
                zero_at({1}));
    panel.recommended("ours_relu", "recommended, 6 x ReLU", 6, relu);
    panel.recommended("ours_tanh", "recommended, 6 x tanh", 6, tanh);
    panel.recommended("ours_sigmoid", "recommended, 4 x sigmoid", 4, Activation::sigmoid);
    panel.recommended("ours_softsign", "recommended, 4 x softsign", 4,
                      Activation::softsign);
}

/// @brief Starts that learn the digits.
/// @param width  Of every hidden layer (count).
inline std::vector<Labeled<PanelStart>> healthy_starts(std::size_t width) {
    StartPanel panel{.width = width};
    add_healthy_stacks(panel);
    panel.add("regression", "softmax regression from zeros", [](Rng& rng) {
        return make_network<float>({64, 10}, {.hidden = Activation::linear},
                                   zero_weights<float>, rng);
    });
    panel.residual("fixup_8", "8 blocks, Fixup", 8, apply_fixup<float>);
    panel.residual("he_blocks_2", "2 blocks, He", 2, [](auto&) {});
    panel.residual("he_blocks_4", "4 blocks, He", 4, [](auto&) {});
    const RecurrentSizes sizes = panel.recurrent();
    panel.add("recurrent", "recurrent, orthogonal", [sizes](Rng& rng) {
        return make_recurrent<float>(sizes, Activation::tanh, glorot_normal<float>,
                                     orthogonal<float>, rng);
    });
    panel.add("lstm", "LSTM, forget bias 1", [sizes](Rng& rng) {
        return make_lstm<float>(sizes, 1.0, glorot_normal<float>, orthogonal<float>, rng);
    });
    return panel.starts;
}

/// @brief Sick stacks: zeros, twins, dead units, and sizes that depth drives away.
inline void add_sick_stacks(StartPanel& panel) {
    const auto relu = Activation::relu;
    const auto tanh = Activation::tanh;
    panel.stack("zeros_relu", "zeros, 4 x ReLU", 4, relu, zero_weights<float>);
    panel.stack("equal_tanh", "all 0.1, 2 x tanh", 2, tanh, all_of(0.1));
    panel.stack("zero_relu", "second of 3 x ReLU zero", 3, relu, he_normal<float>,
                zero_at({1}));
    panel.stack("zeros_tanh", "last two of 3 x tanh zero", 3, tanh, glorot_normal<float>,
                zero_at({1, 2}));
    panel.stack("dead", "biases of -20, 2 x ReLU", 2, relu, he_normal<float>,
                [](auto& network, Rng&) { network.layers[1].biases.fill(-20.0F); });
    panel.stack("small", "within 0.01, 8 x ReLU", 8, relu, slides::small<float>);
    panel.stack("slide", "slide's Xavier, 16 x ReLU", 16, relu, slides::xavier<float>);
    panel.stack("torch_16", "PyTorch's default, 16 x ReLU", 16, relu, slides::xavier<float>,
                draw_biases);
    panel.stack("plain_sigmoid", "gain one, 8 x sigmoid", 8, Activation::sigmoid,
                lecun_normal<float>);
    panel.stack("large", "within 1, 12 x tanh", 12, tanh, slides::random<float>);
    panel.stack("normal_8", "N(0, 1), 8 x ReLU", 8, relu, normal_of(1.0));
}

/// @brief Starts that do not learn the digits within the budget, with either optimizer.
/// @param width  Of every hidden layer (count).
inline std::vector<Labeled<PanelStart>> sick_starts(std::size_t width) {
    StartPanel panel{.width = width};
    add_sick_stacks(panel);
    panel.residual("he_blocks_20", "20 blocks, He", 20, [](auto&) {});
    const RecurrentSizes sizes = panel.recurrent();
    panel.add("recurrent_zero", "recurrent, zeros", [sizes](Rng& rng) {
        return make_recurrent<float>(sizes, Activation::tanh, zero_weights<float>,
                                     zero_weights<float>, rng);
    });
    panel.add("lstm_zero", "LSTM, zeros", [sizes](Rng& rng) {
        return make_lstm<float>(sizes, 1.0, zero_weights<float>, zero_weights<float>, rng);
    });
    return panel.starts;
}

}  // namespace winit::chapter13
