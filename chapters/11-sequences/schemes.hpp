/// @file schemes.hpp
/// @brief Chapter 11: the recurrent weights that it compares, and networks before training.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/11-sequences/params.hpp"
#include "chapters/support/labeled.hpp"
#include "snippets/core/types.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Weights from the words: one word is on at a time, so the fan_in that counts is 1.
///
/// The weights to the answer are drawn alike.
template <Scalar T>
MatrixOf<T> embedding(Fans fans, Rng& rng) {
    return normal_weights<T>(fans, 1.0, rng);
}

/// @brief Normal recurrent weights of a wanted scale: the spectral radius of a large matrix.
template <Scalar T>
InitializerOf<T> gaussian(double scale) {
    return [scale](Fans fans, Rng& rng) {
        const double fan_in = static_cast<double>(fans.fan_in);
        return normal_weights<T>(fans, scale / std::sqrt(fan_in), rng);
    };
}

/// @brief A rule for recurrent weights.
using Scheme = Labeled<InitializerOf<float>>;

// [begin schemes_11]
inline std::vector<Scheme> schemes() {
    return {
        {"zero", "zero", zero_weights<float>},
        {"slide", "slide's Xavier", slides::xavier<float>},
        {"xavier", "Xavier", glorot_normal<float>},
        {"orthogonal", "orthogonal", orthogonal<float>},
    };
}
// [end schemes_11]

/// @brief A simple network before training. Run number i has the same random stream everywhere.
inline RecurrentOf<float> untrained_network(const InitializerOf<float>& recurrent,
                                            const Params& params, Rng rng) {
    const RecurrentSizes sizes{params.vocabulary, params.units, 2};
    return make_recurrent<float>(sizes, Activation::tanh, embedding<float>, recurrent, rng);
}

/// @brief An LSTM before training.
inline LstmOf<float> untrained_lstm(double forget_bias, const Params& params, Rng rng) {
    const RecurrentSizes sizes{params.vocabulary, params.units, 2};
    return make_lstm<float>(sizes, forget_bias, embedding<float>, orthogonal<float>, rng);
}

}  // namespace winit::chapter11
