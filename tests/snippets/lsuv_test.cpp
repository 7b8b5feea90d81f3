#include "snippets/init/lsuv.hpp"

#include <cmath>

#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/orthogonal.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("LSUV brings every layer to variance 1 in one or two divisions", "[lsuv]") {
    Rng rng(1);
    const Matrix batch = normal_matrix(200, 20, 0.5, 3.0, rng);
    for (const Activation activation :
         {Activation::relu, Activation::tanh, Activation::silu}) {
        Network network = make_network<double>({20, 60, 60, 60, 10}, {.hidden = activation},
                                               orthogonal<double>, rng);
        const auto tries = lsuv(network, batch);
        Workspace workspace(network, 200);
        forward(network, batch, workspace);
        REQUIRE(tries.size() == 4);
        INFO(name_of(activation));
        for (std::size_t l = 0; l < 4; ++l) {
            CHECK(std::abs(sample_variance(workspace.pre_activations[l]) - 1.0) < 0.01);
            CHECK(tries[l] <= 2);
        }
    }
}

TEST_CASE("Without LSUV the same layers are not at variance 1", "[lsuv]") {
    Rng rng(1);
    const Matrix batch = normal_matrix(200, 20, 0.5, 3.0, rng);
    const Network network = make_network<double>({20, 60, 60}, {.hidden = Activation::relu},
                                                 orthogonal<double>, rng);
    Workspace workspace(network, 200);
    forward(network, batch, workspace);
    CHECK_FALSE(std::abs(sample_variance(workspace.pre_activations[0]) - 1.0) < 0.01);
}

TEST_CASE("LSUV leaves a layer that fits alone", "[lsuv]") {
    Rng rng(2);
    const Matrix batch = normal_matrix(100, 20, 0.0, 1.0, rng);
    Network network = make_network<double>({20, 30, 5}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    lsuv(network, batch);
    const Matrix before = network.layers[1].weights;
    const auto again = lsuv(network, batch);
    CHECK(again == std::vector<std::size_t>{0, 0});
    CHECK((before == network.layers[1].weights));
}

TEST_CASE("LSUV refuses layers that do not vary, and impossible options", "[lsuv]") {
    Rng rng(3);
    const Matrix batch = normal_matrix(10, 4, 0.0, 1.0, rng);
    Network zeros = make_network<double>({4, 3, 2}, {.hidden = Activation::tanh},
                                         zero_weights<double>, rng);
    CHECK_THROWS_AS(lsuv(zeros, batch), std::invalid_argument);
    Network network = make_network<double>({4, 3, 2}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    CHECK_THROWS_AS(lsuv(network, batch, {.tolerance = 0.0}), std::invalid_argument);
    CHECK_THROWS_AS(lsuv(network, Matrix{{1.0, 2.0}}), std::invalid_argument);
}
