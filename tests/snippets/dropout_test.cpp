#include "snippets/training/dropout.hpp"

#include <cmath>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/losses/squared_error.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("A kept unit is scaled so that the mean stays", "[dropout]") {
    Rng rng(1);
    const Network network = make_network<double>({2, 300, 1}, {.hidden = Activation::tanh},
                                                 zero_weights<double>, rng);
    Workspace workspace(network, 200);
    draw_dropout(workspace, 0.8, rng);
    REQUIRE(workspace.masks.size() == 1);
    const Matrix& mask = workspace.masks[0];
    REQUIRE(mask.size() == 60'000);
    std::size_t kept = 0;
    for (const double factor : mask) {
        kept += factor != 0.0 ? 1 : 0;
        CHECK((factor == 0.0 || factor == 1.25));
    }
    const double share = static_cast<double>(kept) / 60'000.0;
    const double limit = frequency_tolerance(0.8, 60'000, 1e-6);
    CHECK(std::abs(share - 0.8) <= limit);
    CHECK_FALSE(std::abs(share - 0.78) <= limit);  // control
}

TEST_CASE("Keeping everything changes nothing", "[dropout]") {
    Rng rng(2);
    const Network network = make_network<double>({2, 6, 1}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    const Matrix batch = {{1.0, -2.0}};
    Workspace workspace(network, 1);
    draw_dropout(workspace, 1.0, rng);
    forward(network, batch, workspace);
    CHECK(same(workspace.outputs(), predict(network, batch)));
}

TEST_CASE("Backward uses the masks of the forward pass", "[dropout]") {
    Rng rng(3);
    Network network = make_network<double>({3, 6, 5, 2}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    const Matrix batch = normal_matrix(4, 3, 0.0, 1.0, rng);
    const Matrix targets = normal_matrix(4, 2, 0.0, 1.0, rng);
    Workspace workspace(network, 4);
    draw_dropout(workspace, 0.5, rng);
    forward(network, batch, workspace);
    squared_error_gradient(workspace.outputs(), targets, workspace.output_gradient());
    backward(network, batch, workspace);
    const auto masked_loss = [&](const Network& wiggled) {
        Workspace again = workspace;
        forward(wiggled, batch, again);
        return squared_error(again.outputs(), targets);
    };
    const auto unmasked_loss = [&](const Network& wiggled) {
        return squared_error(predict(wiggled, batch), targets);
    };
    CHECK(gradient_error(network, workspace, masked_loss) < 1e-6);
    CHECK_FALSE(gradient_error(network, workspace, unmasked_loss) < 1e-6);  // control
}

TEST_CASE("Dropout refuses a probability out of (0, 1]", "[dropout]") {
    Rng rng(4);
    const Network network = make_network<double>({2, 3, 1}, {.hidden = Activation::tanh},
                                                 zero_weights<double>, rng);
    Workspace workspace(network, 1);
    CHECK_THROWS_AS(draw_dropout(workspace, 0.0, rng), std::invalid_argument);
    CHECK_THROWS_AS(draw_dropout(workspace, 1.1, rng), std::invalid_argument);
}
