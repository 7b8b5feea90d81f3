#include "snippets/training/sgd.hpp"

#include "snippets/init/he.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

Network one_weight(double weight) {
    return {
        .layers = {
            {.weights = {{weight}}, .biases = {0.5}, .activation = Activation::linear}}};
}

Workspace with_gradient(const Network& network, double weight, double bias) {
    Workspace workspace(network, 1);
    workspace.gradients[0].weights(0, 0) = weight;
    workspace.gradients[0].biases(0) = bias;
    return workspace;
}

}  // namespace

TEST_CASE("A step goes against the gradient", "[sgd]") {
    Network network = one_weight(0.0);
    sgd_step(network, with_gradient(network, -1.0, 2.0),
             0.1);  // L = (w - 1)^2 / 2 at w = 0
    const double w = network.layers[0].weights(0, 0);
    CHECK(w == Approx(0.1).epsilon(1e-15));
    CHECK((w - 1.0) * (w - 1.0) / 2.0 == Approx(0.405).epsilon(1e-14));
    CHECK(network.layers[0].biases(0) == Approx(0.3).epsilon(1e-15));
}

TEST_CASE("Momentum 0 is plain gradient descent", "[sgd]") {
    Network plain = one_weight(1.0);
    Network with_memory = one_weight(1.0);
    Momentum optimizer(with_memory, 0.1, 0.0);
    for (int i = 0; i < 5; ++i) {
        const Workspace workspace = with_gradient(plain, 0.3, -0.7);
        sgd_step(plain, workspace, 0.1);
        optimizer.step(with_memory, workspace);
    }
    CHECK(same(plain.layers[0].weights, with_memory.layers[0].weights));
    CHECK(same(plain.layers[0].biases, with_memory.layers[0].biases));
}

// As torch.optim.SGD: v <- 0.9 v + g, then w <- w - 0.1 v, with g = 1 always.
TEST_CASE("Momentum adds up a steady gradient", "[sgd]") {
    Network network = one_weight(0.0);
    Momentum optimizer(network, 0.1, 0.9);
    const Workspace workspace = with_gradient(network, 1.0, 1.0);
    optimizer.step(network, workspace);
    CHECK(network.layers[0].weights(0, 0) == Approx(-0.1).epsilon(1e-14));
    optimizer.step(network, workspace);
    CHECK(network.layers[0].weights(0, 0) == Approx(-0.29).epsilon(1e-14));
    optimizer.step(network, workspace);
    CHECK(network.layers[0].weights(0, 0) == Approx(-0.561).epsilon(1e-14));
    CHECK(network.layers[0].biases(0) == Approx(0.5 - 0.561).epsilon(1e-13));
}

TEST_CASE("Momentum refuses rates out of their range", "[sgd]") {
    const Network network = one_weight(0.0);
    CHECK_THROWS_AS(Momentum(network, 0.0, 0.5), std::invalid_argument);
    CHECK_THROWS_AS(Momentum(network, 0.1, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(Momentum(network, 0.1, -0.1), std::invalid_argument);
}
