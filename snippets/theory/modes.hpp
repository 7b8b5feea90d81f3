/// @file modes.hpp
/// @brief How a deep linear network learns: one mode after the other, after a wait.
///
/// The modes are the singular values s of what is to be learned. A network of two linear layers
/// that starts small learns each by itself, along \f$\dot u = 2u(s - u)\f$.
#pragma once

#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Strength of a mode at a time, in closed form.
/// @param time    Time since the start, in units of 1/learning rate; not negative.
/// @param target  \f$s\f$: where the mode ends, above 0.
/// @param start   \f$u_0\f$: where it starts, from 0 to `target`. From 0 it never leaves.
/// @return        \f$u(t) = s / (1 + (s/u_0 - 1) e^{-2st})\f$.
/// @throws std::invalid_argument if a number is out of its range.
/// @see Saxe, McClelland and Ganguli (2014), two layers, arXiv:1312.6120.
// [begin mode_strength]
inline double mode_strength(double time, double target, double start) {
    require(time >= 0.0, "mode_strength: time must not be negative", time);
    require(target > 0.0, "mode_strength: target must be above 0", target);
    require(start >= 0.0 && start <= target,
            "mode_strength: start must be from 0 to target", start);
    if (start == 0.0) {
        return 0.0;
    }
    return target / (1.0 + (target / start - 1.0) * std::exp(-2.0 * target * time));
}
// [end mode_strength]

/// @brief Time at which a mode is half learned: it grows with the logarithm of a small start.
/// @param target  \f$s\f$, above 0.
/// @param start   \f$u_0\f$, above 0 and below half of `target`.
/// @return        \f$t_{1/2} = \ln(s/u_0 - 1)/(2s)\f$.
/// @throws std::invalid_argument if a number is out of its range.
inline double half_rise_time(double target, double start) {
    require(target > 0.0, "half_rise_time: target must be above 0", target);
    require(start > 0.0 && start < 0.5 * target,
            "half_rise_time: start must be above 0 and below half of target", start);
    return std::log(target / start - 1.0) / (2.0 * target);
}

/// @brief Follow a system of differential equations: the classical method of Runge and Kutta.
/// @param derivative  \f$\dot x = f(x)\f$: from a state to its rate of change, same shape.
/// @param state       \f$x(0)\f$, shape (variables).
/// @param duration    Time to follow it, not negative.
/// @param steps       Number of steps (count, at least 1); the error falls with its fourth power.
/// @return            \f$x\f$ at the end, shape (variables).
/// @throws std::invalid_argument if a number is out of its range.
/// @see Kutta (1901), "Beitrag zur näherungsweisen Integration totaler Differentialgleichungen".
template <class Derivative>
Vector runge_kutta(const Derivative& derivative, Vector state, double duration,
                   std::size_t steps) {
    require(duration >= 0.0, "runge_kutta: duration must not be negative", duration);
    require(steps > 0, "runge_kutta: steps must be at least 1");
    const double h = duration / static_cast<double>(steps);
    const auto ahead = [&state](double time, const Vector& rate) {
        Vector moved = state;
        for (std::size_t i = 0; i < moved.size(); ++i) {
            moved(i) += time * rate(i);
        }
        return moved;
    };
    for (std::size_t step = 0; step < steps; ++step) {
        const Vector a = derivative(state);
        const Vector b = derivative(ahead(0.5 * h, a));
        const Vector c = derivative(ahead(0.5 * h, b));
        const Vector d = derivative(ahead(h, c));
        for (std::size_t i = 0; i < state.size(); ++i) {
            state(i) += h / 6.0 * (a(i) + 2.0 * b(i) + 2.0 * c(i) + d(i));
        }
    }
    return state;
}

}  // namespace winit
