/// @file schemes.hpp
/// @brief Chapter 9: the initialization schemes that it compares, and a start drawn by one.
#pragma once

#include <cstddef>
#include <vector>

#include "chapters/09-training/small_network.hpp"
#include "chapters/support/labeled.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter09 {

/// @brief An initializer under the name that figures and values use.
using Scheme = Labeled<Initializer>;

// [begin schemes_09]
inline std::vector<Scheme> schemes() {
    return {
        {"zero", "zero", zero_weights<double>},
        {"random", "random, ±1", slides::random<double>},
        {"xavier", "slide's Xavier", slides::xavier<double>},
        {"slide_he", "slide's He", slides::he<double>},
        {"glorot", "Glorot", glorot_uniform<double>},
        {"he", "He", he_uniform<double>},
    };
}
// [end schemes_09]

/// @brief Runs that a scheme needs: a start from zeros has nothing random.
inline std::size_t runs_of(const Scheme& scheme, std::size_t seeds) {
    return scheme.name == "zero" ? 1 : seeds;
}

/// @brief Uniform weights of one bound, the same for both layers.
inline Scheme bounded(double bound) {
    return {"bounded", "bounded",
            [bound](Fans fans, Rng& rng) { return uniform_weights(fans, bound, rng); }};
}

/// @brief A start: both layers drawn by the initializer, biases zero.
template <std::size_t Units>
SmallNet<Units> draw_net(const Initializer& initializer, Rng rng) {
    const Matrix hidden = initializer({.fan_in = 2, .fan_out = Units}, rng);
    const Matrix outgoing = initializer({.fan_in = Units, .fan_out = 1}, rng);
    SmallNet<Units> net;
    for (std::size_t i = 0; i < Units; ++i) {
        net.units[i] = {hidden(i, 0), hidden(i, 1), 0.0, outgoing(0, i)};
    }
    return net;
}

}  // namespace winit::chapter09
