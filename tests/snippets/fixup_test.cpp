#include "snippets/init/fixup.hpp"

#include <cmath>

#include "snippets/init/he.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

ResidualNetwork deep(Rng& rng) {
    return make_residual_network<double>(
        {.inputs = 10, .width = 16, .hidden = 16, .outputs = 3, .blocks = 16},
        Activation::relu, he_normal<double>, rng);
}

}  // namespace

TEST_CASE("The Fixup factor is L to the power of -1/(2m-2)", "[fixup]") {
    CHECK(fixup_factor(16, 2) == Approx(0.25).epsilon(1e-15));
    CHECK(fixup_factor(16, 3) == Approx(0.5).epsilon(1e-15));
    CHECK(fixup_factor(1, 2) == 1.0);
    CHECK_THROWS_AS(fixup_factor(0, 2), std::invalid_argument);
    CHECK_THROWS_AS(fixup_factor(4, 1), std::invalid_argument);
}

TEST_CASE("Fixup starts as the identity, with logits of 0", "[fixup]") {
    Rng rng(1);
    ResidualNetwork network = deep(rng);
    const Matrix before = network.blocks[3].first.weights;
    apply_fixup(network);
    CHECK(xt::allclose(network.blocks[3].first.weights, 0.25 * before, 1e-14));
    ResidualWorkspace workspace(network, 4);
    forward(network, normal_matrix(4, 10, 0.0, 1.0, rng), workspace);
    CHECK(same(workspace.residual_stream.front(), workspace.residual_stream.back()));
    CHECK(cross_entropy(workspace.outputs(), {0, 1, 2, 0}) ==
          Approx(std::log(3.0)).epsilon(1e-14));
}

TEST_CASE("ReZero starts as the identity and learns how much of a block to add",
          "[fixup]") {
    Rng rng(2);
    ResidualNetwork network = deep(rng);
    apply_rezero(network);
    const Matrix batch = normal_matrix(4, 10, 0.0, 1.0, rng);
    ResidualWorkspace workspace(network, 4);
    forward(network, batch, workspace);
    CHECK(same(workspace.residual_stream.front(), workspace.residual_stream.back()));
    cross_entropy_gradient(workspace.outputs(), {0, 1, 2, 0}, workspace.output_gradient());
    backward(network, batch, workspace);
    CHECK(workspace.gradients.blocks[5].scale(0) != 0.0);
    CHECK(std::ranges::max(workspace.gradients.blocks[5].second.weights) == 0.0);
}

TEST_CASE("Fixup trains where plain He weights explode", "[fixup]") {
    const auto last_loss = [](bool fixed) {
        Rng rng(3);
        ResidualNetwork network = make_residual_network<double>(
            {.inputs = 10, .width = 16, .hidden = 16, .outputs = 3, .blocks = 64},
            Activation::relu, he_normal<double>, rng);
        if (fixed) {
            apply_fixup(network);
        }
        const Matrix batch = normal_matrix(30, 10, 0.0, 1.0, rng);
        Labels labels(30);
        for (std::size_t i = 0; i < 30; ++i) {
            labels[i] = i % 3;
        }
        ResidualWorkspace workspace(network, 30);
        const auto list = parameters_of(network, workspace);
        for (int step = 0; step < 300; ++step) {
            forward(network, batch, workspace);
            cross_entropy_gradient(workspace.outputs(), labels,
                                   workspace.output_gradient());
            backward(network, batch, workspace);
            sgd_step(list, 0.05);
        }
        forward(network, batch, workspace);
        return cross_entropy(workspace.outputs(), labels);
    };
    CHECK(last_loss(true) < 0.3);
    CHECK_FALSE(last_loss(false) < 0.3);  // control
}
