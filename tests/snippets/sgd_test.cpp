#include "snippets/training/sgd.hpp"

#include <vector>

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
    workspace.gradients.layers[0].weights(0, 0) = weight;
    workspace.gradients.layers[0].biases(0) = bias;
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

TEST_CASE("The optimizer's step is the step along the list", "[sgd]") {
    std::vector<double> by_function = {1.0, -2.0};
    std::vector<double> by_optimizer = by_function;
    const std::vector<double> gradient = {0.3, 0.7};
    sgd_step<double>({{by_function, gradient}}, 0.1);
    GradientDescent(0.1).step<double>({{by_optimizer, gradient}});
    CHECK(by_function == by_optimizer);
    CHECK(by_function[1] == Approx(-2.07).epsilon(1e-15));
}
