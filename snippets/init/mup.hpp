/// @file mup.hpp
/// @brief The output rule of the maximal update parametrization (muP).
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"

namespace winit {

/// @brief Standard deviation of the last layer's weights under muP.
///
/// The usual \f$1/\sqrt{n}\f$ keeps the first logits at size 1, and lets them grow with the width
/// after a step of training. Under muP they shrink at first, with \f$1/n\f$, so that a step
/// changes them by as much at every width. At `base_fan_in` both rules agree.
///
/// @param fan_in       Inputs of the last layer (count, at least 1).
/// @param base_fan_in  The width at which the network was tuned (count, at least 1).
/// @return             \f$\sqrt{n_0} / n_{in}\f$, without unit.
/// @throws std::invalid_argument if a count is 0.
/// @see Yang et al. (2021), "Tensor Programs V", table 3, arXiv:2203.03466.
inline double mup_output_stddev(std::size_t fan_in, std::size_t base_fan_in) {
    require(fan_in > 0, "mup_output_stddev: fan_in must be at least 1");
    require(base_fan_in > 0, "mup_output_stddev: base_fan_in must be at least 1");
    return std::sqrt(static_cast<double>(base_fan_in)) / static_cast<double>(fan_in);
}

}  // namespace winit
