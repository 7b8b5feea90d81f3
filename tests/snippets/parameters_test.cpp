#include "snippets/models/parameters.hpp"

#include "snippets/init/he.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The list of a network names every parameter once", "[parameters]") {
    Rng rng(1);
    Network network = make_network<double>({3, 4, 2}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    const Workspace workspace(network, 1);
    const auto list = parameters_of(network, workspace);
    std::size_t count = 0;
    for (const auto& [values, gradient] : list) {
        CHECK(values.size() == gradient.size());
        count += values.size();
    }
    CHECK(count == parameter_count(network));
    list[0].values[1] = 7.0;
    CHECK(network.layers[0].weights(0, 1) == 7.0);
}

TEST_CASE("A step along the list is the step of the network", "[parameters]") {
    Rng rng(2);
    Network by_layer = make_network<double>({3, 4, 2}, {.hidden = Activation::tanh},
                                            he_normal<double>, rng);
    Network by_list = by_layer;
    Workspace workspace(by_layer, 1);
    workspace.gradients.layers[0].weights.fill(0.5);
    workspace.gradients.layers[1].biases.fill(-2.0);
    sgd_step(by_layer, workspace, 0.1);
    sgd_step(parameters_of(by_list, workspace), 0.1);
    for (std::size_t l = 0; l < 2; ++l) {
        CHECK(same(by_layer.layers[l].weights, by_list.layers[l].weights));
        CHECK(same(by_layer.layers[l].biases, by_list.layers[l].biases));
    }
    CHECK(by_list.layers[1].biases(0) == Approx(0.2).epsilon(1e-15));
}
