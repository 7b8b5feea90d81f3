#include "snippets/layers/activations.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_activation.hpp"

using namespace winit;

namespace {

double value(Activation activation, double z) {
    return visit(activation, [z](auto f) { return f.value(z); });
}

double derivative(Activation activation, double z) {
    return visit(activation, [z](auto f) { return f.derivative(z); });
}

// Central difference of order h^4.
double measured_derivative(Activation activation, double z) {
    constexpr double h = 1e-3;
    return (8.0 * (value(activation, z + h) - value(activation, z - h)) -
            (value(activation, z + 2.0 * h) - value(activation, z - 2.0 * h))) /
           (12.0 * h);
}

}  // namespace

TEST_CASE("Every slope is the derivative of its activation", "[activations]") {
    for (const Activation activation : every_activation) {
        for (const double z : {-3.0, -1.1, -0.4, 0.3, 0.9, 2.5}) {
            INFO(name_of(activation) << " at " << z);
            CHECK(derivative(activation, z) ==
                  Approx(measured_derivative(activation, z)).epsilon(1e-9).margin(1e-11));
        }
    }
    CHECK_FALSE(
        derivative(Activation::tanh, 0.9) ==
        Approx(measured_derivative(Activation::sigmoid, 0.9)).epsilon(1e-3));  // control
}

// Values at 1 and -1 to sixteen digits, from their closed forms in Python.
TEST_CASE("Activations have their values of the literature", "[activations]") {
    CHECK(value(Activation::linear, -1.5) == -1.5);
    CHECK(value(Activation::sigmoid, 0.0) == 0.5);
    CHECK(value(Activation::sigmoid, 1.0) == Approx(0.7310585786300049).epsilon(1e-14));
    CHECK(value(Activation::tanh, 1.0) == Approx(0.7615941559557649).epsilon(1e-14));
    CHECK(value(Activation::relu, 1.5) == 1.5);
    CHECK(value(Activation::relu, -1.5) == 0.0);
    CHECK(value(Activation::gelu, 1.0) == Approx(0.8413447460685429).epsilon(1e-14));
    CHECK(value(Activation::gelu, -1.0) == Approx(-0.15865525393145707).epsilon(1e-13));
    CHECK(value(Activation::leaky_relu(), -1.0) == -0.01);
    CHECK(value(Activation::leaky_relu(0.2), -1.5) == Approx(-0.3).epsilon(1e-14));
    CHECK(value(Activation::elu(), -1.0) == Approx(-0.6321205588285577).epsilon(1e-14));
    CHECK(value(Activation::elu(1.5), -1.0) == Approx(-0.9481808382428365).epsilon(1e-14));
    CHECK(value(Activation::elu(1.5), 2.0) == 2.0);
    CHECK(value(Activation::selu, 1.0) == Approx(1.0507009873554805).epsilon(1e-14));
    CHECK(value(Activation::selu, -1.0) == Approx(-1.1113307378125628).epsilon(1e-14));
    CHECK(value(Activation::silu, -1.0) == Approx(-0.2689414213699951).epsilon(1e-14));
    CHECK(value(Activation::softplus, 1.0) == Approx(1.3132616875182228).epsilon(1e-14));
    CHECK(value(Activation::softplus, -1.0) == Approx(0.31326168751822286).epsilon(1e-14));
    CHECK(value(Activation::softsign, -1.0) == -0.5);
}

TEST_CASE("Which activations are 0 at 0, and with which slope", "[activations]") {
    CHECK(value(Activation::sigmoid, 0.0) == 0.5);
    CHECK(derivative(Activation::sigmoid, 0.0) == 0.25);
    CHECK(value(Activation::softplus, 0.0) == Approx(std::numbers::ln2).epsilon(1e-15));
    CHECK(derivative(Activation::softplus, 0.0) == 0.5);
    for (const Activation activation : every_activation) {
        if (activation != Activation::sigmoid && activation != Activation::softplus) {
            INFO(name_of(activation));
            CHECK(value(activation, 0.0) == 0.0);
        }
    }
    CHECK(derivative(Activation::linear, 0.0) == 1.0);
    CHECK(derivative(Activation::tanh, 0.0) == 1.0);
    CHECK(derivative(Activation::gelu, 0.0) == 0.5);
    CHECK(derivative(Activation::silu, 0.0) == 0.5);
    CHECK(derivative(Activation::softsign, 0.0) == 1.0);
}

TEST_CASE("A ReLU at exactly 0 has slope 0, unless one asks for 1", "[activations]") {
    CHECK(derivative(Activation::relu, 0.0) == 0.0);
    CHECK(derivative(Activation::relu_one_at_zero, 0.0) == 1.0);
    CHECK(derivative(Activation::relu, 1e-300) == 1.0);
    CHECK(derivative(Activation::relu_one_at_zero, -1e-300) == 0.0);
}

TEST_CASE("At a corner at 0 the slope is that of the negative side", "[activations]") {
    CHECK(derivative(Activation::leaky_relu(0.2), 0.0) == 0.2);
    CHECK(derivative(Activation::elu(1.5), 0.0) == 1.5);
    CHECK(derivative(Activation::selu, 0.0) == Approx(1.7580993408473766).epsilon(1e-14));
}

TEST_CASE("Activations are equal if their family and their number are", "[activations]") {
    CHECK(Activation::leaky_relu(0.2) == Activation::leaky_relu(0.2));
    CHECK(Activation::relu == Activation::relu);
    CHECK_FALSE(Activation::leaky_relu(0.2) == Activation::leaky_relu(0.1));
    CHECK_FALSE(Activation::relu == Activation::relu_one_at_zero);
}

TEST_CASE("Activations stay finite far from 0", "[activations]") {
    for (const Activation activation : every_activation) {
        for (const double z : {-1000.0, 1000.0}) {
            INFO(name_of(activation) << " at " << z);
            CHECK(std::isfinite(value(activation, z)));
            CHECK(std::isfinite(derivative(activation, z)));
            const float in_float = visit(
                activation, [z](auto f) { return f.derivative(static_cast<float>(z)); });
            CHECK(std::isfinite(in_float));
        }
    }
}

TEST_CASE("Activating a matrix acts on every entry", "[activations]") {
    const Matrix z = {{-1.0, 0.0, 2.0}, {3.0, -4.0, 5.0}};
    CHECK(same(activate(Activation::relu, z), Matrix{{0.0, 0.0, 2.0}, {3.0, 0.0, 5.0}}));
    Matrix in_place = z;
    activate(Activation::relu, in_place, in_place);
    CHECK(same(in_place, activate(Activation::relu, z)));
    Matrix gradient = {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
    multiply_by_derivative(Activation::relu, z, gradient);
    CHECK(same(gradient, Matrix{{0.0, 0.0, 3.0}, {4.0, 0.0, 6.0}}));
}

TEST_CASE("Numbers of an activation that are none are refused", "[activations]") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(Activation::leaky_relu(infinity), std::invalid_argument);
    CHECK_THROWS_AS(Activation::elu(-infinity), std::invalid_argument);
    CHECK(name_of(Activation::tanh) == "tanh");
}

TEST_CASE("Saturated slopes keep their digits", "[activations]") {
    const auto tanh_derivative = [](long double z) {
        const long double tail = std::exp(-2.0L * z);
        return static_cast<double>(4.0L * tail / ((1.0L + tail) * (1.0L + tail)));
    };
    const auto sigmoid_derivative = [](long double z) {
        const long double tail = std::exp(-z);
        return static_cast<double>(tail / ((1.0L + tail) * (1.0L + tail)));
    };
    for (const double z : {0.5, 3.0, 4.0, 4.2, 7.0, 12.0, 19.0, 30.0, 100.0, 340.0}) {
        INFO(z);
        CHECK(Tanh::derivative(z) == Approx(tanh_derivative(z)).epsilon(1e-12));
        CHECK(Tanh::derivative(-z) == Tanh::derivative(z));
        CHECK(Sigmoid::derivative(z) == Approx(sigmoid_derivative(z)).epsilon(1e-12));
        CHECK(Sigmoid::derivative(-z) == Approx(sigmoid_derivative(z)).epsilon(1e-12));
        if (z < 40.0) {
            const auto single = static_cast<float>(z);
            CHECK(Tanh::derivative(single) == Approx(tanh_derivative(z)).epsilon(2e-4));
            CHECK(Sigmoid::derivative(single) ==
                  Approx(sigmoid_derivative(z)).epsilon(2e-4));
        }
    }
    const double y = std::tanh(12.0);
    CHECK_FALSE(1.0 - y * y == Approx(tanh_derivative(12.0)).epsilon(1e-12));  // control
}

TEST_CASE("Far from saturation a slope has the bits of the plain formula",
          "[activations]") {
    for (const double z : {-4.0, -1.0, -0.25, 0.0, 0.5, 2.0, 4.0}) {
        const double y = std::tanh(z);
        CHECK(Tanh::derivative(z) == 1.0 - y * y);
        const double gate = Sigmoid::value(z);
        CHECK(Sigmoid::derivative(z) == gate * (1.0 - gate));
    }
}

TEST_CASE("At infinity every activation has its limit", "[activations]") {
    const double far = std::numeric_limits<double>::infinity();
    const double large = 1e9;
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        visit(activation, [&](auto f) {
            for (const double side : {-1.0, 1.0}) {
                const double near_limit = f.value(side * large);
                const double limit = f.value(side * far);
                CHECK_FALSE(std::isnan(limit));
                CHECK((std::isinf(limit) ? std::abs(near_limit) > 1e6
                                         : limit == Approx(near_limit).margin(1e-8)));
                CHECK(f.derivative(side * far) ==
                      Approx(f.derivative(side * large)).margin(1e-8));
            }
        });
    }
}
