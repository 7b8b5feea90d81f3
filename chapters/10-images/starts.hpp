/// @file starts.hpp
/// @brief Chapter 10: the networks before training.
#pragma once

#include <cstddef>
#include <string>

#include "chapters/10-images/params.hpp"
#include "chapters/10-images/pictures.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/network.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter10 {

/// @brief How a network begins.
struct Start {
    std::string name;   ///< snake_case, a part of the names of values.
    std::string label;  ///< For people: figures and meanings.
    InitializerOf<float> initializer;
    Activation hidden = Activation::relu;  ///< Of the hidden layers.
};

/// @brief He's weights, uniform, and ReLU.
inline Start he_start() {
    return {"he", "He", he_uniform<float>};
}

/// @brief What the slide takes for He's weights, and ReLU.
inline Start slide_start() {
    return {"slide", "slide's He", slides::he<float>};
}

/// @brief All weights zero.
inline Start zero_start(Activation hidden) {
    return {hidden == Activation::relu ? "zero" : "zero_sigmoid",
            hidden == Activation::relu ? "zeros" : "zeros, sigmoid", zero_weights<float>,
            hidden};
}

/// @brief The slide's network: an MLP of two hidden layers, without a convolution.
inline NetworkOf<float> make_mlp(const Start& start, std::size_t pixels, Rng& rng) {
    return make_network<float>({pixels, slide_units, 32, classes}, {.hidden = start.hidden},
                               start.initializer, rng);
}

}  // namespace winit::chapter10
