/// @file slides.hpp
/// @brief What the slides write down: kept, under honest names, so that tests can refute it.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/check.hpp"
#include "snippets/rng.hpp"
#include "snippets/sampling.hpp"
#include "snippets/types.hpp"

/// @namespace winit::slides
/// @brief The slides' own wrong forms. Use them to see what goes wrong, and for nothing else.
namespace winit::slides {

/// @brief What slide 6 calls He initialization.
///
/// The slide takes He's standard deviation for the bound of a uniform distribution. The
/// variance is then \f$2/(3 n_{in})\f$: one third of He's.
///
/// @param fans  Size of the layer (counts, at least 1).
/// @param rng   Source of randomness; advanced by fan_out * fan_in uniform numbers.
/// @return      Weights, shape (fan_out, fan_in), uniform on
///              \f$[-\sqrt{2/n_{in}}, \sqrt{2/n_{in}})\f$.
/// @throws std::invalid_argument if a fan is 0.
// [begin slides_he]
template <Scalar T = double>
MatrixOf<T> he(Fans fans, Rng& rng) {
    require(fans.fan_in > 0 && fans.fan_out > 0, "slides::he: fans must be at least 1");
    const double bound = std::sqrt(2.0 / static_cast<double>(fans.fan_in));
    return uniform_matrix<T>(fans.fan_out, fans.fan_in, -bound, bound, rng);
}
// [end slides_he]

}  // namespace winit::slides
