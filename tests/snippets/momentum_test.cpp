#include "snippets/training/momentum.hpp"

#include <vector>

#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Momentum 0 is plain gradient descent", "[momentum]") {
    std::vector<double> plain = {1.0, -2.0};
    std::vector<double> with_memory = plain;
    const std::vector<double> gradient = {0.3, -0.7};
    Momentum optimizer(0.1, 0.0);
    for (int i = 0; i < 5; ++i) {
        sgd_step<double>({{plain, gradient}}, 0.1);
        optimizer.step({{with_memory, gradient}});
    }
    CHECK(plain == with_memory);
    CHECK(plain[0] == Approx(0.85).epsilon(1e-14));
}

// As torch.optim.SGD: v <- 0.9 v + g, then w <- w - 0.1 v, with g = 1 always.
TEST_CASE("Momentum adds up a steady gradient", "[momentum]") {
    std::vector<double> weight = {0.0};
    std::vector<double> bias = {0.5};
    const std::vector<double> gradient = {1.0};
    const ParameterListOf<double> parameters{{weight, gradient}, {bias, gradient}};
    Momentum optimizer(0.1, 0.9);
    optimizer.step(parameters);
    CHECK(weight[0] == Approx(-0.1).epsilon(1e-14));
    optimizer.step(parameters);
    CHECK(weight[0] == Approx(-0.29).epsilon(1e-14));
    optimizer.step(parameters);
    CHECK(weight[0] == Approx(-0.561).epsilon(1e-14));
    CHECK(bias[0] == Approx(0.5 - 0.561).epsilon(1e-13));
}
