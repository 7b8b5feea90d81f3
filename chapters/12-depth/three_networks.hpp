/// @file three_networks.hpp
/// @brief Chapter 12: an ordered, a critical and a chaotic network, in theory.
#pragma once

#include <string>

#include "chapters/12-depth/fixed_points.hpp"
#include "chapters/12-depth/params.hpp"
#include "chapters/support/labeled.hpp"
#include "chapters/support/result.hpp"

namespace winit::chapter12 {

/// @brief What theory says of the three named networks, as numbers.
inline Result three_networks(const Params& params) {
    Result result;
    for (const auto& [name, label, field] : named_fields(params)) {
        const Settled settled = settle(field);
        const std::string of = ", " + label;
        result.data("variance_" + name, field.weight_variance,
                    "weight variance times fan_in" + of);
        result.data("q_" + name, settled.q,
                    "mean square at which pre-activations settle" + of);
        result.value("chi_" + name, settled.chi,
                     "factor on a gradient's mean square per layer" + of,
                     {.relative = 1e-7});
        result.data("c_" + name, settled.c, "correlation at which two inputs end up" + of,
                    {.relative = 1e-6});
        if (name != "critical") {
            result.value("reach_" + name, reach(field), "six times xi (layers)" + of,
                         {.relative = 1e-6});
        }
    }
    return result;
}

}  // namespace winit::chapter12
