/// @file panel.hpp
/// @brief Chapter 13: collects the starts of the checklist's panel.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chapters/13-best-practices/panel_start.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/stack.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/model.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"

namespace winit::chapter13 {

/// @brief Collects starts for networks of one width, under names.
struct StartPanel {
    std::size_t width;
    std::vector<Labeled<PanelStart>> starts = {};

    /// @brief Whatever a function draws.
    template <class Make>
    void add(std::string name, std::string label, const Make& make) {
        starts.push_back({std::move(name), std::move(label), panel_start(make)});
    }

    /// @brief Equal hidden layers with weights from one scheme and biases of zero, then changed.
    template <class Change>
    void stack(std::string name, std::string label, std::size_t depth, Activation f,
               const InitializerOf<float>& draw, const Change& change) {
        add(std::move(name), std::move(label), [=, sizes = sizes(depth)](Rng& rng) {
            auto network = make_network<float>(sizes, {.hidden = f}, draw, rng);
            change(network, rng);
            return network;
        });
    }

    void stack(std::string name, std::string label, std::size_t depth, Activation f,
               const InitializerOf<float>& draw) {
        stack(std::move(name), std::move(label), depth, f, draw, [](auto&, Rng&) {});
    }

    /// @brief The start that this chapter recommends.
    void recommended(std::string name, std::string label, std::size_t depth, Activation f) {
        add(std::move(name), std::move(label), [=, sizes = sizes(depth)](Rng& rng) {
            return initialize_weights<float>(sizes, f, rng);
        });
    }

    /// @brief Residual ReLU blocks with He's weights, then changed.
    template <class Change>
    void residual(std::string name, std::string label, std::size_t blocks, Change change) {
        const ResidualSizes sizes{
            .inputs = 64, .width = width, .hidden = width, .outputs = 10, .blocks = blocks};
        add(std::move(name), std::move(label), [=](Rng& rng) {
            auto network = make_residual_network<float>(sizes, Activation::relu,
                                                        he_normal<float>, rng);
            change(network);
            return network;
        });
    }

    RecurrentSizes recurrent() const {
        return {.features = pixels_per_step, .units = width, .outputs = 10};
    }

    std::vector<std::size_t> sizes(std::size_t depth) const {
        return layer_sizes({.inputs = 64, .depth = depth, .width = width, .outputs = 10});
    }
};

/// @brief Biases as PyTorch's nn.Linear draws them: like its weights.
inline void draw_biases(NetworkOf<float>& network, Rng& rng) {
    for (LayerOf<float>& layer : network.layers) {
        const double bound = 1.0 / std::sqrt(static_cast<double>(layer.weights.shape(1)));
        const auto drawn =
            uniform_matrix<float>(1, layer.biases.size(), -bound, bound, rng);
        layer.biases = xt::view(drawn, 0, xt::all());
    }
}

/// @brief Independent normal weights of one standard deviation, whatever the layer.
inline InitializerOf<float> normal_of(double deviation) {
    return [deviation](Fans fans, Rng& rng) {
        return normal_matrix<float>(fans.fan_out, fans.fan_in, 0.0, deviation, rng);
    };
}

/// @brief All weights alike.
inline InitializerOf<float> all_of(double weight) {
    return [weight](Fans fans, Rng&) { return constant_weights<float>(fans, weight); };
}

}  // namespace winit::chapter13
