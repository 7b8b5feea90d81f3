#include "snippets/diagnostics/finite_differences.hpp"

#include "snippets/init/he.hpp"
#include "snippets/losses/squared_error.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

struct Example {
    Rng rng{1};
    Matrix batch = normal_matrix(5, 3, 0.0, 1.0, rng);
    Matrix targets = normal_matrix(5, 2, 0.0, 1.0, rng);
    Network network = make_network<double>({3, 4, 2}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    Workspace workspace{network, 5};

    Example() {
        forward(network, batch, workspace);
        squared_error_gradient(workspace.outputs(), targets, workspace.output_gradient());
        backward(network, batch, workspace);
    }
    double error(double step = 1e-5) {
        return gradient_error(
            network, workspace,
            [&](const Network& wiggled) {
                return squared_error(predict(wiggled, batch), targets);
            },
            step);
    }
};

}  // namespace

TEST_CASE("A right gradient passes the check, and the network is as before",
          "[finite_differences]") {
    Example example;
    const Matrix before = example.network.layers[0].weights;
    CHECK(example.error() < 1e-8);
    CHECK((before == example.network.layers[0].weights));
}

TEST_CASE("A gradient with the wrong sign is caught", "[finite_differences]") {
    Example example;
    example.workspace.gradients.layers[0].weights *= -1.0;
    CHECK(example.error() > 1.0);
}

TEST_CASE("One wrong entry among many is caught", "[finite_differences]") {
    Example example;
    example.workspace.gradients.layers[1].weights(1, 2) *= 1.01;
    CHECK(example.error() > 1e-5);
}

TEST_CASE("A forgotten bias gradient is caught", "[finite_differences]") {
    Example example;
    example.workspace.gradients.layers[0].biases.fill(0.0);
    CHECK(example.error() == Approx(1.0));
}

TEST_CASE("The check's own error falls with the square of the step",
          "[finite_differences]") {
    Example example;
    CHECK(example.error(1e-2) / example.error(1e-3) == Approx(100.0).epsilon(0.05));
    CHECK_THROWS_AS(example.error(0.0), std::invalid_argument);
}
