#include "snippets/theory/gain.hpp"

#include <array>
#include <cmath>

#include "snippets/init/he.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Gains by quadrature are the closed forms where there are any", "[gain]") {
    CHECK(forward_gain(Activation::linear) == Approx(1.0).epsilon(1e-13));
    CHECK(forward_gain(Activation::relu) == Approx(std::sqrt(2.0)).epsilon(1e-13));
    CHECK(backward_gain(Activation::relu) == Approx(std::sqrt(2.0)).epsilon(1e-13));
    for (const double a : {0.01, 0.2, -0.5}) {
        const double exact = std::sqrt(2.0 / (1.0 + a * a));
        CHECK(forward_gain(Activation::leaky_relu(a)) == Approx(exact).epsilon(1e-13));
        CHECK(backward_gain(Activation::leaky_relu(a)) == Approx(exact).epsilon(1e-13));
        CHECK(he_stddev(100, a) == Approx(0.1 * exact).epsilon(1e-13));
    }
}

TEST_CASE("The gain that keeps tanh at mean square 1 is 1.592537", "[gain]") {
    CHECK(forward_gain(Activation::tanh) == Approx(1.5925374197228312).epsilon(1e-12));
    CHECK_FALSE(forward_gain(Activation::tanh) ==
                Approx(5.0 / 3.0).epsilon(1e-2));  // control
}

// Klambauer et al. (2017): with weights of variance 1/n SELU keeps mean 0 and variance 1.
TEST_CASE("SELU needs no gain to go forward", "[gain]") {
    CHECK(forward_gain(Activation::selu) == Approx(1.0).epsilon(1e-12));
    CHECK(visit(Activation::selu, [](auto f) {
              return gaussian_mean([&](double z) { return f.value(z); });
          }) == Approx(0.0).margin(1e-12));
}

TEST_CASE("The conventional gains are PyTorch's table", "[gain]") {
    CHECK(conventional_gain(Activation::linear) == 1.0);
    CHECK(conventional_gain(Activation::sigmoid) == 1.0);
    CHECK(conventional_gain(Activation::tanh) == 5.0 / 3.0);
    CHECK(conventional_gain(Activation::relu) == Approx(1.4142135623730951).epsilon(1e-15));
    CHECK(conventional_gain(Activation::relu_one_at_zero) == std::sqrt(2.0));
    CHECK(conventional_gain(Activation::leaky_relu(0.2)) ==
          Approx(1.3867504905630728).epsilon(1e-14));
    CHECK(conventional_gain(Activation::selu) == 0.75);
    CHECK_THROWS_AS(conventional_gain(Activation::gelu), std::invalid_argument);
}

TEST_CASE("Mean squares grow with the size of the pre-activations as they must", "[gain]") {
    CHECK(activation_mean_square(Activation::linear, 3.0) == Approx(3.0).epsilon(1e-13));
    CHECK(activation_mean_square(Activation::relu, 3.0) == Approx(1.5).epsilon(1e-13));
    CHECK(activation_mean_square(Activation::sigmoid, 0.0) == Approx(0.25).epsilon(1e-13));
    CHECK(derivative_mean_square(Activation::sigmoid, 0.0) ==
          Approx(0.0625).epsilon(1e-13));
    CHECK(derivative_mean_square(Activation::linear, 5.0) == Approx(1.0).epsilon(1e-13));
    CHECK_THROWS_AS(activation_mean_square(Activation::tanh, -1.0), std::invalid_argument);
    CHECK_THROWS_AS(derivative_mean_square(Activation::tanh, -1.0), std::invalid_argument);
}

// 200 layers of 400 units each. The mean square of one output layer strays by some 7 %.
TEST_CASE("A layer with the forward gain keeps the mean square, one with gain 1 does not",
          "[gain]") {
    constexpr std::size_t layers = 200;
    constexpr std::size_t width = 400;
    for (const Activation activation :
         {Activation::tanh, Activation::gelu, Activation::elu(1.0), Activation::softplus}) {
        const auto mean_square_after = [&](double gain) {
            Rng rng(1);
            double sum = 0.0;
            for (std::size_t layer = 0; layer < layers; ++layer) {
                const Matrix z = normal_matrix(1, width, 0.0, 1.0, rng);
                const Matrix w =
                    normal_weights({.fan_in = width, .fan_out = 50}, gain / 20.0, rng);
                sum += mean_square(linear(activate(activation, z), w));
            }
            return sum / layers;
        };
        // A square of a normal number has variance 2; the input's own size strays as well.
        const double limit =
            mean_tolerance(std::sqrt(2.0 / 50.0 + 8.0 / width), layers, 1e-6);
        INFO(name_of(activation));
        CHECK(std::abs(mean_square_after(forward_gain(activation)) - 1.0) <= limit);
        CHECK_FALSE(std::abs(mean_square_after(1.0) - 1.0) <= limit);  // control
    }
}

TEST_CASE("Kumar's rule is the tangent's, and not the gain that keeps mean square 1",
          "[gain]") {
    CHECK(kumar_gain(Activation::linear) == 1.0);
    CHECK(kumar_gain(Activation::tanh) == 1.0);
    CHECK(kumar_gain(Activation::sigmoid) == Approx(8.0 / std::sqrt(5.0)).epsilon(1e-12));
    CHECK(kumar_gain(Activation::gelu) == Approx(2.0).epsilon(1e-12));
    // Where f is its tangent both agree; tanh at mean square 1 is not.
    CHECK(kumar_gain(Activation::linear) == Approx(forward_gain(Activation::linear)));
    CHECK_FALSE(kumar_gain(Activation::tanh) ==
                Approx(forward_gain(Activation::tanh)).epsilon(0.3));
    CHECK_THROWS_AS(kumar_gain(Activation::relu), std::invalid_argument);
}
