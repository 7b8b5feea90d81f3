#include "snippets/models/network.hpp"

#include <cmath>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_activation.hpp"

using namespace winit;

namespace {

Network random_network(Activations activations, Rng& rng) {
    Network network =
        make_network<double>({3, 5, 4, 2}, activations, he_normal<double>, rng);
    for (Layer& layer : network.layers) {
        for (double& bias : layer.biases) {
            bias = 0.3 * rng.normal();
        }
    }
    return network;
}

}  // namespace

TEST_CASE("A network 3-4-2 has 20 weights and 6 biases", "[network]") {
    Rng rng(1);
    const Network network = make_network<double>({3, 4, 2}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    REQUIRE(network.layers.size() == 2);
    CHECK(network.layers[0].weights.shape(0) == 4);
    CHECK(network.layers[0].weights.shape(1) == 3);
    CHECK(network.layers[1].weights.shape(0) == 2);
    CHECK(network.layers[1].weights.shape(1) == 4);
    CHECK(network.layers[0].weights.size() + network.layers[1].weights.size() == 20);
    CHECK(parameter_count(network) == 26);
    CHECK(same(network.layers[0].biases, Vector{0.0, 0.0, 0.0, 0.0}));
}

TEST_CASE("The last layer has the output's activation, the others the hidden one",
          "[network]") {
    Rng rng(1);
    const Network network = make_network<double>(
        {2, 3, 3, 1}, {.hidden = Activation::relu, .output = Activation::sigmoid},
        he_normal<double>, rng);
    CHECK(network.layers[0].activation == Activation::relu);
    CHECK(network.layers[1].activation == Activation::relu);
    CHECK(network.layers[2].activation == Activation::sigmoid);
    const Network plain =
        make_network<double>({2, 1}, {.hidden = Activation::relu}, he_normal<double>, rng);
    CHECK(plain.layers[0].activation == Activation::linear);
}

TEST_CASE("Every layer of a plan has its own size, activation and scheme", "[network]") {
    Rng rng(1);
    const Network network = make_network<double>(
        3,
        {{.units = 4, .activation = Activation::selu, .initializer = he_normal<double>},
         {.units = 2,
          .activation = Activation::linear,
          .initializer = zero_weights<double>}},
        rng);
    REQUIRE(network.layers.size() == 2);
    CHECK(network.layers[0].weights.shape(0) == 4);
    CHECK(network.layers[0].weights.shape(1) == 3);
    CHECK(network.layers[0].activation == Activation::selu);
    CHECK(network.layers[0].weights(0, 0) != 0.0);
    CHECK(same(network.layers[1].weights, Matrix(xt::zeros<double>({2, 4}))));
    CHECK(network.layers[1].activation == Activation::linear);
    CHECK_THROWS_AS(make_network<double>(3, {}, rng), std::invalid_argument);
}

TEST_CASE("A forward pass gives the hand-computed answer", "[network]") {
    const Network network = {
        .layers = {
            {.weights = {{1.0, -1.0}, {2.0, 1.0}},
             .biases = {0.5, -4.0},
             .activation = Activation::relu},
            {.weights = {{3.0, -2.0}}, .biases = {1.0}, .activation = Activation::linear}}};
    const Matrix batch = {{2.0, 1.0}, {0.0, 1.0}};
    Workspace workspace(network, 2);
    forward(network, batch, workspace);
    CHECK(same(workspace.pre_activations[0], Matrix{{1.5, 1.0}, {-0.5, -3.0}}));
    CHECK(same(workspace.activations[0], Matrix{{1.5, 1.0}, {0.0, 0.0}}));
    CHECK(same(workspace.outputs(), Matrix{{3.5}, {1.0}}));
    CHECK(same(predict(network, batch), workspace.outputs()));
}

TEST_CASE("Backward agrees with central differences for every activation and loss",
          "[network]") {
    Rng rng(2);
    const Matrix batch = normal_matrix(6, 3, 0.0, 1.0, rng);
    const Matrix targets = normal_matrix(6, 2, 0.0, 1.0, rng);
    const Labels labels = {0, 1, 1, 0, 1, 0};
    for (const Activation hidden : every_activation) {
        for (const Activation output : every_activation) {
            INFO(name_of(hidden) << ", then " << name_of(output));
            Rng weights(2);  // the same for all, however many there are
            Network network = random_network({.hidden = hidden, .output = output}, weights);
            Workspace workspace(network, 6);
            forward(network, batch, workspace);
            squared_error_gradient(workspace.outputs(), targets,
                                   workspace.output_gradient());
            backward(network, batch, workspace);
            CHECK(gradient_error(network, workspace, [&](const Network& wiggled) {
                      return squared_error(predict(wiggled, batch), targets);
                  }) < 1e-6);
            forward(network, batch, workspace);
            cross_entropy_gradient(workspace.outputs(), labels,
                                   workspace.output_gradient());
            backward(network, batch, workspace);
            CHECK(gradient_error(network, workspace, [&](const Network& wiggled) {
                      return cross_entropy(predict(wiggled, batch), labels);
                  }) < 1e-6);
        }
    }
}

TEST_CASE("A float network gives the double network's answers and gradients, rounded",
          "[network]") {
    const auto gradients = []<Scalar T>(T) {
        Rng rng(3);
        const auto network =
            make_network<T>({4, 8, 3}, {.hidden = Activation::tanh}, he_normal<T>, rng);
        const MatrixOf<T> batch = normal_matrix<T>(5, 4, 0.0, 1.0, rng);
        WorkspaceOf<T> workspace(network, 5);
        forward(network, batch, workspace);
        cross_entropy_gradient(workspace.outputs(), {0, 1, 2, 0, 1},
                               workspace.output_gradient());
        backward(network, batch, workspace);
        return Matrix(xt::cast<double>(workspace.gradients.layers[0].weights));
    };
    CHECK(xt::allclose(gradients(1.0F), gradients(1.0), 1e-4, 1e-6));
    CHECK_FALSE(
        xt::allclose(gradients(1.0F), 2.0 * gradients(1.0), 1e-4, 1e-6));  // control
}

TEST_CASE("A network refuses shapes that do not fit", "[network]") {
    Rng rng(4);
    const Network network = make_network<double>({3, 4, 2}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    Workspace workspace(network, 2);
    CHECK_THROWS_AS(forward(network, Matrix{{1.0, 2.0}, {1.0, 2.0}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(forward(network, Matrix{{1.0, 2.0, 3.0}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(Workspace(network, 0), std::invalid_argument);
    CHECK_THROWS_AS(Workspace(Network{}, 1), std::invalid_argument);
    const Activations hidden_tanh{.hidden = Activation::tanh};
    CHECK_THROWS_AS(make_network<double>({3}, hidden_tanh, he_normal<double>, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(make_network<double>({3, 0}, hidden_tanh, he_normal<double>, rng),
                    std::invalid_argument);
}
