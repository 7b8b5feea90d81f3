/// @file identity.hpp
/// @brief Weights that pass their input on unchanged: identity and Dirac.
#pragma once

#include <algorithm>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Ones on the diagonal, zeros elsewhere, as an initializer.
/// @param fans  Size of the layer (counts, at least 1).
/// @return      Weights, shape (fan_out, fan_in): the first min(fan_in, fan_out) inputs pass. The
///              generator is not used.
/// @throws std::invalid_argument if a fan is 0.
/// @see Le, Jaitly and Hinton (2015), "A Simple Way to Initialize Recurrent Networks of Rectified
///      Linear Units", arXiv:1504.00941.
template <Scalar T = double>
MatrixOf<T> identity_weights(Fans fans, Rng&) {
    require_fans(fans, "identity_weights");
    MatrixOf<T> weights = xt::zeros<T>({fans.fan_out, fans.fan_in});
    for (std::size_t i = 0; i < std::min(fans.fan_in, fans.fan_out); ++i) {
        weights(i, i) = T(1);
    }
    return weights;
}

/// @brief Filters of a convolution, shape (channels_out, channels_in, height, width).
template <Scalar T>
using FiltersOf = xt::xtensor<T, 4>;

/// @brief Filters that pass the channels of an image on unchanged.
///
/// Each filter has a single 1, in the middle of its patch and in the channel of its own number.
///
/// @param convolution  Its size (counts, at least 1; groups must divide both channel counts).
/// @return             Filters, shape (channels_out, channels_in / groups, kernel_height,
///                     kernel_width), as `torch.nn.init.dirac_` gives them.
/// @throws std::invalid_argument if a count is 0 or the groups do not divide the channels.
/// @see Zagoruyko and Komodakis (2017), "DiracNets", arXiv:1706.00388.
template <Scalar T = double>
FiltersOf<T> dirac_filters(const Convolution& convolution) {
    const auto [in, out, height, width, groups] = convolution;
    static_cast<void>(fans_of(convolution));  // the preconditions are the same
    FiltersOf<T> filters = xt::zeros<T>({out, in / groups, height, width});
    const std::size_t per_group = out / groups;
    for (std::size_t filter = 0; filter < out; ++filter) {
        const std::size_t channel = filter % per_group;
        if (channel < in / groups) {
            filters(filter, channel, height / 2, width / 2) = T(1);
        }
    }
    return filters;
}

}  // namespace winit
