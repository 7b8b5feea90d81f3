#include "snippets/diagnostics/layer_moments.hpp"

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Moments of four numbers are the hand-computed ones", "[layer_moments]") {
    const Moments moments = moments_of(Matrix{{1.0, 2.0}, {3.0, 6.0}});
    CHECK(moments.mean == 3.0);
    CHECK(moments.mean_square == 12.5);
    CHECK(moments.variance == 3.5);
    CHECK_THROWS_AS(moments_of(Vector(xt::zeros<double>({0}))), std::invalid_argument);
}

TEST_CASE("Every layer reports its signal, its deltas and its gradient",
          "[layer_moments]") {
    const Network network = {
        .layers = {
            {.weights = {{1.0, -1.0}, {2.0, 1.0}},
             .biases = {0.5, -4.0},
             .activation = Activation::relu},
            {.weights = {{3.0, -2.0}}, .biases = {1.0}, .activation = Activation::linear}}};
    const Matrix batch = {{2.0, 1.0}};
    Workspace workspace(network, 1);
    forward(network, batch, workspace);
    workspace.deltas.back()(0, 0) = 2.0;
    backward(network, batch, workspace);
    const auto layers = layer_moments(workspace);
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].pre_activations.mean == 1.25);  // 1.5 and 1
    CHECK(layers[0].activations.mean_square == 1.625);
    CHECK(layers[1].activations.mean == 3.5);
    CHECK(layers[0].deltas.mean == 1.0);           // 6 and -4
    CHECK(layers[1].weight_gradient.mean == 2.5);  // 3 and 2
    CHECK(layers[0].weight_gradient.mean == 1.5);  // (6, -4) times (2, 1)
    CHECK(layers[0].weight_gradient.mean_square == 65.0);
}
