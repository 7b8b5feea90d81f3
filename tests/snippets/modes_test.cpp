#include "snippets/theory/modes.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A mode starts at its start and ends at its target", "[modes]") {
    CHECK(mode_strength(0.0, 3.0, 0.01) == Approx(0.01).epsilon(1e-14));
    CHECK(mode_strength(50.0, 3.0, 0.01) == Approx(3.0).epsilon(1e-14));
    CHECK(mode_strength(7.0, 3.0, 0.0) == 0.0);
    CHECK(mode_strength(7.0, 3.0, 3.0) == Approx(3.0).epsilon(1e-14));
}

TEST_CASE("Runge and Kutta agree with the closed form to 1e-8", "[modes]") {
    for (const double target : {4.0, 2.0, 1.0}) {
        const auto derivative = [target](const Vector& u) {
            return Vector(2.0 * u * (target - u));
        };
        const Vector end = runge_kutta(derivative, Vector{0.001}, 2.0, 2000);
        CHECK(std::abs(end(0) - mode_strength(2.0, target, 0.001)) < 1e-8);
        CHECK_FALSE(std::abs(end(0) - mode_strength(1.0, target, 0.001)) <
                    1e-8);  // control
    }
}

// Two layers a and b with product u = ab, started alike: da/dt = b(s - ab), db/dt = a(s - ab).
TEST_CASE("The closed form is what two layers of weights do", "[modes]") {
    const auto derivative = [](const Vector& ab) {
        const double missing = 2.0 - ab(0) * ab(1);
        return Vector{ab(1) * missing, ab(0) * missing};
    };
    const Vector end = runge_kutta(derivative, Vector{0.1, 0.1}, 1.5, 1500);
    CHECK(end(0) * end(1) == Approx(mode_strength(1.5, 2.0, 0.01)).epsilon(1e-9));
}

TEST_CASE("The error of Runge and Kutta falls with the fourth power of the step",
          "[modes]") {
    const auto derivative = [](const Vector& u) { return Vector(-u); };
    const auto error = [&](std::size_t steps) {
        return std::abs(runge_kutta(derivative, Vector{1.0}, 1.0, steps)(0) -
                        std::exp(-1.0));
    };
    CHECK(error(10) / error(20) == Approx(16.0).epsilon(0.1));
}

TEST_CASE("Half of a mode is learned at the half-rise time", "[modes]") {
    const double time = half_rise_time(3.0, 1e-4);
    CHECK(mode_strength(time, 3.0, 1e-4) == Approx(1.5).epsilon(1e-13));
    // A start ten times smaller waits longer by ln(10) / 2s.
    CHECK(half_rise_time(3.0, 1e-6) - half_rise_time(3.0, 1e-5) ==
          Approx(std::log(10.0) / 6.0).epsilon(1e-5));
}

TEST_CASE("Modes refuse numbers out of their range", "[modes]") {
    const auto derivative = [](const Vector& u) { return u; };
    CHECK_THROWS_AS(mode_strength(-1.0, 1.0, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(mode_strength(1.0, 0.0, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(mode_strength(1.0, 1.0, 2.0), std::invalid_argument);
    CHECK_THROWS_AS(mode_strength(1.0, 1.0, -0.1), std::invalid_argument);
    CHECK_THROWS_AS(half_rise_time(0.0, 0.1), std::invalid_argument);
    CHECK_THROWS_AS(half_rise_time(1.0, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(half_rise_time(1.0, 0.5), std::invalid_argument);
    CHECK_THROWS_AS(runge_kutta(derivative, Vector{1.0}, -1.0, 1), std::invalid_argument);
    CHECK_THROWS_AS(runge_kutta(derivative, Vector{1.0}, 1.0, 0), std::invalid_argument);
}
