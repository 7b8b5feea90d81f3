#include "snippets/init/recommend.hpp"

#include <cmath>
#include <numbers>

#include "snippets/losses/softmax.hpp"
#include "snippets/statistics/moments.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_activation.hpp"

using namespace winit;

TEST_CASE("A stack gets the gain that keeps a mean square of 1", "[recommend]") {
    const auto gain = [](Activation activation) {
        return recommend(Architecture::mlp, activation).gain;
    };
    CHECK(gain(Activation::linear) == Approx(1.0).epsilon(1e-12));
    CHECK(gain(Activation::relu) == Approx(std::sqrt(2.0)).epsilon(1e-12));
    CHECK(gain(Activation::tanh) == Approx(1.592537).epsilon(1e-6));
    CHECK(gain(Activation::selu) == Approx(1.0).epsilon(1e-6));
    CHECK_FALSE(gain(Activation::tanh) == Approx(5.0 / 3.0).epsilon(1e-6));  // control
}

TEST_CASE("Where f(0) is not zero the biases take the mean out", "[recommend]") {
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        const auto start = recommend(Architecture::mlp, activation);
        const bool positive =
            activation == Activation::sigmoid || activation == Activation::softplus;
        CHECK(nonzero_at_zero(activation) == positive);
        // Where biases are random they take a mean out as well: see stable_start_test.cpp.
        CHECK((start.offset != 0.0) == (positive || start.bias_variance > 0.0));
    }
    const auto sigmoid = recommend(Architecture::mlp, Activation::sigmoid);
    CHECK(sigmoid.offset == Approx(0.5).epsilon(1e-12));
    // Variance of a sigmoid: that of tanh at half the argument, divided by 4.
    const double variance = activation_mean_square(Activation::tanh, 0.25) / 4.0;
    CHECK(sigmoid.gain == Approx(1.0 / std::sqrt(variance)).epsilon(1e-10));
    CHECK(activation_mean(Activation::relu) ==
          Approx(1.0 / std::sqrt(2.0 * std::numbers::pi)).epsilon(1e-12));
}

TEST_CASE("A recommendation says what it promises", "[recommend]") {
    const auto tanh = recommend(Architecture::mlp, Activation::tanh);
    CHECK(tanh.mean_square == 1.0);
    CHECK(tanh.length_slope == Approx(0.4611).margin(1e-4));
    CHECK(tanh.gradient_growth == Approx(1.1778).margin(1e-4));
    const auto gelu = recommend(Architecture::mlp, Activation::gelu);
    CHECK(gelu.length_slope == Approx(0.8053).margin(1e-4));
    CHECK(gelu.gradient_growth == Approx(1.0).epsilon(1e-12));
    const auto relu = recommend(Architecture::mlp, Activation::relu);
    CHECK(relu.length_slope == Approx(1.0).epsilon(1e-12));
    CHECK(relu.gradient_growth == Approx(1.0).epsilon(1e-12));
    // Of small signals, per step: a ReLU loses half of them.
    const auto step = [](Activation activation) {
        return recommend(Architecture::recurrent, activation);
    };
    CHECK(step(Activation::tanh).length_slope == Approx(1.0).epsilon(1e-12));
    CHECK(step(Activation::relu).length_slope == Approx(0.5).epsilon(1e-12));
    CHECK(step(Activation::relu).gradient_growth == Approx(0.5).epsilon(1e-12));
    for (const Architecture passed : {Architecture::softmax_regression,
                                      Architecture::residual, Architecture::adapter}) {
        CHECK(recommend(passed, Activation::gelu).length_slope == 1.0);
        CHECK(recommend(passed, Activation::gelu).gradient_growth == 1.0);
    }
}

TEST_CASE("Each architecture has its zeros", "[recommend]") {
    const auto start = [](Architecture architecture) {
        return recommend(architecture, Activation::tanh);
    };
    CHECK(start(Architecture::softmax_regression).rule == WeightRule::zero);
    CHECK(start(Architecture::mlp).zero_output);
    CHECK_FALSE(start(Architecture::mlp).zero_branch);
    CHECK(start(Architecture::residual).zero_output);
    CHECK(start(Architecture::residual).zero_branch);
    CHECK(start(Architecture::recurrent).rule == WeightRule::orthogonal);
    CHECK(start(Architecture::recurrent).gain == 1.0);
    CHECK(start(Architecture::adapter).zero_branch);
    CHECK_FALSE(start(Architecture::adapter).zero_output);
    CHECK_THROWS_AS(recommend(Architecture::recurrent, Activation::sigmoid),
                    std::invalid_argument);
    CHECK_THROWS_AS(recommend(static_cast<Architecture>(99), Activation::tanh),
                    std::invalid_argument);
}

TEST_CASE("draw_weights follows its rule", "[recommend]") {
    Rng rng(1);
    const Fans fans{.fan_in = 40, .fan_out = 500};
    CHECK(mean_square(draw_weights(WeightRule::zero, fans, 1.0, rng)) == 0.0);
    const Matrix normal = draw_weights(WeightRule::normal, fans, 3.0, rng);
    const double variance = 9.0 / 40.0;
    CHECK(std::abs(sample_variance(normal) - variance) <
          variance_tolerance(variance, kurtosis::normal, normal.size(), 1e-6));
    const Matrix turned =
        draw_weights(WeightRule::orthogonal, {.fan_in = 40, .fan_out = 40}, 2.0, rng);
    const Matrix squared = xt::linalg::dot(turned, xt::transpose(turned));
    CHECK(xt::allclose(squared, 4.0 * xt::eye<double>(40), 1e-12, 1e-12));
    CHECK_THROWS_AS(draw_weights(WeightRule::zero, {0, 1}, 1.0, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(draw_weights(WeightRule::normal, fans, HUGE_VAL, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(draw_weights(static_cast<WeightRule>(99), fans, 1.0, rng),
                    std::invalid_argument);
}

TEST_CASE("Random biases have the variance that is recommended", "[recommend]") {
    Rng rng(3);
    const auto start = recommend(Architecture::mlp, Activation::silu);
    const Network network = initialize_weights({30, 20, 5000, 10}, Activation::silu, rng);
    CHECK(sample_variance(network.layers[0].weights) ==
          Approx(start.mean_square / 30.0).epsilon(0.3));
    const Layer& layer = network.layers[1];
    CHECK(mean_square(network.layers[0].biases) == 0.0);
    CHECK(mean_square(network.layers[2].biases) == 0.0);
    Vector added = layer.biases;
    for (std::size_t unit = 0; unit < added.size(); ++unit) {
        for (std::size_t input = 0; input < 20; ++input) {
            added(unit) += start.offset * layer.weights(unit, input);
        }
    }
    CHECK(std::abs(sample_variance(added) - start.bias_variance) <
          variance_tolerance(start.bias_variance, kurtosis::normal, added.size(), 1e-6));
    // The biases as a whole are too large: the control.
    CHECK(std::abs(sample_variance(layer.biases) - start.bias_variance) >
          variance_tolerance(start.bias_variance, kurtosis::normal, added.size(), 1e-6));
}

TEST_CASE("initialize_weights makes the layers it is asked for", "[recommend]") {
    Rng rng(2);
    const Network network = initialize_weights({20, 15, 10, 5}, Activation::sigmoid, rng);
    REQUIRE(network.layers.size() == 3);
    CHECK(network.layers[1].weights.shape(0) == 10);
    CHECK(network.layers[1].weights.shape(1) == 15);
    CHECK(network.layers[1].activation == Activation::sigmoid);
    CHECK(network.layers[2].activation == Activation::linear);
    CHECK(mean_square(network.layers[2].weights) == 0.0);
    CHECK(mean_square(network.layers[0].biases) == 0.0);
    for (std::size_t unit = 0; unit < 10; ++unit) {
        double sum = 0.0;
        for (std::size_t input = 0; input < 15; ++input) {
            sum += network.layers[1].weights(unit, input);
        }
        CHECK(network.layers[1].biases(unit) == Approx(-0.5 * sum).epsilon(1e-12));
    }
    CHECK(initialize_weights({20, 5}, Activation::gelu, rng).layers.front().biases(0) ==
          0.0);
    CHECK_THROWS_AS(initialize_weights({20}, Activation::tanh, rng), std::invalid_argument);
    CHECK_THROWS_AS(initialize_weights({20, 0, 3}, Activation::tanh, rng),
                    std::invalid_argument);
}
