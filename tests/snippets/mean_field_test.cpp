#include "snippets/theory/mean_field.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "snippets/init/he.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/statistics/moments.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("A ReLU network with He weights keeps q, at any size", "[mean_field]") {
    const MeanField he{Activation::relu, 2.0};
    CHECK(q_map(he, 0.3) == Approx(0.3).epsilon(1e-13));
    CHECK(q_map(he, 7.0) == Approx(7.0).epsilon(1e-13));
    CHECK(chi(he, 0.3) == Approx(1.0).epsilon(1e-13));
    CHECK(q_map(MeanField{Activation::relu, 2.0 / 3.0}, 1.0) ==
          Approx(1.0 / 3.0).epsilon(1e-13));
    CHECK(q_map(MeanField{Activation::relu, 2.0, 0.5}, 1.0) == Approx(1.5).epsilon(1e-13));
}

// PyTorch's gain 5/3 for tanh: activations settle at 0.6513, gradients grow by a fifth.
TEST_CASE("The gain 5/3 for tanh preserves neither the signal nor the gradient",
          "[mean_field]") {
    const MeanField field{Activation::tanh, 25.0 / 9.0};
    const double q = q_fixed_point(field);
    CHECK(std::sqrt(activation_mean_square(Activation::tanh, q)) ==
          Approx(0.6513).margin(5e-5));
    CHECK(chi(field, q) == Approx(1.2098).margin(5e-5));
    CHECK(q_map(field, q) == Approx(q).epsilon(1e-13));
}

TEST_CASE("The forward gain puts the fixed point at 1", "[mean_field]") {
    const double gain = forward_gain(Activation::tanh);
    CHECK(q_fixed_point({Activation::tanh, gain * gain}) == Approx(1.0).epsilon(1e-10));
}

TEST_CASE("Signals die out, settle or explode", "[mean_field]") {
    CHECK(q_fixed_point({Activation::tanh, 0.5}) == Approx(0.0).margin(1e-12));
    CHECK(q_fixed_point({Activation::tanh, 1.0}) == Approx(0.0).margin(1e-12));
    CHECK(q_fixed_point({Activation::relu, 2.5}) == HUGE_VAL);
    CHECK(q_fixed_point({Activation::relu, 2.01}) == HUGE_VAL);
    CHECK(q_fixed_point({Activation::relu, 2.0}) == 1.0);
    CHECK(q_fixed_point({Activation::relu, 1.5}) == Approx(0.0).margin(1e-12));
    CHECK(q_fixed_point({Activation::relu, 1.0, 0.5}) == Approx(1.0).epsilon(1e-12));
    CHECK(q_fixed_point({Activation::linear, 0.5, 0.5}) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("The slope of the q map is its derivative", "[mean_field]") {
    constexpr double h = 1e-4;
    for (const Activation activation :
         {Activation::tanh, Activation::relu, Activation::selu}) {
        const MeanField field{activation, 1.7, 0.1};
        for (const double q : {0.2, 1.0, 3.0}) {
            CHECK(q_map_slope(field, q) ==
                  Approx((q_map(field, q + h) - q_map(field, q - h)) / (2.0 * h))
                      .epsilon(1e-6));
        }
    }
}

TEST_CASE("Tanh is critical at a weight variance of 1.760955 if biases have 0.05",
          "[mean_field]") {
    const MeanField field{Activation::tanh, 1.760955, 0.05};
    CHECK(std::abs(chi(field, q_fixed_point(field)) - 1.0) < 1e-5);
    CHECK(critical_weight_variance(Activation::tanh, 0.05, 1.05, 4.0) ==
          Approx(1.760955).epsilon(1e-6));
    const MeanField xavier{Activation::tanh, 1.0, 0.05};
    CHECK_FALSE(std::abs(chi(xavier, q_fixed_point(xavier)) - 1.0) < 1e-5);  // control
}

// By the closed form of Cho and Saul.
TEST_CASE("The correlation map of a ReLU is the arc-cosine kernel", "[mean_field]") {
    const MeanField he{Activation::relu, 2.0};
    for (const double c : {-1.0, -0.6, 0.0, 0.3, 0.9, 0.999, 1.0}) {
        CHECK(c_map(he, 1.0, c) == Approx(relu_c_map(c)).epsilon(1e-11).margin(1e-12));
        CHECK(c_map(he, 2.5, c) == Approx(relu_c_map(c)).epsilon(1e-11).margin(1e-12));
    }
    CHECK(relu_c_map(0.0) == Approx(1.0 / std::numbers::pi).epsilon(1e-14));
    CHECK(relu_c_map(1.0) == Approx(1.0).epsilon(1e-14));
    CHECK_FALSE(c_map({Activation::relu, 1.0}, 1.0, 0.3) ==
                Approx(relu_c_map(0.3)).epsilon(1e-2));  // control
}

TEST_CASE("The slope of the correlation map is its derivative, and chi at 1",
          "[mean_field]") {
    const MeanField field{Activation::tanh, 2.0, 0.1};
    const double q = q_fixed_point(field);
    constexpr double h = 1e-5;
    for (const double c : {0.0, 0.5, 0.9}) {
        CHECK(c_map_slope(field, q, c) ==
              Approx((c_map(field, q, c + h) - c_map(field, q, c - h)) / (2.0 * h))
                  .epsilon(1e-7));
    }
    CHECK(c_map_slope(field, q, 1.0) == Approx(chi(field, q)).epsilon(1e-12));
}

TEST_CASE("Inputs come to look alike below the critical line and apart above it",
          "[mean_field]") {
    const MeanField ordered{Activation::tanh, 1.2, 0.05};
    CHECK(c_fixed_point(ordered, q_fixed_point(ordered)) == 1.0);
    const MeanField chaotic{Activation::tanh, 3.0, 0.05};
    const double q = q_fixed_point(chaotic);
    const double c = c_fixed_point(chaotic, q);
    CHECK(c < 0.9);
    CHECK(c_map(chaotic, q, c) == Approx(c).epsilon(1e-10));
    CHECK(c_map_slope(chaotic, q, c) < 1.0);
}

TEST_CASE("A depth scale is where a deviation has fallen to 1/e", "[mean_field]") {
    CHECK(std::pow(0.8, depth_scale(0.8)) == Approx(std::exp(-1.0)).epsilon(1e-14));
    CHECK(depth_scale(1.25) == Approx(depth_scale(0.8)).epsilon(1e-14));
    CHECK(std::isinf(depth_scale(1.0)));
}

// 30 layers of 1000 units: the mean square of one strays by 4 to 6 %, the mean of 20 by a percent.
TEST_CASE("Networks of a thousand units follow the q map", "[mean_field]") {
    const MeanField field{Activation::tanh, 2.0, 0.0};
    double predicted = 1.0;
    std::vector<double> measured(5);
    constexpr std::size_t networks = 10;
    constexpr std::size_t width = 600;
    Rng rng(1);
    for (std::size_t network = 0; network < networks; ++network) {
        Matrix z = normal_matrix(1, width, 0.0, 1.0, rng);
        for (double& mean : measured) {
            const Matrix w = normal_weights({.fan_in = width, .fan_out = width},
                                            std::sqrt(2.0 / width), rng);
            z = linear(activate(Activation::tanh, z), w);
            mean += mean_square(z) / networks;
        }
    }
    for (const double mean : measured) {
        predicted = q_map(field, predicted);
        CHECK(mean == Approx(predicted).epsilon(0.1));
        CHECK_FALSE(mean == Approx(predicted / 2.0).epsilon(0.1));  // control
    }
}

TEST_CASE("Mean-field maps refuse numbers out of their range", "[mean_field]") {
    const MeanField field{Activation::tanh, 2.0, 0.1};
    CHECK_THROWS_AS(q_map({Activation::tanh, -1.0}, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(q_map({Activation::tanh, 1.0, -1.0}, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(q_map(field, -1.0), std::invalid_argument);
    CHECK_THROWS_AS(q_map_slope(field, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(c_map(field, 0.0, 0.5), std::invalid_argument);
    CHECK_THROWS_AS(c_map(field, 1.0, 1.5), std::invalid_argument);
    CHECK_THROWS_AS(relu_c_map(-1.5), std::invalid_argument);
    CHECK_THROWS_AS(depth_scale(0.0), std::invalid_argument);
    CHECK_THROWS_AS(critical_weight_variance(Activation::tanh, 0.05, 3.0, 4.0),
                    std::invalid_argument);
    CHECK_THROWS_AS(critical_weight_variance(Activation::tanh, 0.05, 1.05, 1.1),
                    std::invalid_argument);
}

TEST_CASE("A signal without bound meets the limits of its activation", "[mean_field]") {
    const double far = std::numeric_limits<double>::infinity();
    for (const Activation activation :
         {Activation::relu, Activation::gelu, Activation::silu, Activation::softplus}) {
        INFO(name_of(activation));
        CHECK(derivative_mean_square(activation, far) == Approx(0.5).epsilon(1e-12));
        CHECK(activation_mean_square(activation, far) == far);
        // The limit is one: a large signal comes near it.
        CHECK(derivative_mean_square(activation, 1e12) == Approx(0.5).epsilon(1e-5));
        const MeanField field{.activation = activation, .weight_variance = 3.0};
        CHECK(q_fixed_point(field) == far);
        CHECK(chi(field, q_fixed_point(field)) == Approx(1.5).epsilon(1e-12));
    }
    for (const Activation activation :
         {Activation::tanh, Activation::sigmoid, Activation::softsign}) {
        INFO(name_of(activation));
        CHECK(derivative_mean_square(activation, far) == 0.0);
        CHECK(activation_mean_square(activation, far) ==
              Approx(activation_mean_square(activation, 1e24)).epsilon(1e-5));
    }
}

TEST_CASE("Where chi jumps over 1 there is no critical weight variance", "[mean_field]") {
    std::string said;
    try {
        critical_weight_variance(Activation::gelu, 0.0);
    } catch (const std::invalid_argument& error) {
        said = error.what();
    }
    CHECK(said.find("it jumps at") != std::string::npos);
    CHECK(critical_weight_variance(Activation::relu, 0.0) == Approx(2.0));  // control
}
